//! Bytes that were compressed beforehand: encoding, `ETag`, caching.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

/// Bytes to serve, with what a cache may do with them.
pub struct Stored {
    /// `text/html; charset=utf-8`
    pub media_type: &'static str,
    /// With its quotes.
    pub etag: String,
    /// `no-cache`, or for names that carry a hash `IMMUTABLE`.
    pub cache: &'static str,
    /// As they are.
    pub plain: Bytes,
    /// Brotli, empty when there is none.
    pub brotli: Bytes,
    /// Gzip, empty when there is none.
    pub gzip: Bytes,
}

/// The name carries the hash of the content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// The best encoding that the request takes, or 304 when it has the bytes already.
pub fn serve(stored: Stored, request: &HeaderMap) -> Response {
    let etag = HeaderValue::from_str(&stored.etag);
    let etag = etag.unwrap_or(HeaderValue::from_static("\"\""));
    let headers = [
        (header::ETAG, etag.clone()),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static(stored.cache),
        ),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    if text(request, &header::IF_NONE_MATCH)
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == stored.etag)
    {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let (encoding, bytes) = if accepts(request, "br") && !stored.brotli.is_empty() {
        (Some("br"), stored.brotli)
    } else if accepts(request, "gzip") && !stored.gzip.is_empty() {
        (Some("gzip"), stored.gzip)
    } else {
        (None, stored.plain)
    };
    let media_type = [(header::CONTENT_TYPE, stored.media_type)];
    let encoding = encoding.map(|name| [(header::CONTENT_ENCODING, name)]);
    match encoding {
        Some(encoding) => (headers, media_type, encoding, bytes).into_response(),
        None => (headers, media_type, bytes).into_response(),
    }
}

fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    text(request, &header::ACCEPT_ENCODING)
        .split(',')
        .any(|offer| {
            let mut parts = offer.split(';').map(str::trim);
            let is_named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            let is_refused = parts.any(|weight| {
                let weight = weight
                    .strip_prefix("q=")
                    .and_then(|it| it.parse::<f32>().ok());
                weight.is_some_and(|weight| weight <= 0.0)
            });
            is_named && !is_refused
        })
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> &'h str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}
