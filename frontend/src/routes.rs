//! Where every page lives: the only place that spells a path of the app.

/// The home page.
pub const HOME: &str = "/";
/// Sign-in of the windows.
pub const SIGN_IN: &str = "/staff/sign-in";
/// The intake list.
pub const CASES: &str = "/staff/cases";
/// Query parameter of the guide: which topic is on the screen.
pub const SCREEN: &str = "screen";

/// A page of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One topic a screen.
    Guide,
    /// A settled stop.
    Stop,
    /// What is needed.
    Result,
    /// Who, how to reach, where.
    Form,
    /// The merged list.
    Documents,
    /// Everything in one look.
    Review,
    /// The case number.
    Submitted,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Self::Guide => "guide",
            Self::Stop => "stop",
            Self::Result => "result",
            Self::Form => "form",
            Self::Documents => "documents",
            Self::Review => "review",
            Self::Submitted => "submitted",
        }
    }

    /// The address of this page of `package`.
    pub fn of(self, package: &str) -> String {
        format!("/packages/{package}/{}", self.word())
    }
}

/// The screen of one topic of the guide.
pub fn screen(package: &str, topic: &str) -> String {
    format!("{}?{SCREEN}={topic}", Step::Guide.of(package))
}

/// One case at the window.
pub fn case(number: &str) -> String {
    format!("{CASES}/{number}")
}
