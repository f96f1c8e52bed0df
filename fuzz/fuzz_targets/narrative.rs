#![no_main]

use gouji::document::{Block, Document, Table};
use gouji::read::Input;
use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate};

const ROWS: [&str; 5] = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
    "四、结转下年度继续办理",
];

// Sentences in a report that has a table 3: the text's numbers are bound to its cells.
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let mut blocks = vec![
        Block::heading(1, "河湾镇人民政府2023年政府信息公开工作年度报告"),
        Block::paragraph("一、总体情况"),
    ];
    let (first, rest) = text.split_at(text.char_indices().nth(400).map_or(text.len(), |(at, _)| at));
    blocks.extend(first.lines().map(Block::paragraph));
    blocks.push(Block::paragraph("三、收到和处理政府信息公开申请情况"));
    let heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
        .map(str::to_owned);
    let values = ["12", "0", "12", "12", "0"];
    let rows = ROWS
        .iter()
        .zip(values)
        .map(|(label, value)| [*label, value, "0", "0", "0", "0", "0", value].map(str::to_owned));
    blocks.push(Block::table(Table::from_rows(std::iter::once(heads).chain(rows))));
    blocks.push(Block::paragraph("五、存在的主要问题及改进情况"));
    blocks.extend(rest.lines().map(Block::paragraph));
    judge::checked(Input { document: Document { blocks, ..Document::default() }, ..Input::default() });
});
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Lines, data, size, max, seed)
});
