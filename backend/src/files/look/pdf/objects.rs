//! One walk over a PDF: what of it leads to its pages.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::syntax::{Dictionary, Reader, Value, is_space};

/// Bytes that one packed stream may become.
const UNPACKED: u64 = 8 * 1024 * 1024;
/// Bytes that all packed streams together may become.
const UNPACKED_ALL: u64 = 64 * 1024 * 1024;
/// Pages and lists of pages at most.
const NODES: usize = 50_000;

/// There is more to read than a document can be worth.
#[derive(Debug)]
pub(super) struct Lost;

/// What leads to the pages.
#[derive(Debug)]
enum Node {
    Catalog(Option<u32>),
    /// The pages and lists below it.
    Pages(Vec<u32>),
    /// A list that lies apart.
    Apart(u32),
    Page,
}

/// What one walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    nodes: HashMap<u32, Node>,
    root: Option<u32>,
    /// A password is needed, or something may not be done without one.
    pub(super) is_encrypted: bool,
    /// Some objects are packed in a way that is not read here.
    pub(super) has_unread: bool,
    /// Where the last object begins.
    pub(super) last_object: usize,
    unpacked: u64,
    /// Bytes that may still be read.
    work: usize,
}

impl Found {
    /// Number of pages, by walking to each of them; `None` where no way leads there.
    pub(super) fn pages(&self) -> Option<u32> {
        let Some(Node::Catalog(Some(first))) = self.nodes.get(&self.root?) else {
            return None;
        };
        let (mut waiting, mut seen, mut pages) = (vec![*first], HashSet::new(), 0);
        while let Some(number) = waiting.pop() {
            if !seen.insert(number) {
                continue;
            }
            match self.nodes.get(&number) {
                Some(Node::Page) => pages += 1,
                Some(Node::Pages(kids)) => waiting.extend(kids),
                Some(Node::Apart(kids)) => waiting.push(*kids),
                Some(Node::Catalog(_)) | None => {}
            }
        }
        Some(pages)
    }

    fn keep(&mut self, number: u32, value: &Value) -> Result<(), Lost> {
        let node = match value {
            Value::Dictionary(it) if it.has_type("Catalog") => Node::Catalog(it.reference("Pages")),
            Value::Dictionary(it) if it.has_type("Page") => Node::Page,
            Value::Dictionary(it) => match it.get("Kids") {
                Some(Value::Array(kids)) => Node::Pages(references(kids)),
                Some(Value::Reference(kids)) => Node::Apart(*kids),
                _ => return Ok(()),
            },
            Value::Array(values) if matches!(values.first(), Some(Value::Reference(_))) => {
                Node::Pages(references(values))
            }
            _ => return Ok(()),
        };
        self.nodes.insert(number, node);
        if self.nodes.len() > NODES {
            return Err(Lost);
        }
        Ok(())
    }

    /// A trailer, or the dictionary that stands for one. The last one counts.
    fn trailer(&mut self, dictionary: &Dictionary) {
        self.is_encrypted |= dictionary.get("Encrypt").is_some();
        self.root = dictionary.reference("Root").or(self.root);
    }

    fn worked(&mut self, bytes: usize) -> Result<(), Lost> {
        self.work = self.work.checked_sub(bytes).ok_or(Lost)?;
        Ok(())
    }

    /// Objects packed into a stream.
    fn packed(&mut self, stream: &Dictionary, data: &[u8]) -> Result<(), Lost> {
        let is_plain = stream.get("Filter").is_none();
        let is_flate = match stream.get("Filter") {
            Some(Value::Array(filters)) => matches!(filters.as_slice(), [one] if is_flate(one)),
            Some(filter) => is_flate(filter),
            None => false,
        };
        if is_plain {
            self.unpacked += data.len() as u64;
            return self.members(stream, data);
        }
        if !is_flate || stream.get("DecodeParms").is_some() {
            self.has_unread = true;
            return Ok(());
        }
        let mut unpacked = Vec::new();
        // What comes out before a fault is worth reading.
        let _ = ZlibDecoder::new(data)
            .take(UNPACKED + 1)
            .read_to_end(&mut unpacked);
        self.unpacked += unpacked.len() as u64;
        if unpacked.len() as u64 > UNPACKED || self.unpacked > UNPACKED_ALL {
            return Err(Lost);
        }
        self.members(stream, &unpacked)
    }

