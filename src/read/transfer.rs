//! Bytes as texts carry them: base64, and the escapes of addresses.

use super::encoding;

/// The bytes that a text in base64 stands for; what is no sign of it is passed over.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::with_capacity(bytes.len() / 4 * 3), 0_u32, 0_u32);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from((bits >> count) & 0xFF).unwrap_or(0));
        }
    }
    out
}

/// What a `data:` address holds as text.
pub fn data_address(address: &str) -> Option<String> {
    let (kind, content) = address.trim_start().strip_prefix("data:")?.split_once(',')?;
    let bytes =
        if kind.trim_end().ends_with(";base64") { base64(content.as_bytes()) } else { unescaped(content) };
    let charset = kind.split(';').find_map(|part| part.trim().strip_prefix("charset="));
    Some(encoding::decode(&bytes, charset).text)
}

/// The bytes of an address, whose escapes are `%7B`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let escaped = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(b'%'));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_any_shape() {
        assert_eq!(base64(b"5pS/\r\n5bqc"), "政府".as_bytes());
        assert_eq!(base64(b"=="), b"");
    }

    #[test]
    fn addresses_that_hold_a_text() {
        for (address, expected) in [
            ("data:text/css,.v%7Bcolor%3Ared%7D", Some(".v{color:red}")),
            ("data:text/css;charset=utf-8,a%E6%94%BF%", Some("a政%")),
            ("data:text/css;base64,aXtkaXNwbGF5Om5vbmV9", Some("i{display:none}")),
            ("data:text/css", None),
            ("a.css", None),
        ] {
            assert_eq!(data_address(address).as_deref(), expected, "{address}");
        }
    }
}
