//! A JPEG without what the camera wrote about place, time and itself. The pixels stay as they are.

/// Scans of a picture at most; a progressive one has about ten.
const SCANS: usize = 32;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// The picture itself: tables, frames, scans, colour. `None` when it does not end.
///
/// What follows the end (a film, a second picture with its own notes) goes too.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xff, START])?;
    let mut clean = vec![0xff, START];
    let mut scans = 0;
    loop {
        // Bytes between segments mean nothing; decoders skip them.
        let at = rest.iter().position(|byte| *byte == 0xff)?;
        rest = rest.get(at..)?;
        let at = rest.iter().position(|byte| *byte != 0xff)?;
        let (marker, after) = rest.get(at..)?.split_first()?;
        rest = after;
        match *marker {
            END if scans > 0 => {
                clean.extend([0xff, END]);
                return Some(clean);
            }
            END | START => return None,
            0x00 | 0x01 | 0xd0..=0xd7 => {}
            marker => {
                let length = rest.first_chunk::<2>().map(|it| u16::from_be_bytes(*it))?;
                let (segment, after) = rest.split_at_checked(usize::from(length))?;
                let payload = segment.get(2..)?;
                rest = after;
                if is_picture(marker, payload) {
                    clean.extend([0xff, marker]);
                    clean.extend_from_slice(segment);
                }
                if marker == SCAN {
                    scans += 1;
                    let (data, after) = rest.split_at_checked(entropy_coded(rest)?)?;
                    clean.extend_from_slice(data);
                    rest = after;
                }
            }
        }
        if scans > SCANS {
            return None;
        }
    }
}

/// Length of the data of a scan: up to the next marker that is not part of it.
fn entropy_coded(bytes: &[u8]) -> Option<usize> {
    let ends =
        |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0x00 | 0xd0..=0xd7 | 0xff));
    bytes.windows(2).position(ends)
}

/// Whether a segment is part of the picture, or of how its colours are meant.
fn is_picture(marker: u8, payload: &[u8]) -> bool {
    match marker {
        0xc0..=0xcf | 0xda..=0xdd => true,
        // Without the small picture that may come along.
        0xe0 => payload.starts_with(b"JFIF\0") && payload.len() == 14,
        0xe2 => payload.starts_with(b"ICC_PROFILE\0"),
        0xee => payload.starts_with(b"Adobe"),
        _ => false,
    }
}
