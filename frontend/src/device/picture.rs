//! Pictures, as far as the browser can open them: thumbnails, and JPEGs of what it alone can read.

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Longer side of a thumbnail, in pixels.
const THUMBNAIL: f64 = 240.0;
const JPEG: &str = "image/jpeg";

/// A small picture of `bytes`, as an address with the picture inside; nothing where the
/// browser cannot open them.
pub async fn thumbnail(bytes: &Blob) -> Option<String> {
    let canvas = drawn(bytes, Some(THUMBNAIL)).await.ok()?;
    canvas.to_data_url_with_type(JPEG).ok()
}

/// `bytes` as a JPEG of full size; nothing where the browser cannot open them.
pub async fn as_jpeg(bytes: &Blob) -> Option<Blob> {
    let canvas = drawn(bytes, None).await.ok()?;
    let promise = Promise::new(&mut |done, _| {
        let deliver = Closure::once_into_js(move |blob: JsValue| {
            let _ = done.call1(&JsValue::NULL, &blob);
        });
        let quality = JsValue::from_f64(0.92);
        let made =
            canvas.to_blob_with_type_and_encoder_options(deliver.unchecked_ref(), JPEG, &quality);
        // A canvas that is too large delivers nothing, by an error or by null.
        let _ = made;
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The picture on a canvas, upright, at most so long.
async fn drawn(bytes: &Blob, longest: Option<f64>) -> Result<HtmlCanvasElement, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let bitmap = window.create_image_bitmap_with_blob(bytes)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await?.dyn_into()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = longest.map_or(1.0, |longest| (longest / width.max(height)).min(1.0));
    let document = window.document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    let side = |length: f64| whole((length * scale).round().max(1.0));
    canvas.set_width(side(width));
    canvas.set_height(side(height));
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(
        &bitmap,
        0.0,
        0.0,
        width * scale,
        height * scale,
    )?;
    bitmap.close();
    Ok(canvas)
}

/// Sides of pictures are small positive numbers.
fn whole(side: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast from a float saturates"
    )]
    {
        side as u32
    }
}
