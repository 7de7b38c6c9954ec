//! The syntax of PDF, as far as it takes to find pages: dictionaries, names, numbers, references.

/// How deep arrays and dictionaries may lie in each other.
const DEPTH: usize = 64;
/// Values in one object at most.
const VALUES: usize = 200_000;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Name(Vec<u8>),
    Number(i64),
    /// To the object with this number.
    Reference(u32),
    Array(Vec<Value>),
    Dictionary(Dictionary),
    /// A text, a truth, nothing, or a word that is none of these.
    Other,
}

/// Names and their values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dictionary(Vec<(Vec<u8>, Value)>);

impl Dictionary {
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        let mut found = self.0.iter().filter(|(it, _)| it == name.as_bytes());
        found.next().map(|(_, value)| value)
    }

    pub(super) fn has_type(&self, name: &str) -> bool {
        self.get("Type") == Some(&Value::Name(name.as_bytes().to_vec()))
    }

    pub(super) fn reference(&self, name: &str) -> Option<u32> {
        match self.get(name)? {
            Value::Reference(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn size(&self, name: &str) -> Option<usize> {
        match self.get(name)? {
            Value::Number(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }
}

/// Reads values from bytes.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    /// How far it has read.
    pub(super) at: usize,
    values: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Self {
        let values = 0;
        Self { bytes, at, values }
    }

    /// The next value. `None` where there is none, or one too large to be meant seriously.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.value_within(DEPTH)
    }

    fn value_within(&mut self, depth: usize) -> Option<Value> {
        self.values += 1;
        if depth == 0 || self.values > VALUES {
            return None;
        }
        self.skip_space();
        match self.peek()? {
            b'/' => Some(Value::Name(self.name())),
            b'[' => self.array(depth),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth),
            b'<' => self.skip_past(b'>'),
            b'(' => self.skip_text(),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number_or_reference()),
            b']' | b'>' | b')' | b'{' | b'}' => None,
            _ => {
                self.word();
                Some(Value::Other)
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Value::Array(values));
            }
            values.push(self.value_within(depth - 1)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Value> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Some(Value::Dictionary(Dictionary(entries)));
            }
            if self.peek()? != b'/' {
                return None;
            }
            let name = self.name();
            entries.push((name, self.value_within(depth - 1)?));
        }
    }

    /// A name, with `#xx` read as the byte it stands for.
    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let word = self.word();
        let digit = |byte: Option<&u8>| {
            char::from(*byte?)
                .to_digit(16)
                .and_then(|it| u8::try_from(it).ok())
        };
        let mut name = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            let pair = digit(after.first()).zip(digit(after.get(1)));
            match pair.filter(|_| *byte == b'#') {
                Some((high, low)) => {
                    name.push(high * 16 + low);
                    rest = after.get(2..).unwrap_or_default();
                }
                None => name.push(*byte),
            }
        }
        name
    }

    fn number_or_reference(&mut self) -> Value {
        let Some(number) = self.integer() else {
            return Value::Other;
        };
        let after = self.at;
        if let Ok(number) = u32::try_from(number) {
            self.skip_space();
            let is_generation = self.integer().is_some_and(|it| (0..=65_535).contains(&it));
            self.skip_space();
            if is_generation && self.word() == b"R" {
                return Value::Reference(number);
            }
        }
        self.at = after;
        Value::Number(number)
    }

    /// A whole number; of another one the place after it.
    pub(super) fn integer(&mut self) -> Option<i64> {
        let word = self.word();
        std::str::from_utf8(word).ok()?.parse().ok()
    }

    /// Bytes up to a space or delimiter.
    pub(super) fn word(&mut self) -> &'b [u8] {
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|byte| is_space(*byte) || is_delimiter(*byte));
        let length = length.unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Spaces, ends of lines, comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = self.rest();
                let line = rest.iter().position(|it| matches!(it, b'\r' | b'\n'));
                self.at += line.unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn skip_past(&mut self, end: u8) -> Option<Value> {
        let Some(length) = self.rest().iter().position(|byte| *byte == end) else {
            self.at = self.bytes.len();
            return None;
        };
        self.at += length + 1;
        Some(Value::Other)
    }

    /// A text in parentheses, which may hold further ones.
    fn skip_text(&mut self) -> Option<Value> {
        let (mut open, mut is_escaped) = (0_usize, false);
        for (ix, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => open += 1,
                b')' if open == 1 => {
                    self.at += ix + 1;
                    return Some(Value::Other);
                }
                b')' => open -= 1,
                _ => {}
            }
        }
        self.at = self.bytes.len();
        None
    }

    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

/// Whether a byte is white space.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}
