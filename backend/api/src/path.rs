//! Paths of the API.

/// GET: is the server up?
pub const HEALTH: &str = "/api/health";
/// GET: the packages on offer, as [`PackageCard`](super::PackageCard)s.
pub const PACKAGES: &str = "/api/packages";
/// POST: signs in. GET: who is signed in. DELETE: signs out.
pub const SESSION: &str = "/api/session";
/// POST: submits a case.
pub const CASES: &str = "/api/cases";
/// POST: a page of the intake list (staff). In the body, so that no name stands in an address.
pub const SEARCH: &str = "/api/cases/search";
/// POST: where a case stands, for whoever knows its number and the phone's last digits.
pub const TRACK: &str = "/api/track";
/// POST: takes a case back, for whoever knows its number and the whole phone number.
pub const WITHDRAW: &str = "/api/track/withdraw";
/// POST: what the public register says of a licence.
pub const LICENCE: &str = "/api/prefill/licence";
/// POST: the form of an earlier case of the same person.
pub const EARLIER: &str = "/api/prefill/earlier";
/// POST: "this seems wrong". GET: what people said so (staff).
pub const REPORTS: &str = "/api/reports";
/// GET: the rule books, as a page (staff).
pub const BOOKS: &str = "/api/staff/book";

/// GET: the rule book of a package, as a page (staff).
#[must_use]
pub fn book(package: &str) -> String {
    format!("{BOOKS}/{package}")
}
/// POST: six letters for the answers of the guide, to be said, written or scanned.
pub const CODES: &str = "/api/codes";

/// GET: numbers of the running server, for whoever asks from its own machine.
pub const METRICS: &str = "/metrics";
/// GET: this API as a document for programs.
pub const OPENAPI: &str = "/api/openapi.json";
/// GET: the same for people.
pub const API_PAGE: &str = "/api/docs";

/// GET: the compiled bytes of a package, immutable by its hash.
#[must_use]
pub fn compiled(package: &str, hash: &str) -> String {
    format!("/api/packages/{package}/compiled/{hash}")
}

/// GET: the handbook of a package, immutable by its hash.
#[must_use]
pub fn handbook(package: &str, hash: &str) -> String {
    format!("/api/packages/{package}/handbook/{hash}")
}

/// GET: the answers behind six letters.
#[must_use]
pub fn code(code: &str) -> String {
    format!("{CODES}/{code}")
}

/// PUT: the next piece of a file. GET: how far it has come. DELETE: takes it back.
#[must_use]
pub fn file(id: &str) -> String {
    format!("/api/files/{id}")
}

/// GET: the file itself, for the person who is filling in the draft.
#[must_use]
pub fn file_content(id: &str) -> String {
    format!("/api/files/{id}/content")
}

/// GET: a file of a case (staff).
#[must_use]
pub fn case_file(number: &str, id: &str) -> String {
    format!("/api/cases/{number}/files/{id}")
}

/// POST: assesses answers on the server.
#[must_use]
pub fn assess(package: &str) -> String {
    format!("/api/packages/{package}/assess")
}

/// GET: one case (staff).
#[must_use]
pub fn case(number: &str) -> String {
    format!("/api/cases/{number}")
}

/// POST: accepts a case (staff).
#[must_use]
pub fn accept(number: &str) -> String {
    format!("/api/cases/{number}/accept")
}

/// POST: does not accept a case (staff).
#[must_use]
pub fn not_accept(number: &str) -> String {
    format!("/api/cases/{number}/not-accept")
}

/// POST: the form of a case without its masks, for the password once more (staff).
#[must_use]
pub fn unmask(number: &str) -> String {
    format!("/api/cases/{number}/unmask")
}

/// Where the paths begin that the second program draws whole. `public/sw.js` has the same list,
/// but for the windows, of which it keeps nothing.
pub const OF_CASE: [&str; 6] = ["staff", "track", "privacy", "clear", "code", "desk"];

/// Whether the page at this path is drawn by the second program of the app, which
/// nobody has to load before the first question; the first draws all others.
#[must_use]
pub fn is_drawn_by_case(path: &str) -> bool {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next(), parts.nth(1)) {
        (Some(first), _) if OF_CASE.contains(&first) => true,
        (Some("packages"), step) => step != Some("guide"),
        _ => false,
    }
}
