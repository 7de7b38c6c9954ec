//! Puts the single-page app into the program, compressed, with the hashes that the
//! content security policy needs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// What is served when the app was not built.
const NO_APP: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width\"><title>联办</title>\
<main><h1>页面还没有生成</h1><p>请在项目目录运行 <code>make run</code>，它会先生成页面，再启动服务。</p></main></html>\n";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=LIANBAN_DIST");
    let named = env::var_os("LIANBAN_DIST").map(PathBuf::from);
    let dist = named.unwrap_or_else(|| Path::new("..").join("dist"));
    println!("cargo::rerun-if-changed={}", dist.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        collect(&dist, &dist, &mut files)?;
    } else {
        files.push(("index.html".to_owned(), NO_APP.as_bytes().to_vec()));
    }
    files.sort();
    stamp(&mut files);
    let mut code = String::from("const FILES: &[Asset] = &[\n");
    let mut scripts = BTreeSet::new();
    for (number, (name, bytes)) in files.iter().enumerate() {
        if matches!(name.as_str(), "index.html" | "case.html") {
            scripts.extend(inline_scripts(&String::from_utf8_lossy(bytes)));
        }
        entry(&mut code, &out, number, name, bytes)?;
    }
    let sources = scripts.iter().fold(String::new(), |mut sources, hash| {
        let _ = write!(sources, " 'sha256-{hash}'");
        sources
    });
    let _ = writeln!(code, "];\nconst INLINE_SCRIPTS: &str = {sources:?};");
    fs::write(out.join("assets.rs"), code)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let name = name.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path)?));
        }
    }
    Ok(())
}

/// One line of the table, with the compressed files beside it.
fn entry(code: &mut String, out: &Path, number: usize, name: &str, bytes: &[u8]) -> io::Result<()> {
    let place = |encoding: &str| format!("asset-{number}.{encoding}");
    let (plain, brotli, gzip) = (place("plain"), place("br"), place("gz"));
    fs::write(out.join(&plain), bytes)?;
    fs::write(out.join(&brotli), brotli_of(bytes)?)?;
    fs::write(out.join(&gzip), gzip_of(bytes)?)?;
    let etag: String =
        Sha256::digest(bytes)
            .iter()
            .take(16)
            .fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
    let _ = writeln!(
        code,
        "Asset {{ path: {:?}, etag: \"\\\"{etag}\\\"\", plain: include_bytes!({plain:?}), \
         brotli: include_bytes!({brotli:?}), gzip: include_bytes!({gzip:?}) }},",
        format!("/{name}"),
    );
    Ok(())
}

fn brotli_of(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoded = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut encoded, 4096, 11, 24);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(encoded)
}

fn gzip_of(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The worker that keeps the app on the device is another one as soon as any file is.
fn stamp(files: &mut [(String, Vec<u8>)]) {
    let mut digest = Sha256::new();
    for (name, bytes) in files.iter() {
        digest.update(name.as_bytes());
        digest.update(bytes);
    }
    let version: String = digest
        .finalize()
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    for (name, bytes) in files {
        if name == "sw.js" {
            *bytes = String::from_utf8_lossy(bytes)
                .replace("__VERSION__", &version)
                .into_bytes();
        }
    }
}

/// SHA-256, in base64, of every script that stands in the page itself.
fn inline_scripts(html: &str) -> Vec<String> {
    let mut hashes = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<script") {
        rest = &rest[at..];
        let Some(open) = rest.find('>') else { break };
        let Some(close) = rest.find("</script") else {
            break;
        };
        let has_source = rest[..open].contains(" src=");
        if !has_source && open < close {
            hashes.push(base64(&Sha256::digest(&rest[open + 1..close])));
        }
        rest = &rest[close + 1..];
    }
    hashes
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0_u32, |group, byte| group << 8 | u32::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = (group >> (18 - 6 * place)) & 63;
            let digit = usize::try_from(digit)
                .ok()
                .and_then(|digit| DIGITS.get(digit));
            let is_used = place <= chunk.len();
            text.push(
                digit
                    .filter(|_| is_used)
                    .map_or('=', |digit| char::from(*digit)),
            );
        }
    }
    text
}
