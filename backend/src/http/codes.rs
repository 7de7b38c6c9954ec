//! Six letters for the answers of the guide: from the desk to the phone, and back to any window.
//!
//! Answers only, read by the reader that the gate uses; nothing that was typed into the form.
//! A code that never was and one that has ended are answered alike, and both count as guesses.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use lianban_api::{CODE_LENGTH, CODE_LETTERS, Code, CodeQuery, Coded, problem, tidy_code};
use lianban_rules::package::{Days, Wish};
use lianban_rules::share;

use super::App;
use super::address::Address;
use super::body::JsonBody;
use super::problem::{Failure, of_kind};
use crate::gate::{fault, invalid, read_answers};
use crate::hex::{NoRandomness, random};

/// Days for which a code leads to the answers.
const DAYS: i32 = 30;
/// Codes that are tried before giving up: with millions of them free, one is enough.
const TRIES: usize = 8;
/// What all codes together count under.
const EVERYBODY: &str = "everybody";

/// POST: keeps answers, and gives the letters that lead to them.
pub async fn make(
    State(app): State<Arc<App>>,
    address: Address,
    body: JsonBody,
) -> Result<(StatusCode, Json<Code>), Failure> {
    let query: CodeQuery = body.into()?;
    let now = app.now();
    let (offers, today) = app.offers().await?;
    let offer = offers
        .iter()
        .find(|it| it.package.contents().id == query.package)
        .ok_or_else(|| {
            let message = "这里不办这件事。请从首页重新选择。";
            Failure::from(invalid(vec![fault("/package", "unknown-id", message)]))
        })?;
    let answers = read_answers(&offer.package, &query.answers).map_err(invalid)?;
    app.limits.code_of_address.take(&address, now)?;
    app.limits.codes.take(EVERYBODY, now)?;
    let days = Days {
        as_of: today,
        applied_on: today,
    };
    let assessment = offer.package.assess(&answers, days, Wish { go_on: true });
    let until = today.plus(0, 0, DAYS);
    let coded = Coded {
        package: query.package,
        shared: share::write(&offer.package, &answers, &assessment),
        until,
    };
    for _ in 0..TRIES {
        let code = letters().map_err(Failure::ours)?;
        let kept = app.store.keep_code(code.clone(), coded.clone(), today);
        if kept.await? {
            return Ok((StatusCode::CREATED, Json(Code { code, until })));
        }
    }
    Err(Failure::ours("no code is free"))
}

/// Six random letters, each as likely as the others.
fn letters() -> Result<String, NoRandomness> {
    let mut code = String::new();
    while code.len() < CODE_LENGTH {
        let [byte] = random::<1>()?;
        let byte = usize::from(byte);
        // The last bytes would make the first letters likelier.
        if byte < 256 / CODE_LETTERS.len() * CODE_LETTERS.len()
            && let Some(letter) = CODE_LETTERS.get(byte % CODE_LETTERS.len())
        {
            code.push(char::from(*letter));
        }
    }
    Ok(code)
}

/// GET: the answers behind a code. Only what leads nowhere counts as a try, but it counts before
/// it is known, so that many at once are no more than one after the other.
pub async fn open(
    State(app): State<Arc<App>>,
    address: Address,
    Path(typed): Path<String>,
) -> Result<Json<Coded>, Failure> {
    let now = app.now();
    app.limits.no_code_of_address.take(&address, now)?;
    app.limits.no_codes.take(EVERYBODY, now)?;
    if let Some(code) = tidy_code(&typed)
        && let Some(coded) = app.store.behind_code(code, now.day()).await?
    {
        app.limits.no_code_of_address.give_back(&address);
        app.limits.no_codes.give_back(EVERYBODY);
        return Ok(Json(coded));
    }
    let title = "没有找到这个码。请核对六个字母；超过 30 天的码会自动作废。";
    Err(of_kind(problem::NO_SUCH_CODE, StatusCode::NOT_FOUND, title).into())
}
