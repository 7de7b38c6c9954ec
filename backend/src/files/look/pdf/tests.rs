//! PDFs as programs write them, and as they do not.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::super::{Looked, Refused};
use super::{objects, pdf};

/// Page tree of three pages in two lists.
const TREE: [(u32, &str); 6] = [
    (1, "<< /Type /Catalog /Pages 2 0 R >>"),
    (2, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 3 >>"),
    (3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"),
    (4, "<</Type/Pages/Kids[5 0 R 6 0 R]/Count 2/Parent 2 0 R>>"),
    (5, "<</Type/Page/Parent 4 0 R/Title(a \\) ( b ) obj)>>"),
    (
        6,
        "<</Type/P#61ge/Parent 4 0 R/Hex<4142>/Real -.5 /On true>>",
    ),
];

fn head() -> String {
    "%PDF-1.7\n".to_owned()
}

fn end(trailer: &str) -> String {
    format!("xref\n0 1\n0000000000 65535 f \ntrailer\n{trailer}\nstartxref\n9\n%%EOF\n")
}

/// A file whose objects lie open.
fn open(trailer: &str) -> Vec<u8> {
    let mut file = head();
    for (number, object) in TREE {
        writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    (file + &end(trailer)).into_bytes()
}

fn flate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream(number: u32, dictionary: &str, data: &[u8]) -> Vec<u8> {
    let length = data.len();
    let head = format!("{number} 0 obj\n<<{dictionary} /Length {length}>>stream\r\n");
    [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
}

/// A file whose objects are packed into a stream, as newer programs write it.
fn packed(filter: &str, pack: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (mut index, mut objects) = (String::new(), String::new());
    for (number, object) in TREE {
        write!(index, "{number} {} ", objects.len()).unwrap();
        objects += object;
        objects.push('\n');
    }
    let dictionary = format!(
        "/Type/ObjStm/N {}/First {}{filter}",
        TREE.len(),
        index.len()
    );
    let data = pack((index + &objects).as_bytes());
    let xref = "/Type/XRef/Root 1 0 R/W[1 2 1]/Size 9";
    let parts = [
        head().into_bytes(),
        stream(7, &dictionary, &data),
        stream(8, xref, b"not a stream: endstream is not near"),
        b"startxref\n9\n%%EOF".to_vec(),
    ];
    parts.concat()
}

fn pages(file: Vec<u8>) -> Result<Option<u32>, &'static str> {
    let looked: Result<Looked, Refused> = pdf(file);
    looked.map(|it| it.pages).map_err(|it| it.keyword)
}

#[test]
fn pages_are_counted_wherever_they_lie() {
    assert_eq!(pages(open("<</Root 1 0 R/Size 7>>")), Ok(Some(3)));
    assert_eq!(pages(packed("/Filter/FlateDecode", flate)), Ok(Some(3)));
    assert_eq!(pages(packed("/Filter[/Fl]", flate)), Ok(Some(3)));
    assert_eq!(pages(packed("", <[u8]>::to_vec)), Ok(Some(3)));
    let other = packed("/Filter/LZWDecode", flate);
    assert_eq!(
        pages(other),
        Ok(None),
        "packed in a way that is not read here"
    );
}

#[test]
fn the_last_word_on_an_object_counts() {
    let mut file = open("<</Root 1 0 R>>");
    file.extend(b"4 0 obj<</Type/Pages/Kids 9 0 R/Count 1>>endobj 9 0 obj[6 0 R]endobj ");
    file.extend(end("<</Root 1 0 R/Prev 9>>").bytes());
    assert_eq!(pages(file), Ok(Some(2)));
}

#[test]
fn a_tree_that_bites_its_tail_ends() {
    let mut file = open("<</Root 1 0 R>>");
    file.extend(b"4 0 obj<</Type/Pages/Kids[2 0 R 4 0 R 3 0 R]/Count 9>>endobj ");
    file.extend(end("<</Root 1 0 R>>").bytes());
    assert_eq!(pages(file), Ok(Some(1)));
}

#[test]
fn a_password_is_seen_wherever_it_is_asked_for() {
    let file = open("<</Root 1 0 R/Encrypt 9 0 R>>");
    assert_eq!(pages(file), Err("encrypted"));
    let file = packed("/Filter/FlateDecode", flate);
    let text = b"/Type/XRef";
    let at = file.windows(text.len()).position(|it| it == text).unwrap();
    let file = [&file[..at], b"/Encrypt<</V 4>>", &file[at..]].concat();
    assert_eq!(pages(file), Err("encrypted"));
}

#[test]
fn what_is_no_document_is_broken() {
    for file in ["%PDF-1.7", "%PDF-1.7\n<html></html>", "%PDF-1.7 1 0 obj"] {
        assert_eq!(pages(file.into()), Err("broken"), "{file}");
    }
    assert_eq!(pages(open("<</Root 9 0 R>>")), Err("broken"));
    assert_eq!(pages(open("<</Size 7>>")), Err("broken"));
}

#[test]
fn a_file_that_was_cut_off_is_broken() {
    for whole in [
        open("<</Root 1 0 R>>"),
        packed("/Filter/FlateDecode", flate),
    ] {
        let mark = b"startxref";
        let end = whole.windows(mark.len()).position(|it| it == mark).unwrap();
        for length in 0..end {
            assert_eq!(pages(whole[..length].to_vec()), Err("broken"), "{length}");
        }
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 9 * 1024 * 1024];
    let bomb = packed("/Filter/FlateDecode", |_| flate(&zeros));
    assert!(bomb.len() < 20_000);
    assert_eq!(pages(bomb), Err("too-complex"));
    // Many members that are all the same long one.
    let list = "0 ".repeat(150_000);
    let index = "1 0 ".repeat(5_000);
    let dictionary = format!("/Type/ObjStm/N 5000/First {}/Filter/Fl", index.len());
    let data = flate((index + "[" + &list + "]").as_bytes());
    let file = [head().into_bytes(), stream(7, &dictionary, &data)].concat();
    assert!(objects::find(&file, 1_000_000).is_err());
    // Objects that begin inside each other and never end.
    let nested = "1 0 obj(".repeat(20_000);
    assert!(objects::find(nested.as_bytes(), 1_000_000).is_err());
    let comments = "1 0 obj<<%".repeat(20_000);
    assert!(objects::find(comments.as_bytes(), 1_000_000).is_err());
}

proptest! {
    #[test]
    fn mutated_bytes_never_panic(
        is_packed: bool,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let mut file = if is_packed {
            packed("/Filter/FlateDecode", flate)
        } else {
            open("<</Root 1 0 R>>")
        };
        for (place, byte) in changes {
            *place.get_mut(&mut file) = byte;
        }
        let _ = pages(file);
    }

    #[test]
    fn any_bytes_never_panic(bytes: Vec<u8>) {
        let _ = pages([b"%PDF-1.7 1 0 obj".as_slice(), &bytes].concat());
    }
}
