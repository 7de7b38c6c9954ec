//! Cuts a condition into tokens. Any text yields tokens; odd signs are [`Token::Odd`].

use std::fmt;

use super::tree::Decimal;
use crate::contents::Comparison;
use crate::date::Date;
use crate::place::Place;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, an option, a word of the language; the parser tells them apart.
    Word(String),
    Number(Decimal),
    Date(Date),
    Compare(Comparison),
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    Plus,
    Minus,
    /// A sign that the language does not have.
    Odd(String),
    End,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) | Self::Odd(text) => write!(f, "`{text}`"),
            Self::Number(number) => write!(f, "`{number}`"),
            Self::Date(date) => write!(f, "`{date}`"),
            Self::Compare(comparison) => write!(f, "`{comparison}`"),
            Self::Open => f.write_str("`(`"),
            Self::Close => f.write_str("`)`"),
            Self::OpenList => f.write_str("`[`"),
            Self::CloseList => f.write_str("`]`"),
            Self::Comma => f.write_str("`,`"),
            Self::Plus => f.write_str("`+`"),
            Self::Minus => f.write_str("`-`"),
            Self::End => f.write_str("the end"),
        }
    }
}

/// The tokens of `text`, which stands at `at`; the last is [`Token::End`].
pub(super) fn tokens(text: &str, at: Place) -> Vec<(Token, Place)> {
    let mut list = Vec::new();
    let mut offset = 0;
    while let Some(rest) = text.get(offset..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            offset += blank;
            continue;
        }
        let (token, length) = next(rest);
        let start = at.start + offset;
        list.push((
            token,
            Place {
                file: at.file,
                start,
                end: start + length,
            },
        ));
        offset += length;
    }
    list.push((
        Token::End,
        Place {
            start: at.end,
            ..at
        },
    ));
    list
}

fn next(rest: &str) -> (Token, usize) {
    let signs = [
        ("==", Token::Compare(Comparison::Eq)),
        ("!=", Token::Compare(Comparison::Ne)),
        ("<=", Token::Compare(Comparison::Le)),
        (">=", Token::Compare(Comparison::Ge)),
        ("<", Token::Compare(Comparison::Lt)),
        (">", Token::Compare(Comparison::Gt)),
        ("(", Token::Open),
        (")", Token::Close),
        ("[", Token::OpenList),
        ("]", Token::CloseList),
        (",", Token::Comma),
        ("+", Token::Plus),
    ];
    if let Some((sign, token)) = signs.into_iter().find(|(sign, _)| rest.starts_with(sign)) {
        return (token, sign.len());
    }
    let length = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
    match rest.get(..length) {
        Some("-") => (Token::Minus, 1),
        Some(word) if !word.is_empty() => (classify(word), length),
        _ => {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            (Token::Odd(rest.chars().take(1).collect()), length)
        }
    }
}

fn is_part(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.' | '@')
}

fn classify(word: &str) -> Token {
    if let Ok(date) = word.parse() {
        Token::Date(date)
    } else if let Some(number) = Decimal::read(word) {
        Token::Number(number)
    } else if word.starts_with('-') || word.contains('.') {
        Token::Odd(word.to_owned())
    } else {
        Token::Word(word.to_owned())
    }
}
