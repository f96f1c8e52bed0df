//! Traditional to simplified characters, for matching.

/// The simplified form of a character; other characters as they are.
#[must_use]
pub fn simplify(character: char) -> char {
    match character {
        '無' => '无',
        '鎮' => '镇',
        '開' => '开',
        other => other,
    }
}
