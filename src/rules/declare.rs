//! The declaration of a rule.

/// Declares a rule as a constant. The documentation comment is kept as [`Rule::documentation`](super::Rule), so that
/// it is written once, beside the code.
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
            documentation: {
                const WHOLE: &str = concat!($($documentation, "\n"),+);
                const KEPT: [u8; $crate::rules::declare::kept(WHOLE)] = $crate::rules::declare::cut(WHOLE);
                match std::str::from_utf8(&KEPT) {
                    Ok(kept) => kept,
                    Err(_) => WHOLE,
                }
            },
            check: $check,
        };
    };
}

/// How many bytes of a documentation comment the program keeps: in the browser all before its examples, which no page
/// shows and which are a third of the text.
pub(super) const fn kept(documentation: &str) -> usize {
    let bytes = documentation.as_bytes();
    let heading = " # 例 Example".as_bytes();
    let mut at = 0;
    while cfg!(target_family = "wasm") && at + heading.len() <= bytes.len() {
        let mut same = 0;
        while same < heading.len() && bytes[at + same] == heading[same] {
            same += 1;
        }
        if same == heading.len() {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The first bytes of a text, by the compiler: what is left out is not in the program.
pub(super) const fn cut<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        bytes[at] = text.as_bytes()[at];
        at += 1;
    }
    bytes
}
