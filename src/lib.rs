//! gouji (勾稽) checks 政府信息公开工作年度报告, the annual reports on open government information that every
//! administrative organ of China publishes on an official form.
#![doc = ""]

pub mod document;
pub mod read;
