//! The program for what comes after the guide: result to submission, and the windows.

use crate::app::app;
use crate::device;
use crate::pages::about::about_page;
use crate::pages::clear::ClearPage;
use crate::pages::code::CodePage;
use crate::pages::compare::ComparePage;
use crate::pages::desk::desk_page;
use crate::pages::documents::DocumentsPage;
use crate::pages::form::FormPage;
use crate::pages::guide::GuidePage;
use crate::pages::handbook::{provide_shelf, with_handbook};
use crate::pages::home::HomePage;
use crate::pages::keeping::{expired, forget_old_drafts, no_room, watch_room};
use crate::pages::mine;
use crate::pages::not_found::NotFoundPage;
use crate::pages::outgoing;
use crate::pages::package::{Case, package_pages};
use crate::pages::privacy::PrivacyPage;
use crate::pages::result::ResultPage;
use crate::pages::review::ReviewPage;
use crate::pages::shared::shared;
use crate::pages::staff::case::case_page;
use crate::pages::staff::cases::CasesPage;
use crate::pages::staff::inspection::inspection_page;
use crate::pages::staff::notice::notice_page;
use crate::pages::staff::reports::ReportsPage;
use crate::pages::staff::sign_in::SignInPage;
use crate::pages::start::StartPage;
use crate::pages::stop::StopPage;
use crate::pages::submitted::SubmittedPage;
use crate::pages::take::TakePage;
use crate::pages::track::TrackPage;
use crate::pages::waiting;
use crate::pages::why::WhyPage;
use crate::router::Router;
use crate::routes::{CaseView, Page, Step};
use crate::state::draft::read_whole;
use crate::work;
use leptos::prelude::*;
use lianban_api::path::is_drawn_by_case;

/// While the app is being developed one program draws everything.
const WHOLE: bool = cfg!(debug_assertions);

/// Draws its pages from now on.
pub fn start() {
    leptos::mount::mount_to_body(|| {
        read_whole(device::today());
        forget_old_drafts();
        mine::forget_old();
        watch_room();
        provide_shelf();
        app(|path| WHOLE || is_drawn_by_case(path), page)
    });
}

fn page(page: Page) -> AnyView {
    match page {
        Page::Package(id, _) => package_pages(id, |step| with_handbook(step, drawn)),
        Page::About(id) => (waiting::elsewhere(), about_page(id)).into_any(),
        Page::Track => (waiting::elsewhere(), TrackPage()).into_any(),
        Page::Privacy => (waiting::elsewhere(), PrivacyPage()).into_any(),
        Page::Clear => ClearPage().into_any(),
        Page::Code => CodePage().into_any(),
        Page::Desk(id) => desk_page(id),
        Page::SignIn => SignInPage().into_any(),
        Page::Cases => CasesPage().into_any(),
        Page::Case(number, CaseView::Whole) => case_page(number),
        Page::Case(number, CaseView::Notice) => notice_page(number),
        Page::Case(number, CaseView::Inspection) => inspection_page(number),
        Page::Reports => ReportsPage().into_any(),
        Page::Home if WHOLE => HomePage().into_any(),
        Page::Home | Page::Missing => NotFoundPage().into_any(),
    }
}

fn drawn(step: Step) -> AnyView {
    let case = Case::of_page();
    work::keep_going(case, Router::of_page());
    let banner = (step != Step::Review).then(|| outgoing::banner(case));
    view! { {no_room()} {expired(case)} {shared(case)} {banner} {page_of(step)} }.into_any()
}

fn page_of(step: Step) -> AnyView {
    match step {
        Step::Why => WhyPage().into_any(),
        Step::Stop => StopPage().into_any(),
        Step::Result => ResultPage().into_any(),
        Step::Compare => ComparePage().into_any(),
        Step::Form => FormPage().into_any(),
        Step::Documents => DocumentsPage().into_any(),
        Step::Review => ReviewPage().into_any(),
        Step::Submitted => SubmittedPage().into_any(),
        Step::Start => StartPage().into_any(),
        Step::Take => TakePage().into_any(),
        Step::Guide if WHOLE => GuidePage().into_any(),
        Step::Guide => NotFoundPage().into_any(),
    }
}
