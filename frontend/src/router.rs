//! Where the person is: the address bar, the links of the app, and the back button.

use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MouseEvent, PageTransitionEvent};

use crate::routes::{self, Page};

/// The way from page to page, without loading the app again.
#[derive(Clone, Copy)]
pub struct Router {
    address: RwSignal<String>,
    /// Whether a path is drawn by this program; the others are loaded from the server.
    draws: fn(&str) -> bool,
}

impl Router {
    /// Follows the address bar from now on.
    pub fn start(draws: fn(&str) -> bool) -> Self {
        let router = Self {
            address: RwSignal::new(here()),
            draws,
        };
        listen("popstate", move |_| router.address.set(here()));
        listen("click", move |event| {
            if let Some(href) = followed(&event)
                && draws(routes::split(&href).0)
            {
                event.prevent_default();
                router.go(&href);
            }
        });
        // A page kept in memory does not know what was written meanwhile.
        listen("pageshow", |event| {
            let event = event.unchecked_into::<PageTransitionEvent>();
            if event.persisted()
                && let Some(window) = web_sys::window()
            {
                let _ = window.location().reload();
            }
        });
        router
    }

    /// The router of the page that is being drawn.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The page on the screen.
    pub fn page(self) -> Page {
        Page::at(routes::split(&self.address.read()).0)
    }

    /// Which topic the address of the guide names.
    pub fn screen(self) -> Option<String> {
        self.query(routes::SCREEN)
    }

    /// Path and query of the page on the screen.
    pub fn here(self) -> String {
        self.address.get()
    }

    /// The same, without following it.
    pub fn here_now(self) -> String {
        self.address.get_untracked()
    }

    /// What the query of the address says of `name`.
    pub fn query(self, name: &str) -> Option<String> {
        routes::in_query(routes::split(&self.address.read()).1, name)
    }

    /// Goes to an address of the app.
    pub fn go(self, href: &str) {
        let is_here = *self.address.read_untracked() == href;
        self.travel(href, is_here);
    }

    /// Goes to an address that takes the place of this one.
    pub fn replace(self, href: &str) {
        self.travel(href, true);
    }

    fn travel(self, href: &str, replaces: bool) {
        let Some(window) = web_sys::window() else {
            return;
        };
        if !(self.draws)(routes::split(href).0) {
            let location = window.location();
            let _ = if replaces {
                location.replace(href)
            } else {
                location.assign(href)
            };
            return;
        }
        if let Ok(history) = window.history() {
            let _ = if replaces {
                history.replace_state_with_url(&JsValue::NULL, "", Some(href))
            } else {
                history.push_state_with_url(&JsValue::NULL, "", Some(href))
            };
        }
        self.address.set(href.to_owned());
    }
}

/// Path and query of the address bar.
fn here() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part = |part: Option<Result<String, JsValue>>| part.and_then(Result::ok);
    let mut text = part(location.as_ref().map(web_sys::Location::pathname)).unwrap_or_default();
    text.push_str(&part(location.as_ref().map(web_sys::Location::search)).unwrap_or_default());
    text
}

fn listen(name: &str, act: impl FnMut(Event) + 'static) {
    if let Some(window) = web_sys::window() {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        let act = Closure::wrap(act).into_js_value();
        let _ = window.add_event_listener_with_callback(name, act.unchecked_ref());
    }
}

/// The link of the app that a plain click follows; every other click is the browser's.
fn followed(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let is_plain = click.button() == 0
        && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key());
    if event.default_prevented() || !is_plain {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let is_external = link.has_attribute("target")
        || link.has_attribute("download")
        || link.get_attribute("rel").as_deref() == Some("external");
    let href = link.get_attribute("href")?;
    (!is_external && href.starts_with('/') && !href.starts_with("//")).then_some(href)
}
