//! Cases filed over HTTP, as the app files them: for stories that begin at the window.

use std::sync::atomic::{AtomicUsize, Ordering};

use lianban_api::{IDEMPOTENCY_KEY, PackageCard, Submitted, path};
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::package::{Days, Package, Wish};
use lianban_tests::Told;
use serde_json::{Map, Value as Json, json};

/// The answers of a noodle shop.
const ANSWERS: &str = include_str!("noodle-shop.json");
/// Its form, which the server's own tests use too.
const FORM: &str = include_str!("../../../backend/tests/noodle-shop-form.json");

/// Cases filed by this process: no key is used twice.
static FILED: AtomicUsize = AtomicUsize::new(0);

/// Someone who files cases at a server.
pub struct Filing {
    site: String,
    card: PackageCard,
    package: Package,
    http: reqwest::Client,
}

impl Filing {
    /// Fetches the package, as the app does.
    pub async fn at(site: &str) -> Told<Self> {
        let http = reqwest::Client::new();
        let cards = http.get(format!("{site}{}", path::PACKAGES)).send().await?;
        let cards: Vec<PackageCard> = cards.error_for_status()?.json().await?;
        let card = cards.into_iter().find(|card| card.id == "open-restaurant");
        let card = card.ok_or("no restaurant on offer")?;
        let bytes = path::compiled(&card.id, &card.hash);
        let bytes = http.get(format!("{site}{bytes}")).send().await?;
        let package = Package::from_bytes(&bytes.error_for_status()?.bytes().await?)?;
        Ok(Self {
            site: site.to_owned(),
            card,
            package,
            http,
        })
    }

    /// Files a noodle shop but for `answers` and `fields`; returns its number.
    pub async fn files(&self, answers: &Json, fields: &Json) -> Told<String> {
        let body = self.submission(answers, fields)?;
        let key = format!("filing-{}", FILED.fetch_add(1, Ordering::Relaxed));
        let request = self.http.post(format!("{}{}", self.site, path::CASES));
        let request = request.header(IDEMPOTENCY_KEY, key).json(&body);
        let reply = request.send().await?;
        let status = reply.status();
        let text = reply.text().await?;
        if !status.is_success() {
            return Err(format!("{status}: {text}").into());
        }
        let submitted: Submitted = serde_json::from_str(&text)?;
        Ok(submitted.number)
    }

    fn submission(&self, changes: &Json, fields: &Json) -> Told<Json> {
        let mut answers: Map<String, Json> = serde_json::from_str(ANSWERS)?;
        answers.extend(changes.as_object().cloned().unwrap_or_default());
        let mut form: Map<String, Json> = serde_json::from_str(FORM)?;
        form.extend(fields.as_object().cloned().unwrap_or_default());
        let read = self.package.read_answers(&answers);
        let read = read.map_err(|errors| format!("{errors:?}"))?;
        let today = self.card.today;
        let days = Days {
            as_of: today,
            applied_on: today,
        };
        let assessment = self.package.assess(&read, days, Wish { go_on: true });
        let needed = assessment.materials.iter();
        let needed = needed.filter(|it| it.verdict == MaterialVerdict::Needed);
        let documents: Vec<Json> = needed
            .map(|it| json!({ "id": it.id, "by": "bring" }))
            .collect();
        Ok(json!({
            "package": self.card.id,
            "hash": self.card.hash,
            "applied_on": today,
            "answers": answers,
            "fields": form,
            "documents": documents,
            "receipt": self.package.receipt(&read, &assessment),
        }))
    }
}
