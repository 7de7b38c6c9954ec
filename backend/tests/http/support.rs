//! An app with a store of its own, and submissions that pass its gate.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use lianban_api::{CSRF_TOKEN, IDEMPOTENCY_KEY, path};
use lianban_backend::backup::Snapshot;
use lianban_backend::casework::event::Role;
use lianban_backend::clock::Moment;
use lianban_backend::files::Files;
use lianban_backend::http::{App, Reached, app};
use lianban_backend::packages::Shelf;
use lianban_backend::register::{self, FileRegistry};
use lianban_backend::staff::accounts;
use lianban_backend::store::redb::RedbStore;
use lianban_rules::assessment::MaterialVerdict;
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use serde_json::{Map, Value as Json, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// Password of the accounts that [`Service::employs`] makes.
pub const PASSWORD: &str = "correct horse battery";

/// Ten o'clock in Chengdu on 24 November 2026.
pub fn now() -> Moment {
    Moment(1_795_485_600)
}

/// Compiled once for all tests.
static SHELF: LazyLock<Arc<Shelf>> = LazyLock::new(|| Arc::new(Shelf::builtin(now().day())));

/// An app with a data folder of its own.
pub struct Service {
    pub router: Router,
    store: Arc<RedbStore>,
    time: Arc<AtomicI64>,
    pub files: Arc<Files>,
    folder: TempDir,
}

/// What the app answered.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A signed-in window.
pub struct Window {
    cookie: String,
    csrf: String,
}

impl Service {
    pub fn start() -> Self {
        Self::start_in(TempDir::new().unwrap())
    }

    /// The same with one case, XD-2026-000001.
    pub async fn with_a_case() -> Self {
        let service = Self::start();
        let reply = service.submit("a", &submission(&json!({}))).await;
        assert_eq!(reply.status, 201, "{}", reply.said());
        service
    }

    /// The same with a receiver, who has signed in.
    pub async fn at_the_window() -> (Self, Window) {
        let service = Self::with_a_case().await;
        let window = service.window("chen", Role::Receiver).await;
        (service, window)
    }

    fn start_in(folder: TempDir) -> Self {
        let store = store_in(&folder);
        Self::over(folder, store)
    }

    pub fn over(folder: TempDir, store: RedbStore) -> Self {
        let data = folder.path().join("data");
        let store = Arc::new(store);
        let files = Files::open(&data, Arc::clone(&store) as _).unwrap();
        let time = Arc::new(AtomicI64::new(now().0));
        let shown = Arc::clone(&time);
        let clock = Box::new(move || Moment(shown.load(Ordering::Relaxed)));
        let shelf = Arc::clone(&SHELF);
        let state = App::new(
            Arc::clone(&store) as _,
            Arc::clone(&files),
            shelf,
            Arc::new(FileRegistry(data.join(register::FILE))),
            clock,
            Reached::default(),
        );
        Self {
            router: app(state),
            store,
            time,
            files,
            folder,
        }
    }

    /// Ends the app as a power cut does and starts it again on the same folder.
    pub fn restart(self) -> Self {
        let Self {
            folder,
            router,
            store,
            files,
            ..
        } = self;
        drop((router, store, files));
        Self::start_in(folder)
    }

    /// The folder with everything the app keeps.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Everything as it is now, in a folder of its own.
    pub async fn snapshot(&self) -> Snapshot {
        let data = self.data();
        let taken = Snapshot::take(&self.store, &self.files, &data);
        taken.await.unwrap()
    }

    /// Lets time go by.
    pub fn wait(&self, seconds: i64) {
        self.time.fetch_add(seconds, Ordering::Relaxed);
    }

    /// What the app's clock shows.
    pub fn now(&self) -> Moment {
        Moment(self.time.load(Ordering::Relaxed))
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: to_bytes(response.into_body(), usize::MAX)
                .await
                .unwrap()
                .to_vec(),
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(request(Method::GET, path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&self, path: &str, body: &Json) -> Reply {
        let request = request(Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// Submits under an idempotency key.
    pub async fn submit(&self, key: &str, body: &Json) -> Reply {
        let request = request(Method::POST, path::CASES)
            .header(header::CONTENT_TYPE, "application/json")
            .header(IDEMPOTENCY_KEY, key);
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// Adds an account with [`PASSWORD`].
    pub async fn employs(&self, name: &str, role: Role) {
        accounts::add(self.store.as_ref(), name, role, "一号窗口", PASSWORD)
            .await
            .unwrap();
    }

    pub async fn sign_in(&self, name: &str, password: &str) -> Reply {
        let body = json!({ "name": name, "password": password });
        self.post(path::SESSION, &body).await
    }

    /// Signs in an account with [`PASSWORD`].
    pub async fn window(&self, name: &str, role: Role) -> Window {
        self.employs(name, role).await;
        self.window_of(name).await
    }

    /// Signs in an account that there is.
    pub async fn window_of(&self, name: &str) -> Window {
        let reply = self.sign_in(name, PASSWORD).await;
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
        Window {
            cookie: cookie.split(';').next().unwrap().to_owned(),
            csrf: reply.json()["csrf"].as_str().unwrap().to_owned(),
        }
    }

    /// A request of a window, with its token.
    pub async fn at(&self, window: &Window, method: Method, path: &str, body: &Json) -> Reply {
        let request = request(method, path)
            .header(header::COOKIE, &window.cookie)
            .header(CSRF_TOKEN, &window.csrf)
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }

    /// The same without the token.
    pub async fn forged(&self, window: &Window, path: &str, body: &Json) -> Reply {
        let request = request(Method::POST, path)
            .header(header::COOKIE, &window.cookie)
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_string().into()).unwrap())
            .await
    }
}

/// Opens the store as soon as the one before has let go of it.
pub fn store_in(folder: &TempDir) -> RedbStore {
    let (data, key) = (folder.path().join("data"), folder.path().join("data.key"));
    for _ in 0..100_000 {
        if let Ok(store) = RedbStore::open(&data, &key) {
            return store;
        }
        std::thread::yield_now();
    }
    RedbStore::open(&data, &key).unwrap()
}

pub fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path)
}

impl Reply {
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Status, kind of problem, and one line for each fault.
    pub fn said(&self) -> String {
        let json = self.json();
        let word = |json: &Json, name: &str| json[name].as_str().unwrap_or_default().to_owned();
        let mut lines = vec![format!("{} {}", self.status, word(&json, "type"))];
        lines.push(word(&json, "title"));
        for error in json["errors"].as_array().into_iter().flatten() {
            lines.push(format!(
                "{} [{}] {}",
                word(error, "pointer"),
                word(error, "keyword"),
                word(error, "message")
            ));
        }
        lines.join("\n")
    }
}

/// The restaurant's package, as a browser has it.
pub fn package() -> Arc<lianban_backend::packages::Offer> {
    let offers = SHELF.on(now().day());
    Arc::clone(&offers[0])
}

/// What a browser sends for a noodle shop, but for `changes` of the answers.
pub fn submission(changes: &Json) -> Json {
    submission_of(&package().package, changes, now().day())
}

/// The same, assessed for another day.
pub fn submission_of(package: &Package, changes: &Json, day: Date) -> Json {
    let mut answers: Map<String, Json> =
        serde_json::from_str(include_str!("../noodle-shop.json")).unwrap();
    answers.extend(changes.as_object().unwrap().clone());
    let read = package.read_answers(&answers).unwrap();
    let days = Days {
        as_of: now().day(),
        applied_on: day,
    };
    let assessment = package.assess(&read, days, Wish { go_on: true });
    let needed = assessment.materials.iter();
    let needed = needed.filter(|it| it.verdict == MaterialVerdict::Needed);
    let documents: Vec<_> = needed
        .map(|it| json!({ "id": it.id, "by": "bring" }))
        .collect();
    json!({
        "package": "open-restaurant",
        "hash": package.hash(),
        "applied_on": day,
        "answers": answers,
        "fields": fields(),
        "documents": documents,
        "receipt": package.receipt(&read, &assessment),
    })
}

/// The form of the noodle shop.
pub fn fields() -> Json {
    serde_json::from_str(include_str!("../noodle-shop-form.json")).unwrap()
}

/// JSON with its keys in order, however the map that holds them is built.
pub fn pretty(json: &Json) -> String {
    let mut sorted = json.clone();
    sorted.sort_all_objects();
    serde_json::to_string_pretty(&sorted).unwrap()
}

/// What somebody asks who wants to know where the case of [`submission`] stands.
pub fn track(number: &str, phone_tail: &str) -> Json {
    json!({ "number": number, "phone_tail": phone_tail })
}

/// Changes one value by its pointer.
pub fn with(mut body: Json, pointer: &str, value: Json) -> Json {
    if let Some(place) = body.pointer_mut(pointer) {
        *place = value;
    } else {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = value;
    }
    body
}

/// Leaves out one value by its pointer.
pub fn without(mut body: Json, pointer: &str) -> Json {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match body.pointer_mut(parent).unwrap() {
        Json::Object(map) => drop(map.remove(name)),
        Json::Array(list) => drop(list.remove(name.parse().unwrap())),
        _ => panic!("nothing to leave out at {pointer}"),
    }
    body
}
