//! Where every page lives: the only place that spells a path of the app.

/// The home page.
pub const HOME: &str = "/";
/// Where a case stands.
pub const TRACK: &str = "/track";
/// What is collected, and why.
pub const PRIVACY: &str = "/privacy";
/// Wipes the device.
pub const CLEAR: &str = "/clear";
/// Sign-in of the windows.
pub const SIGN_IN: &str = "/staff/sign-in";
/// The intake list.
pub const CASES: &str = "/staff/cases";
/// Six letters in, answers out.
pub const CODE: &str = "/code";
/// The consultation desk.
pub const DESK: &str = "/desk";
/// What people doubt, for the windows.
pub const REPORTS: &str = "/staff/reports";
/// Query parameter of the guide: which topic is on the screen.
pub const SCREEN: &str = "screen";
/// Query parameter of the form: which section is on the screen.
pub const SECTION: &str = "section";
/// Query parameter of the pages of a case: its number.
pub const NUMBER: &str = "number";
/// Query parameter of the documents page: which text is read through.
pub const READ: &str = "read";

/// A page of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One topic a screen.
    Guide,
    /// Why the questions of one screen are asked.
    Why,
    /// A settled stop.
    Stop,
    /// What is needed.
    Result,
    /// Two plans side by side.
    Compare,
    /// Who, how to reach, where.
    Form,
    /// The merged list.
    Documents,
    /// Everything in one look.
    Review,
    /// The case number.
    Submitted,
    /// A place as it usually is.
    Start,
    /// The sheet, six letters and the address, to take along.
    Take,
}

/// A page of one case at the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseView {
    /// Facts, documents, decision.
    Whole,
    /// The notice as it is printed.
    Notice,
    /// The sheet for the look on site.
    Inspection,
}

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// What one can do here.
    Home,
    /// A page of a package, by its id.
    Package(String, Step),
    /// What a package is about, without an answer.
    About(String),
    /// Where a case stands.
    Track,
    /// What is collected, and why.
    Privacy,
    /// Wipes the device.
    Clear,
    /// Six letters in, answers out.
    Code,
    /// The consultation desk of a package; without one, the choice of it.
    Desk(String),
    /// Sign-in of the windows.
    SignIn,
    /// The intake list.
    Cases,
    /// A case, by its number.
    Case(String, CaseView),
    /// What people doubt.
    Reports,
    /// No page has this address.
    Missing,
}

impl Page {
    /// The page at a path.
    pub fn at(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Home,
            ["packages", package] => Self::About((*package).to_owned()),
            ["track"] => Self::Track,
            ["privacy"] => Self::Privacy,
            ["clear"] => Self::Clear,
            ["code"] => Self::Code,
            ["desk"] => Self::Desk(String::new()),
            ["desk", package] => Self::Desk((*package).to_owned()),
            ["packages", package, word] => Step::ALL
                .into_iter()
                .find(|step| step.word() == *word)
                .map_or(Self::Missing, |step| {
                    Self::Package((*package).to_owned(), step)
                }),
            ["staff", "sign-in"] => Self::SignIn,
            ["staff", "cases"] => Self::Cases,
            ["staff", "reports"] => Self::Reports,
            ["staff", "cases", number, view @ ..] => match CaseView::at(view) {
                Some(view) => Self::Case((*number).to_owned(), view),
                None => Self::Missing,
            },
            _ => Self::Missing,
        }
    }

    /// The same for all pages of a package: they share what was loaded.
    #[must_use]
    pub fn area(self) -> Self {
        match self {
            Self::Package(package, _) => Self::Package(package, Step::Guide),
            page => page,
        }
    }
}

impl Step {
    const ALL: [Self; 11] = [
        Self::Guide,
        Self::Why,
        Self::Stop,
        Self::Result,
        Self::Compare,
        Self::Form,
        Self::Documents,
        Self::Review,
        Self::Submitted,
        Self::Start,
        Self::Take,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Why => "why",
            Self::Stop => "stop",
            Self::Result => "result",
            Self::Compare => "compare",
            Self::Form => "form",
            Self::Documents => "documents",
            Self::Review => "review",
            Self::Submitted => "submitted",
            Self::Start => "start",
            Self::Take => "take",
        }
    }

    /// The address of this page of `package`.
    pub fn of(self, package: &str) -> String {
        format!("/packages/{package}/{}", self.word())
    }
}

/// The consultation desk of a package.
pub fn desk(package: &str) -> String {
    format!("{DESK}/{package}")
}

/// The answers behind six letters, which no server sees before the page asks for them.
pub fn code(letters: &str) -> String {
    format!("{CODE}#{letters}")
}

/// What a package is about.
pub fn about(package: &str) -> String {
    format!("/packages/{package}")
}

/// The screen of one topic of the guide.
pub fn screen(package: &str, topic: &str) -> String {
    format!("{}?{SCREEN}={topic}", Step::Guide.of(package))
}

/// Why the questions on that screen are asked.
pub fn why(package: &str, topic: &str) -> String {
    format!("{}?{SCREEN}={topic}", Step::Why.of(package))
}

impl CaseView {
    fn at(parts: &[&str]) -> Option<Self> {
        match parts {
            [] => Some(Self::Whole),
            ["notice"] => Some(Self::Notice),
            ["inspection"] => Some(Self::Inspection),
            _ => None,
        }
    }

    /// The address of this page of the case with this number.
    pub fn of(self, number: &str) -> String {
        let word = match self {
            Self::Whole => "",
            Self::Notice => "/notice",
            Self::Inspection => "/inspection",
        };
        format!("{CASES}/{number}{word}")
    }
}

