//! The packages on offer: compiled for today, kept compressed, replaced when the law changes.

use std::io::Write;
use std::sync::{Arc, PoisonError, RwLock};

use bytes::Bytes;
use lianban_api::PackageCard;
use lianban_rules::calendar::Calendar;
use lianban_rules::catalogue::{Edition, SignOffs, builtin, read};
use lianban_rules::contents::Contents;
use lianban_rules::date::Date;
use lianban_rules::handbook::Handbook;
use lianban_rules::package::Package;

use crate::gate::schema::Schema;

/// What the packages say on a day.
pub type Source = Box<dyn Fn(Date) -> Vec<Edition> + Send + Sync>;

/// A package on offer.
pub struct Offer {
    /// Compiled.
    pub package: Package,
    /// Shape of a submission.
    pub schema: Schema,
    /// Compiled bytes, plain and compressed.
    pub encoded: Encoded,
    /// What accompanies the rules.
    pub handbook: Handbook,
    /// Its bytes, plain and compressed.
    pub handbook_encoded: Encoded,
}

/// The same bytes in three encodings.
#[derive(Clone)]
pub struct Encoded {
    /// As they are.
    pub plain: Bytes,
    /// Brotli.
    pub brotli: Bytes,
    /// Gzip.
    pub gzip: Bytes,
}

/// The packages of one day.
struct Day {
    day: Date,
    offers: Vec<Arc<Offer>>,
}

/// All packages on offer today.
pub struct Shelf {
    source: Source,
    calendar: Calendar,
    today: RwLock<Arc<Day>>,
}

impl Shelf {
    /// Compiles what `source` says on the day `today`; limits end by `calendar`.
    #[must_use]
    pub fn new(source: Source, calendar: Calendar, today: Date) -> Self {
        let offers = source(today).into_iter().map(Offer::compile).collect();
        Self {
            source,
            calendar,
            today: RwLock::new(Arc::new(Day { day: today, offers })),
        }
    }

    /// Compiles the repository's own catalogue.
    #[must_use]
    pub fn builtin(today: Date) -> Self {
        Self::new(
            Box::new(builtin_editions),
            read(builtin()).0.calendar(),
            today,
        )
    }

    /// The packages in force on the day `today`, compiled anew when the day has
    /// rolled into other law. That may take a second, once.
    #[must_use]
    pub fn on(&self, today: Date) -> Vec<Arc<Offer>> {
        if let Some(offers) = self.at_hand(today) {
            return offers;
        }
        let mut place = self.today.write().unwrap_or_else(PoisonError::into_inner);
        if place.day != today {
            let offers = self.renewed(&place.offers, today);
            *place = Arc::new(Day { day: today, offers });
        }
        place.offers.clone()
    }

    /// The same, unless it takes work first.
    #[must_use]
    pub fn at_hand(&self, today: Date) -> Option<Vec<Arc<Offer>>> {
        let known = self.today.read().unwrap_or_else(PoisonError::into_inner);
        (known.day == today).then(|| known.offers.clone())
    }

    /// The working-day calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    fn renewed(&self, known: &[Arc<Offer>], today: Date) -> Vec<Arc<Offer>> {
        let is_in_force = |offer: &Arc<Offer>| offer.package.contents().in_force.contains(today);
        if known.iter().all(is_in_force) {
            return known.to_vec();
        }
        tracing::info!(day = %today, "the law changes today: compiling the packages anew");
        let editions = (self.source)(today);
        editions.into_iter().map(Offer::compile).collect()
    }
}

/// What the repository's own catalogue says on a day, with the district's sign-offs.
fn builtin_editions(today: Date) -> Vec<Edition> {
    editions_on(today, SignOffs::District)
}

/// What the repository's own catalogue says on a day.
#[must_use]
pub fn contents_on(day: Date, sign_offs: SignOffs) -> Vec<Contents> {
    let editions = editions_on(day, sign_offs).into_iter();
    editions.map(|edition| edition.contents).collect()
}

/// The same, with the handbooks.
fn editions_on(day: Date, sign_offs: SignOffs) -> Vec<Edition> {
    let (catalogue, _) = read(builtin());
    catalogue
        .packages()
        .filter_map(|id| catalogue.edition(id, day, sign_offs).0)
        .collect()
}

impl Offer {
    /// Compiles and compresses.
    #[must_use]
    pub fn compile(edition: Edition) -> Arc<Self> {
        let package = Package::compile(edition.contents);
        Arc::new(Self {
            schema: Schema::of(package.contents()),
            encoded: Encoded::new(package.bytes()),
            handbook_encoded: Encoded::new(&edition.handbook.to_bytes()),
            handbook: edition.handbook,
            package,
        })
    }

    /// How the package stands on the home page.
    #[must_use]
    pub fn card(&self, today: Date) -> PackageCard {
        let contents = self.package.contents();
        PackageCard {
            id: contents.id.clone(),
            name: contents.name.clone(),
            summary: contents.summary.clone(),
            icon: contents.icon.clone(),
            category: contents.category.clone(),
            words: contents.words.clone(),
            handbook: contents.handbook.clone(),
            hash: self.package.hash().to_owned(),
            today,
        }
    }
}

impl Encoded {
    /// Without compression: for what is hardly ever asked for.
    #[must_use]
    pub fn plain(plain: Vec<u8>) -> Self {
        Self {
            plain: plain.into(),
            brotli: Bytes::new(),
            gzip: Bytes::new(),
        }
    }

    fn new(plain: &[u8]) -> Self {
        Self {
            plain: Bytes::copy_from_slice(plain),
            brotli: brotli(plain).into(),
            gzip: gzip(plain).into(),
        }
    }
}

/// Writing to memory cannot fail; were it to, the plain bytes are served.
fn brotli(plain: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::new();
    {
        let mut writer = ::brotli::CompressorWriter::new(&mut encoded, 4096, 10, 22);
        if writer.write_all(plain).is_err() {
            return Vec::new();
        }
    }
    encoded
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let written = encoder.write_all(plain);
    written.and_then(|()| encoder.finish()).unwrap_or_default()
}
