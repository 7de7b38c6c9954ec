//! Bytes of chosen files, kept on the device until the server has them (`IndexedDB`).
//!
//! **Size plan:** a file leaves as soon as the server has it whole; a thumbnail of a few
//! kilobytes stays until the application is submitted. Where the browser keeps nothing
//! (private window), the bytes stay in memory: the upload works, but a reload loses them
//! and the person is asked to choose the file again.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Function, Promise};
use leptos::prelude::{ArcRwSignal, Set};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

const DATABASE: &str = "lianban";
const FILES: &str = "files";

thread_local! {
    static NO_ROOM: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static MEMORY: RefCell<BTreeMap<String, Blob>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps the bytes of a file.
pub async fn keep(id: &str, bytes: &Blob) {
    MEMORY.with_borrow_mut(|memory| memory.insert(id.to_owned(), bytes.clone()));
    let is_full = put(id, bytes).await.is_err();
    NO_ROOM.with(Clone::clone).set(is_full);
}

/// Whether the device had no room for the file chosen last.
pub fn is_full() -> ArcRwSignal<bool> {
    NO_ROOM.with(Clone::clone)
}

/// The bytes of a file, if they are still here.
pub async fn find(id: &str) -> Option<Blob> {
    if let Some(bytes) = MEMORY.with_borrow(|memory| memory.get(id).cloned()) {
        return Some(bytes);
    }
    get(id).await.ok()?.dyn_into().ok()
}

/// Lets the bytes of a file go; its thumbnail stays.
pub async fn drop_bytes(id: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(id));
    let _ = delete(id).await;
}

/// Lets a file go, and its thumbnail with it.
pub async fn forget(id: &str) {
    drop_bytes(id).await;
    let _ = delete(&thumbnail_of(id)).await;
}

/// Keeps a thumbnail, as an address with the picture inside.
pub async fn keep_thumbnail(id: &str, address: &str) {
    let _ = put(&thumbnail_of(id), &JsValue::from_str(address)).await;
}

/// The thumbnail of a file.
pub async fn thumbnail(id: &str) -> Option<String> {
    get(&thumbnail_of(id)).await.ok()?.as_string()
}

/// Lets everything go: the application is submitted, or the device is shared.
pub fn forget_all() {
    MEMORY.with_borrow_mut(BTreeMap::clear);
    if let Some(factory) = factory() {
        let _ = factory.delete_database(DATABASE);
    }
}

fn thumbnail_of(id: &str) -> String {
    format!("thumbnail/{id}")
}

async fn put(key: &str, value: &JsValue) -> Result<(), JsValue> {
    let (store, transaction) = store(IdbTransactionMode::Readwrite).await?;
    store.put_with_key(value, &JsValue::from_str(key))?;
    committed(&transaction).await
}

async fn get(key: &str) -> Result<JsValue, JsValue> {
    let (store, _) = store(IdbTransactionMode::Readonly).await?;
    answer(&store.get(&JsValue::from_str(key))?).await
}

async fn delete(key: &str) -> Result<(), JsValue> {
    let (store, transaction) = store(IdbTransactionMode::Readwrite).await?;
    store.delete(&JsValue::from_str(key))?;
    committed(&transaction).await
}

async fn store(mode: IdbTransactionMode) -> Result<(IdbObjectStore, IdbTransaction), JsValue> {
    let database = open().await?;
    let transaction = database.transaction_with_str_and_mode(FILES, mode)?;
    let store = transaction.object_store(FILES)?;
    // It closes when the transaction is over, so that a wipe never has to wait for it.
    database.close();
    Ok((store, transaction))
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = factory().ok_or(JsValue::NULL)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
    let made = request.clone();
    let prepare = Closure::once_into_js(move || {
        let database = made.result().ok().and_then(|it| it.dyn_into().ok());
        let database: Option<IdbDatabase> = database;
        let _ = database.map(|it| it.create_object_store(FILES));
    });
    request.set_onupgradeneeded(Some(prepare.unchecked_ref()));
    answer(&request).await?.dyn_into()
}

fn factory() -> Option<web_sys::IdbFactory> {
    web_sys::window()?.indexed_db().ok().flatten()
}

async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    either(|done, failed| {
        request.set_onsuccess(Some(done));
        request.set_onerror(Some(failed));
    })
    .await?;
    request.result()
}

/// On disk, not only on its way there.
async fn committed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    either(|done, failed| {
        transaction.set_oncomplete(Some(done));
        transaction.set_onerror(Some(failed));
        transaction.set_onabort(Some(failed));
    })
    .await
}

async fn either(mut listen: impl FnMut(&Function, &Function)) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |done, failed| listen(&done, &failed));
    JsFuture::from(promise).await.map(drop)
}
