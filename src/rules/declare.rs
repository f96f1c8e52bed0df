//! The declaration of a rule.

/// Declares a rule as a constant. The documentation comment is kept as [`Rule::documentation`](super::Rule), so that
/// it is written once, beside the code. The page's module has none of it: what a rule's page says is loaded when somebody
/// opens it (scripts/rules.mjs).
///
/// ```text
/// rule! {
///     /// # 检查什么
///     /// …
///     pub T3_BALANCE {
///         name: "t3-balance",
///         kind: Table,
///         title: ("…", "…"),
///         severity: Error,
///         source: Source::Arithmetic,
///         check: balance,
///     }
/// }
/// ```
macro_rules! rule {
    (
        $(#[doc = $documentation:literal])+
        $visibility:vis $constant:ident {
            name: $name:literal,
            kind: $kind:ident,
            title: ($zh:literal, $en:literal),
            severity: $severity:ident,
            source: $source:expr,
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $documentation])+
        $visibility const $constant: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            kind: $crate::rules::Kind::$kind,
            title: ($zh, $en),
            severity: $crate::rules::Severity::$severity,
            source: $source,
            documentation: if cfg!(target_family = "wasm") {
                ""
            } else {
                concat!($($documentation, "\n"),+)
            },
            check: $check,
        };
    };
}
