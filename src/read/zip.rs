//! Zip archives, as office packages and as collections of reports.
//!
//! Entries are found through the central directory and inflated one at a time under a limit, so that an archive that
//! promises little and unpacks to gigabytes costs no more than the limit.

use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::meter::{Limit, Meter};
use super::{ReadError, encoding};

/// Entries that an archive may list.
pub(super) const MAX_ENTRIES: usize = 20_000;

/// Bytes before a file's name and content.
pub(super) const HEADER: usize = 30;

/// An opened archive.
pub struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
    /// Bytes before the directory.
    packed: usize,
    meter: Meter,
}

/// One file of an archive.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Path with forward slashes.
    pub name: String,
    method: u16,
    encrypted: bool,
    /// Bytes that it has packed.
    pub compressed: usize,
    /// What the directory says that it unpacks to: believed only as the room to unpack it into.
    size: usize,
    offset: usize,
}

impl Entry {
    /// Whether the entry is a folder.
    pub fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }
}

impl<'b> Archive<'b> {
    /// Reads the archive's directory.
    ///
    /// # Errors
    /// `damaged` where there is none, `too-large` where it lists too many files.
    pub fn open(bytes: &'b [u8], meter: &Meter) -> Result<Self, ReadError> {
        let end = directory_end(bytes).ok_or_else(damaged)?;
        let count = usize::from(u16_at(bytes, end + 10).ok_or_else(damaged)?);
        let size = u32_at(bytes, end + 12).ok_or_else(damaged)?;
        let stated = u32_at(bytes, end + 16).ok_or_else(damaged)?;
        // A prefix before the archive (a self-extracting stub) shifts every offset.
        let start = end.checked_sub(size).ok_or_else(damaged)?;
        let shift = start.saturating_sub(stated);
        let mut entries = Vec::new();
        let mut at = start;
        while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
            if entries.len() >= MAX_ENTRIES {
                return Err(ReadError::new(
                    "too-large",
                    format!("压缩包里的文件超过 {MAX_ENTRIES} 个，请分批检查。"),
                    format!("The archive lists more than {MAX_ENTRIES} files; please check them in parts."),
                ));
            }
            let (entry, next) = entry_at(bytes, at, shift).ok_or_else(damaged)?;
            entries.push(entry);
            at = next;
        }
        if entries.is_empty() && count > 0 {
            return Err(damaged());
        }
        Ok(Self { bytes, entries, packed: start, meter: meter.clone() })
    }

    /// The meter of the document that the archive is the package of.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// Unpacks a part of a document of at most `limit` bytes, paid for by its number and size.
    ///
    /// # Errors
    /// As [`Archive::read`], and `too-large` where the document has unpacked too much already.
    pub fn part(&self, entry: &Entry, limit: usize) -> Result<Vec<u8>, ReadError> {
        let left = self.meter.left(Limit::Unpacked);
        if !self.meter.pay(Limit::Parts, 1) {
            return Err(too_large(&entry.name, left));
        }
        let bytes = self.read(entry, limit.min(left)).inspect_err(|error| {
            if error.code == "too-large" && left < limit {
                self.meter.cut(Limit::Unpacked);
            }
        })?;
        self.meter.pay(Limit::Unpacked, bytes.len());
        Ok(bytes)
    }

    /// The bytes that all files together can have, packed.
    pub fn packed(&self) -> usize {
        self.packed
    }

    /// The files in the order of the directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a path, whatever its case; Word and WPS write the same names differently.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/');
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Unpacks an entry of at most `limit` bytes.
    ///
    /// # Errors
    /// `encrypted`, `too-large`, `damaged`, `unsupported` for rare compression methods.
    pub fn read(&self, entry: &Entry, limit: usize) -> Result<Vec<u8>, ReadError> {
        if entry.encrypted {
            return Err(ReadError::new(
                "encrypted",
                format!("压缩包里的“{}”设有密码，无法读取；请先解压再检查。", entry.name),
                format!("“{}” in the archive is locked with a password; please unpack it first.", entry.name),
            ));
        }
        let name = u16_at(self.bytes, entry.offset + 26).ok_or_else(damaged)?;
        let extra = u16_at(self.bytes, entry.offset + 28).ok_or_else(damaged)?;
        let start = entry.offset + HEADER + usize::from(name) + usize::from(extra);
        let end = start.checked_add(entry.compressed).ok_or_else(damaged)?;
        let data = self.bytes.get(start..end).ok_or_else(damaged)?;
        match entry.method {
            // Nothing may be unpacked any more, which inflating would call damage.
            _ if limit == 0 && !data.is_empty() => Err(too_large(&entry.name, limit)),
            0 if data.len() > limit => Err(too_large(&entry.name, limit)),
            0 => Ok(data.to_vec()),
            8 => inflated(data, entry.size, limit).map_err(|status| {
                if status == TINFLStatus::HasMoreOutput { too_large(&entry.name, limit) } else { damaged() }
            }),
            method => Err(ReadError::new(
                "unsupported",
                format!("压缩包里的“{}”用了不支持的压缩方式（{method}），请解压后再检查。", entry.name),
                format!(
                    "“{}” in the archive uses compression method {method}, which is not supported.",
                    entry.name
                ),
            )),
        }
    }
}

