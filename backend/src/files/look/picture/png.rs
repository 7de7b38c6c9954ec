//! A PNG without notes on place, time and program. The pixels stay as they are.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Length, name and checksum of a chunk.
const AROUND: usize = 12;

/// Chunks that are the picture, or how its colours and size are meant.
const KEPT: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"cICP", b"pHYs",
];

/// The picture itself. `None` when it does not end; what follows the end goes too.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut clean = SIGNATURE.to_vec();
    loop {
        let length = rest.first_chunk::<4>().map(|it| u32::from_be_bytes(*it))?;
        let length = usize::try_from(length).ok()?.checked_add(AROUND)?;
        let (chunk, after) = rest.split_at_checked(length)?;
        let name = chunk.get(4..8)?;
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            clean.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(clean);
        }
        rest = after;
    }
}