    fn members(&mut self, stream: &Dictionary, bytes: &[u8]) -> Result<(), Lost> {
        let (Some(count), Some(first)) = (stream.size("N"), stream.size("First")) else {
            return Ok(());
        };
        let mut index = Reader::new(bytes, 0);
        for _ in 0..count {
            index.skip_space();
            let number = index.integer();
            index.skip_space();
            let (Some(number), Some(offset)) = (number, index.integer()) else {
                break;
            };
            let offset = usize::try_from(offset).unwrap_or(usize::MAX);
            let start = first.saturating_add(offset);
            let mut reader = Reader::new(bytes, start.min(bytes.len()));
            let value = reader.value();
            self.worked(reader.at.saturating_sub(start) + 1)?;
            if let (Ok(number), Some(value)) = (u32::try_from(number), value) {
                self.keep(number, &value)?;
            }
        }
        Ok(())
    }
}

fn references(values: &[Value]) -> Vec<u32> {
    let reference = |value: &Value| match value {
        Value::Reference(number) => Some(*number),
        _ => None,
    };
    values.iter().filter_map(reference).collect()
}

fn is_flate(filter: &Value) -> bool {
    matches!(filter, Value::Name(name) if name == b"FlateDecode" || name == b"Fl")
}

/// Walks over a file once, reading so many bytes at most; bytes of objects that lie in each
/// other are read again.
pub(super) fn find(bytes: &[u8], work: usize) -> Result<Found, Lost> {
    let mut found = Found {
        work,
        ..Found::default()
    };
    let mut at = 0;
    while let Some(keyword) = next(bytes, at) {
        at = match keyword {
            Keyword::Trailer { after } => {
                let mut reader = Reader::new(bytes, after);
                if let Some(Value::Dictionary(dictionary)) = reader.value() {
                    found.trailer(&dictionary);
                }
                found.worked(reader.at - after)?;
                after
            }
            Keyword::Object { number, after } => {
                found.last_object = after;
                object(bytes, number, after, &mut found)?
            }
        };
    }
    Ok(found)
}

/// A word at which something begins.
enum Keyword {
    Object { number: u32, after: usize },
    Trailer { after: usize },
}

fn next(bytes: &[u8], from: usize) -> Option<Keyword> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| matches!(byte, b'o' | b't'))?;
        let here = bytes.get(at..)?;
        if here.starts_with(b"trailer") {
            return Some(Keyword::Trailer { after: at + 7 });
        }
        if here.starts_with(b"obj")
            && let Some(number) = number_before(bytes.get(..at)?)
        {
            let after = at + 3;
            return Some(Keyword::Object { number, after });
        }
        at += 1;
    }
}

/// The number of the object whose header ends here: `12 0 ` before `obj`.
fn number_before(bytes: &[u8]) -> Option<u32> {
    let head = bytes.get(bytes.len().saturating_sub(24)..)?;
    let mut words = head
        .rsplit(|byte| is_space(*byte))
        .filter(|word| !word.is_empty());
    let ends_apart = head.last().is_some_and(|byte| is_space(*byte));
    let (generation, number) = (words.next()?, words.next()?);
    let digits = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    if !ends_apart || !digits(generation) {
        return None;
    }
    // Something may stand right before the number: `endobj12 0 obj`.
    let start = number.iter().rposition(|byte| !byte.is_ascii_digit());
    let number = number.get(start.map_or(0, |it| it + 1)..)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// Reads an object; where to go on.
fn object(bytes: &[u8], number: u32, start: usize, found: &mut Found) -> Result<usize, Lost> {
    let mut reader = Reader::new(bytes, start);
    let value = reader.value();
    found.worked(reader.at - start)?;
    let Some(value) = value else {
        return Ok(start);
    };
    found.keep(number, &value)?;
    let after = reader.at;
    let Value::Dictionary(dictionary) = value else {
        return Ok(after);
    };
    reader.skip_space();
    let Some(data) = reader.rest().strip_prefix(b"stream") else {
        return Ok(after);
    };
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    let data = data.strip_prefix(b"\n").unwrap_or(data);
    let length = length_of(data, &dictionary);
    let (data, rest) = data.split_at_checked(length).unwrap_or((data, &[]));
    if dictionary.has_type("XRef") {
        found.trailer(&dictionary);
    } else if dictionary.has_type("ObjStm") {
        found.packed(&dictionary, data)?;
    }
    Ok(bytes.len() - rest.len())
}

/// Length of the data of a stream: as it says, if that is true; else up to its end.
fn length_of(data: &[u8], dictionary: &Dictionary) -> usize {
    let end = b"endstream";
    let said = dictionary.size("Length").filter(|length| {
        let after = data.get(*length..).unwrap_or_default();
        let after = after.get(..16).unwrap_or(after);
        after.trim_ascii_start().starts_with(end)
    });
    let searched = || data.windows(end.len()).position(|window| window == end);
    said.or_else(searched).unwrap_or(data.len())
}