/// Unpacks at once into as much room as the archive says that it takes; what takes other room is unpacked step by step.
fn inflated(data: &[u8], stated: usize, limit: usize) -> Result<Vec<u8>, TINFLStatus> {
    // More than this many times its size nothing unpacks to.
    const MOST_TIMES: usize = 1_032;
    if stated <= limit && stated / MOST_TIMES <= data.len() {
        let mut unpacked = vec![0; stated];
        let state = &mut Box::<DecompressorOxide>::default();
        let (status, _, written) =
            decompress(state, data, &mut unpacked, 0, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
        if status == TINFLStatus::Done && written == stated {
            return Ok(unpacked);
        }
    }
    decompress_to_vec_with_limit(data, limit).map_err(|error| error.status)
}

fn entry_at(bytes: &[u8], at: usize, shift: usize) -> Option<(Entry, usize)> {
    let flags = u16_at(bytes, at + 8)?;
    let name_length = usize::from(u16_at(bytes, at + 28)?);
    let extra_length = usize::from(u16_at(bytes, at + 30)?);
    let comment_length = usize::from(u16_at(bytes, at + 32)?);
    let name = bytes.get(at + 46..at + 46 + name_length)?;
    let name = if flags & 0x800 != 0 {
        String::from_utf8_lossy(name).into_owned()
    } else {
        // Windows writes names in its own code page, which is GBK where these reports are written.
        encoding::decode(name, None).text
    };
    let entry = Entry {
        name: name.replace('\\', "/").trim_start_matches('/').to_owned(),
        method: u16_at(bytes, at + 10)?,
        encrypted: flags & 1 != 0,
        compressed: u32_at(bytes, at + 20)?,
        size: u32_at(bytes, at + 24)?,
        offset: u32_at(bytes, at + 42)?.checked_add(shift)?,
    };
    Some((entry, at + 46 + name_length + extra_length + comment_length))
}

/// Where the end record of the central directory begins: the last one in the file.
fn directory_end(bytes: &[u8]) -> Option<usize> {
    // 22 bytes and a comment of at most 65,535.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(from..)?;
    tail.windows(4).rposition(|window| window == b"PK\x05\x06").map(|at| from + at)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(number)).ok()
}

pub(super) fn damaged() -> ReadError {
    ReadError::new(
        "damaged",
        "文件已损坏或不完整，无法打开；请重新下载，或用原来的软件打开后另存再试。",
        "The file is damaged or incomplete and cannot be opened; download it again, or open and save it anew.",
    )
}

fn too_large(name: &str, limit: usize) -> ReadError {
    let megabytes = limit / 1_048_576;
    ReadError::new(
        "too-large",
        format!("“{name}”解压后超过 {megabytes} MB，没有读取；请只保留年度报告本身再试。"),
        format!(
            "“{name}” unpacks to more than {megabytes} MB and was not read; please keep the report itself only."
        ),
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A zip archive of files, deflated. Checksums are left at 0: the reader does not need them.
    pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in files {
            let packed = miniz_oxide::deflate::compress_to_vec(content, 6);
            let offset = u32::try_from(bytes.len()).unwrap();
            let sizes =
                [packed.len(), content.len()].map(|length| u32::try_from(length).unwrap().to_le_bytes());
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let common =
                [&[20, 0, 0, 8, 8, 0, 0, 0, 0, 0][..], &[0; 4], &sizes[0], &sizes[1], &length, &[0, 0]]
                    .concat();
            bytes.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), &packed].concat());
            directory.extend(
                [&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset.to_le_bytes(), name.as_bytes()]
                    .concat(),
            );
        }
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
        let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        bytes.extend(directory);
        bytes.extend([&b"PK\x05\x06\x00\x00\x00\x00"[..], &count, &count, &size, &offset, &[0, 0]].concat());
        bytes
    }

    #[test]
    fn files_come_back() {
        let bytes = archive(&[("甲/a.txt", b"one"), ("b.txt", &[7; 100_000])]);
        let archive = Archive::open(&bytes, &Meter::default()).unwrap();
        let names: Vec<&str> = archive.entries().iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["甲/a.txt", "b.txt"]);
        assert_eq!(archive.read(archive.find("/B.TXT").unwrap(), 200_000).unwrap(), [7; 100_000]);
        let prefixed = [b"stub".as_slice(), &bytes].concat();
        let archive = Archive::open(&prefixed, &Meter::default()).unwrap();
        assert_eq!(archive.read(archive.find("甲/a.txt").unwrap(), 9).unwrap(), b"one");
    }

    #[test]
    fn a_size_that_is_not_true_does_not_matter() {
        for stated in [0_u32, 2, 900, 2_000_000, u32::MAX] {
            let mut bytes = archive(&[("a.txt", b"one")]);
            let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
            bytes.splice(directory + 24..directory + 28, stated.to_le_bytes());
            let archive = Archive::open(&bytes, &Meter::default()).unwrap();
            assert_eq!(archive.read(archive.find("a.txt").unwrap(), 1_000_000).unwrap(), b"one", "{stated}");
        }
    }

    #[test]
    fn bombs_stop_at_the_limit() {
        let bytes = archive(&[("bomb", &vec![0; 50_000_000])]);
        assert!(bytes.len() < 100_000);
        let archive = Archive::open(&bytes, &Meter::default()).unwrap();
        let error = archive.read(archive.find("bomb").unwrap(), 1_048_576).unwrap_err();
        assert_eq!(error.code, "too-large");
        assert!(error.zh.contains("1 MB"));
    }

    #[test]
    fn truncated_archives_are_damaged() {
        let bytes = archive(&[("a.txt", b"one"), ("b.txt", b"two")]);
        for length in 0..bytes.len() - 2 {
            assert_eq!(
                Archive::open(bytes.get(..length).unwrap(), &Meter::default()).err().map(|error| error.code),
                Some("damaged")
            );
        }
    }
}
