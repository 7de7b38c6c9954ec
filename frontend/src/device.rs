//! The browser around the app: storage, title, focus, randomness, the network's word.
//!
//! [`blobs`] keeps the bytes of chosen files, [`picture`] opens pictures.

pub mod blobs;
pub mod picture;

use std::cell::Cell;

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use lianban_rules::date::Date;

/// What is stored under `key`; nothing where storage is barred.
pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Stores `text`. Where there is no room for it the app works on without a memory, and who asked
/// by [`tell_of_room`] is told.
pub fn store(key: &str, text: &str) {
    let is_stored = storage().is_some_and(|storage| storage.set_item(key, text).is_ok());
    if let Some(tell) = TELL.get() {
        tell(is_stored);
    }
}

thread_local! {
    static TELL: Cell<Option<fn(bool)>> = const { Cell::new(None) };
}

/// From now on `tell` learns of everything stored whether there was room. A plain hook: the
/// program of the guide, which must stay light, draws nothing of it.
pub fn tell_of_room(tell: fn(bool)) {
    TELL.set(Some(tell));
}

/// Forgets what is stored under `key`.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// What lies on the desk of a window under `key`: it goes with the tab, at the latest.
pub fn on_desk(key: &str) -> Option<String> {
    desk()?.get_item(key).ok().flatten()
}

/// Leaves `text` on the desk; an empty one is taken away.
pub fn leave_on_desk(key: &str, text: &str) {
    let Some(desk) = desk() else { return };
    let _ = if text.is_empty() {
        desk.remove_item(key)
    } else {
        desk.set_item(key, text)
    };
}

/// Clears the desk.
pub fn clear_desk() {
    if let Some(desk) = desk() {
        let _ = desk.clear();
    }
}

fn desk() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// The day in China, as this device tells it.
pub fn today() -> Option<Date> {
    let there = js_sys::Date::new(&(now() + 8.0 * 3_600_000.0).into());
    let month = u8::try_from(there.get_utc_month() + 1).ok()?;
    let day = u8::try_from(there.get_utc_date()).ok()?;
    Date::new(i32::try_from(there.get_utc_full_year()).ok()?, month, day).ok()
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Where the chosen size is kept; the page's script reads it before the first paint.
const SIZE: &str = "lianban/size";
const ELDER: &str = "elder";

/// Whether 长辈版 is on.
pub fn is_elder() -> bool {
    stored(SIZE).as_deref() == Some(ELDER)
}

/// Turns 长辈版 on or off, and remembers it.
pub fn set_elder(on: bool) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if on {
        store(SIZE, ELDER);
        let _ = root.map(|root| root.set_attribute("data-size", ELDER));
    } else {
        forget(SIZE);
        let _ = root.map(|root| root.remove_attribute("data-size"));
    }
}

/// What is stored here under keys that begin like this.
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or_default();
    let keys = (0..count).filter_map(|ix| storage.key(ix).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

/// Names the page in the tab.
pub fn set_title(text: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(text);
    }
}

/// The top of the page.
pub fn scroll_up() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// 128 random bits, lower-case hex.
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Name of the event by which a page asks not to wait any longer.
const AGAIN: &str = "lianban-again";

/// Waits so many milliseconds, or until the network is back, or until a page says [`again`].
pub async fn pause(milliseconds: u32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let promise = Promise::new(&mut |done, _| {
        let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, wait);
        let once = web_sys::AddEventListenerOptions::new();
        once.set_once(true);
        for event in ["online", AGAIN] {
            let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
                event, &done, &once,
            );
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Ends every [`pause`].
pub fn again() {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(AGAIN)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Loads the page anew, with the newest rules.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Where this site lives: `https://…`.
pub fn origin() -> String {
    let origin = web_sys::window().map(|window| window.location().origin());
    origin.and_then(Result::ok).unwrap_or_default()
}

/// What the address says behind `#`.
pub fn hash() -> String {
    let hash = web_sys::window().map(|window| window.location().hash());
    hash.and_then(Result::ok).unwrap_or_default()
}

/// Loads an address of the site as if it had been typed.
pub fn load(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}

/// Shows `bytes` in a tab of their own.
pub fn show(bytes: &web_sys::Blob) {
    if let (Some(window), Ok(address)) = (web_sys::window(), address_of(bytes)) {
        let _ = window.open_with_url_and_target(&address, "_blank");
    }
}

/// An address under which the browser finds `bytes` until the page goes.
pub fn address_of(bytes: &web_sys::Blob) -> Result<String, wasm_bindgen::JsValue> {
    web_sys::Url::create_object_url_with_blob(bytes)
}

/// Moves focus to the element with this id, once the page has drawn it.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        focus(&id);
    });
}

/// Moves focus to the element with this id, once the page has drawn it, and leaves the page where
/// it stands as far as the element is in view.
pub fn focus_in_place_soon(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        focus_in_place(&id);
    });
}

/// The same at once; whether there is such an element.
pub fn focus_in_place(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Moves focus to the element with this id; whether there is one.
pub fn focus(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| {
        let _ = element.focus();
        element.scroll_into_view();
        true
    })
}

/// Whether the page has an element with this id.
pub fn has(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.get_element_by_id(id).is_some())
}

/// Whether the focus is on the element with this id.
pub fn is_focused(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.active_element());
    element.is_some_and(|element| element.id() == id)
}

/// Leaves the field that is being filled in, as if the person had gone on to another.
pub fn leave_field() {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.active_element());
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Moves focus to the element that the address names behind `#`; whether there is one.
pub fn focus_named() -> bool {
    let hash = web_sys::window().map(|window| window.location().hash());
    let hash = hash.and_then(Result::ok).unwrap_or_default();
    hash.strip_prefix('#').is_some_and(focus)
}