/// Where a case stands, by its number.
pub fn track(number: &str) -> String {
    format!("{TRACK}?{NUMBER}={number}")
}

/// The receipt of a case that was handed in from this device.
pub fn receipt(package: &str, number: &str) -> String {
    format!("{}?{NUMBER}={number}", Step::Submitted.of(package))
}

/// One section of the form.
pub fn section(package: &str, section: &str) -> String {
    format!("{}?{SECTION}={section}", Step::Form.of(package))
}

/// The text that the system writes in place of a document, to read through.
pub fn written(package: &str, material: &str) -> String {
    format!("{}?{READ}={material}", Step::Documents.of(package))
}

/// One case at the window.
pub fn case(number: &str) -> String {
    CaseView::Whole.of(number)
}

/// Sign-in of the windows, and back to `address` afterwards.
pub fn sign_in(address: &str, idle: bool) -> String {
    let back = if is_staff(address) { address } else { CASES };
    let back = back.replace('?', "%3F").replace('&', "%26");
    let idle = if idle { "&idle=1" } else { "" };
    format!("{SIGN_IN}?back={back}{idle}")
}

/// Where to go after sign-in: a page of the windows, whatever the address says.
pub fn back_in(query: &str) -> Option<String> {
    let back = in_query(query, "back")?;
    let back = back.replace("%3F", "?").replace("%26", "&");
    is_staff(&back).then_some(back)
}

/// Whether somebody is asked to sign in because nothing happened for a while.
pub fn was_idle(query: &str) -> bool {
    in_query(query, "idle").is_some()
}

/// A page of the windows that can be come back to.
fn is_staff(address: &str) -> bool {
    let path = split(address).0;
    path.starts_with("/staff/") && path != SIGN_IN && Page::at(path) != Page::Missing
}

/// Path and query of an address.
pub fn split(address: &str) -> (&str, &str) {
    let address = address.split('#').next().unwrap_or_default();
    address.split_once('?').unwrap_or((address, ""))
}

/// The value of a parameter in a query, as it stands there; an empty one is none.
pub fn in_query(query: &str, wanted: &str) -> Option<String> {
    let mut pairs = query.trim_start_matches('?').split('&');
    pairs.find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (name == wanted && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_page() {
        assert_eq!(Page::at("/"), Page::Home);
        assert_eq!(Page::at(TRACK), Page::Track);
        assert_eq!(Page::at(PRIVACY), Page::Privacy);
        assert_eq!(Page::at(CLEAR), Page::Clear);
        assert_eq!(Page::at(CODE), Page::Code);
        assert_eq!(Page::at(&desk("a")), Page::Desk("a".to_owned()));
        assert_eq!(Page::at(&about("a")), Page::About("a".to_owned()));
        assert_eq!(Page::at(SIGN_IN), Page::SignIn);
        assert_eq!(Page::at(CASES), Page::Cases);
        assert_eq!(Page::at(REPORTS), Page::Reports);
        for view in [CaseView::Whole, CaseView::Notice, CaseView::Inspection] {
            let page = Page::Case("XD-1".to_owned(), view);
            assert_eq!(Page::at(&view.of("XD-1")), page);
        }
        for step in Step::ALL {
            let page = Page::Package("open-restaurant".to_owned(), step);
            assert_eq!(Page::at(&step.of("open-restaurant")), page);
        }
    }

    #[test]
    fn a_wrong_address_is_no_page() {
        for path in [
            "/packages",
            "/packages/a/b",
            "/packages/a/guide/b",
            "/staff",
            "/x",
        ] {
            assert_eq!(Page::at(path), Page::Missing, "{path}");
        }
    }

    #[test]
    fn the_screen_comes_back_out_of_its_address() {
        let address = screen("open-restaurant", "place");
        let (path, named) = split(&address);
        assert_eq!(path, Step::Guide.of("open-restaurant"));
        assert_eq!(in_query(named, SCREEN).as_deref(), Some("place"));
        assert_eq!(
            in_query("?a=b&screen=area", SCREEN).as_deref(),
            Some("area")
        );
        assert_eq!(in_query("screens=area", SCREEN), None);
        assert_eq!(split("/a?b=c#d"), ("/a", "b=c"));
    }

    #[test]
    fn whoever_signs_in_comes_back_to_where_they_were() {
        let back = |address: &str| back_in(split(&sign_in(address, false)).1);
        for address in [
            "/staff/cases?state=submitted&page=2",
            "/staff/cases/XD-2026-000001/notice",
        ] {
            assert_eq!(back(address).as_deref(), Some(address));
        }
        assert_eq!(back(SIGN_IN).as_deref(), Some(CASES));
        assert!(was_idle(split(&sign_in(CASES, true)).1));
        assert!(!was_idle(split(&sign_in(CASES, false)).1));
    }

    /// A link that somebody else wrote must not lead away from here.
    #[test]
    fn nobody_is_sent_elsewhere_after_sign_in() {
        for back in [
            "https://x.example/",
            "//x.example",
            "/staff/x",
            "/packages/a/form",
            "",
        ] {
            assert_eq!(back_in(&format!("back={back}")), None, "{back}");
        }
    }

    #[test]
    fn pages_of_one_package_share_an_area() {
        let area = |step: Step| Page::at(&step.of("a")).area();
        assert_eq!(area(Step::Guide), area(Step::Result));
        assert_ne!(area(Step::Guide), Page::at("/packages/b/guide").area());
    }
}
