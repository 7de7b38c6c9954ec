//! The faces of a page while there is nothing to show yet: loading, failed, empty.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::routes;

/// What became of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// Under way.
    Loading,
    /// There.
    Ready(T),
    /// Not there, and why.
    Failed(ApiError),
}

/// A call that can be made again.
pub struct Loader<T: 'static> {
    /// What became of it.
    pub state: RwSignal<Load<T>>,
    /// Calls again.
    pub again: Callback<()>,
}

// Derived, both would ask for a `T` that can be copied.
impl<T> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loader<T> {}

/// Makes a call when the page comes.
pub fn load<T, Fut>(call: impl Fn() -> Fut + Send + Sync + 'static) -> Loader<T>
where
    T: Send + Sync + 'static,
    Fut: Future<Output = Result<T, ApiError>> + 'static,
{
    let state = RwSignal::new(Load::Loading);
    let again = Callback::new(move |()| {
        state.set(Load::Loading);
        let call = call();
        spawn_local(async move {
            let outcome = match call.await {
                Ok(value) => Load::Ready(value),
                Err(error) => Load::Failed(error),
            };
            // The page may be gone by now.
            state.try_set(outcome);
        });
    });
    again.run(());
    Loader { state, again }
}

/// The face of a call: its content, once it is there.
pub fn face<T, V>(
    loader: Loader<T>,
    waiting: &'static str,
    content: impl Fn(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match loader.state.get() {
        Load::Loading => {
            view! { <p class="notice notice--waiting" role="status">{waiting}</p> }.into_any()
        }
        Load::Ready(value) => content(value).into_any(),
        Load::Failed(error) => failed(&error, loader.again).into_any(),
    }
}

/// The failed face: one sentence, and a way on.
pub fn failed(error: &ApiError, again: Callback<()>) -> impl IntoView + use<> {
    let title = error.to_string();
    let action = if error.can_retry() {
        view! { <button class="button" type="button" on:click=move |_| again.run(())>"再试一次"</button> }.into_any()
    } else if *error == ApiError::SignedOut {
        view! { <a class="button" href=routes::SIGN_IN>"去登录"</a> }.into_any()
    } else {
        view! { <a class="button" href=routes::HOME>"回到首页"</a> }.into_any()
    };
    view! {
        <div class="notice" role="alert">
            <h1 class="heading" id="heading">"没有打开"</h1>
            <p>{title}</p>
            {action}
        </div>
    }
}

/// A page that has nothing to show: one sentence and one action.
pub fn nothing(
    title: &'static str,
    text: &'static str,
    href: String,
    action: &'static str,
) -> impl IntoView {
    view! {
        <div class="notice">
            <super::heading::Heading text=title />
            <p>{text}</p>
            <a class="button button--main" href=href>{action}</a>
        </div>
    }
}
