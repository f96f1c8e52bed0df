//! Packages round the parts that the fuzzer works on.

/// A zip archive of files that are stored as they are.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let name = name.as_bytes();
        let offset = (bytes.len() as u32).to_le_bytes();
        let size = (content.len() as u32).to_le_bytes();
        let length = (name.len() as u16).to_le_bytes();
        let common = [&[20, 0, 0, 8, 0, 0, 0, 0, 0, 0][..], &[0; 4], &size, &size, &length, &[0, 0]].concat();
        bytes.extend([&b"PK\x03\x04"[..], &common, name, content].concat());
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset, name].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    let offset = (bytes.len() as u32).to_le_bytes();
    bytes.extend(directory);
    bytes.extend([&b"PK\x05\x06\x00\x00\x00\x00"[..], &count, &count, &size, &offset, &[0, 0]].concat());
    bytes
}

/// The same of texts and bytes that are owned.
pub fn zip_of<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, content)| (name.as_ref(), content.as_ref())).collect();
    zip(&files)
}

/// The files of an archive as far as its directory can be followed: what the mutator works on.
pub fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let short = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let long = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let mut files = Vec::new();
    let Some(end) = bytes.windows(4).rposition(|four| four == b"PK\x05\x06") else { return files };
    let Some(mut at) = long(end + 16) else { return files };
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") && files.len() < 500 {
        let entry = || {
            let (method, size, name, offset) =
                (short(at + 10)?, long(at + 20)?, short(at + 28)?, long(at + 42)?);
            let next = at + 46 + name + short(at + 30)? + short(at + 32)?;
            let name = String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned();
            let begin = offset + 30 + short(offset + 26)? + short(offset + 28)?;
            let data = bytes.get(begin..begin + size)?;
            let content = match method {
                8 => miniz_oxide::inflate::decompress_to_vec_with_limit(data, 1 << 20).ok()?,
                _ => data.to_vec(),
            };
            Some((name, content, next))
        };
        let Some((name, content, next)) = entry() else { break };
        files.push((name, content));
        at = next;
    }
    files
}

/// Packs the parts that the bytes are, set apart by a NUL byte, under the names given for them.
pub fn parts(data: &[u8], names: &[&str], fixed: &[(&str, &[u8])]) -> Vec<u8> {
    let mut split = data.splitn(names.len(), |byte| *byte == 0);
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (*name, split.next().unwrap_or_default())).collect();
    files.extend_from_slice(fixed);
    zip(&files)
}
