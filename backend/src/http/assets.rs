//! The single-page app, which the program carries inside.

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use lianban_api::path::is_drawn_by_case;

use super::encoding::{IMMUTABLE, Stored, serve};
use super::problem::{Failure, blank};

/// A file of the app.
struct Asset {
    path: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Sources of the scripts that stand in the page itself, for the content security policy.
pub const fn inline_scripts() -> &'static str {
    INLINE_SCRIPTS
}

/// A file of the app; for every other path the page of the program that draws it.
pub async fn page(request: Request) -> Response {
    let path = request.uri().path();
    let is_api = path == "/api" || path.starts_with("/api/");
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let file = |path: &str| FILES.iter().find(|file| file.path == path);
    let page = || {
        (!looks_like_a_file(path))
            .then(|| file(program(path)).or_else(|| file("/index.html")))
            .flatten()
    };
    let found = (!is_api && is_read)
        .then(|| file(path).or_else(page))
        .flatten();
    match found {
        Some(asset) => serve(stored(asset), request.headers()),
        None => Failure::from(blank(StatusCode::NOT_FOUND, "没有这个地址。")).into_response(),
    }
}

/// The page that loads the program for a path.
fn program(path: &str) -> &'static str {
    if is_drawn_by_case(path) {
        "/case.html"
    } else {
        "/index.html"
    }
}

/// `/style-1.css`, unlike `/guide`: a wrong name must not be answered with the page.
fn looks_like_a_file(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'))
}

fn stored(asset: &'static Asset) -> Stored {
    Stored {
        media_type: media_type(asset.path),
        etag: asset.etag.to_owned(),
        cache: if has_hash(asset.path) {
            IMMUTABLE
        } else {
            "no-cache"
        },
        plain: Bytes::from_static(asset.plain),
        brotli: smaller(asset.brotli, asset.plain),
        gzip: smaller(asset.gzip, asset.plain),
    }
}

/// Images do not get smaller: they are served as they are.
fn smaller(encoded: &'static [u8], plain: &'static [u8]) -> Bytes {
    if encoded.len() < plain.len() {
        Bytes::from_static(encoded)
    } else {
        Bytes::new()
    }
}

/// A part of the name, between `-`, `_` and `.`, is a hash: sixteen hex digits, fewer where
/// Trunk leaves out leading zeros.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.']).any(|part| {
        (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_program_draws_home_and_guide_alone() {
        for path in ["/", "/packages/open-restaurant/guide", "/nowhere"] {
            assert_eq!(program(path), "/index.html", "{path}");
        }
        for path in ["/packages/open-restaurant/result", "/staff/cases/1"] {
            assert_eq!(program(path), "/case.html", "{path}");
        }
    }

    #[test]
    fn only_names_with_a_hash_never_change() {
        assert!(has_hash("/lianban-guide-0123456789abcdef.js"));
        assert!(has_hash("/lianban-guide-0123456789abcdef_bg.wasm"));
        assert!(has_hash("/choice-db94cfdb79cffcf.css"));
        assert!(!has_hash("/index.html"));
        assert!(!has_hash("/icons/bowl.svg"));
    }
}
