//! Bytes as letters that an address may hold as they are: base64 with `-` and `_`, no padding.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn write(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for place in (0..=three.len()).map(|at| 18 - 6 * at) {
            text.push(char::from(letter(bits >> place)));
        }
    }
    text
}

fn letter(bits: u32) -> u8 {
    let place = usize::try_from(bits & 63).unwrap_or_default();
    LETTERS.get(place).copied().unwrap_or_default()
}

/// `None` where a letter is none of ours, or the end is not as [`write`] leaves it.
pub(super) fn read(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for byte in four {
            let value = LETTERS.iter().position(|it| it == byte)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        let count = four.len().checked_sub(1).filter(|count| *count > 0)?;
        let bits = bits << (6 * (4 - four.len()));
        let [_, all @ ..] = bits.to_be_bytes();
        let (kept, rest) = all.split_at(count);
        if rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend(kept);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_the_usual_alphabet() {
        assert_eq!(write(b"\xfb\xff\xfe!"), "-__-IQ");
        assert_eq!(write(b""), "");
        assert_eq!(read("-__-I"), None);
        assert_eq!(read("-__-IR"), None, "bits that say nothing");
        assert_eq!(read("门"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(read(&write(&bytes)), Some(bytes));
        }
    }
}
