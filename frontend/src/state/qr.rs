//! A QR code as the path of an inline picture.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Blank modules around the code, as the standard asks for.
const QUIET: i32 = 4;

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules on a side, with the quiet zone.
    pub side: i32,
    /// SVG path: a square of side 1 for each dark module.
    pub path: String,
}

/// The code for a text; nothing for one that is far too long.
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some(Qr {
        side: code.size() + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_address_makes_a_small_code_with_a_quiet_zone() {
        let qr = qr("http://127.0.0.1:8080/track?number=XD-2026-000001").unwrap();
        assert!((21 + 8..=41 + 8).contains(&qr.side), "{}", qr.side);
        assert!(
            qr.path.starts_with("M4 4h1v1h-1z"),
            "the finder is in the corner"
        );
        assert_eq!(super::qr(&"x".repeat(9000)), None);
    }
}
