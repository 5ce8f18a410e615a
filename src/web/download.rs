//! A file made here, saved where the browser saves files.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Event, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url, window,
};

/// Saves a text under a name. Where a sandbox forbids downloads, nothing happens.
pub fn save(name: &str, media_type: &str, text: &str) {
    // What fails here fails for a reason the page can do nothing about.
    let _ = try_save(name, media_type, text);
}

/// No side of a canvas may be longer, in pixels, in any browser.
const LONGEST_SIDE: f64 = 16_384.0;

/// Saves an SVG as a PNG of twice its size, or of as much as a canvas may hold. Where the browser refuses, nothing happens.
pub fn save_png(name: &str, svg: &str, width: f64, height: f64) {
    let _ = try_save_png(name.to_owned(), svg, width, height);
}

fn try_save_png(name: String, svg: &str, width: f64, height: f64) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    let scale = (LONGEST_SIDE / width.max(height)).min(2.0);
    // It takes the image from the event: to hold it would keep both for ever where the image never comes.
    let draw = move |event: Event| {
        let image = event.target().and_then(|target| target.dyn_into().ok());
        let _ = image.map(|image| draw_png(&name, &image, width * scale, height * scale));
    };
    image.set_onload(Some(Closure::once_into_js(draw).unchecked_ref()));
    // A policy that allows images allows `data:` where it does not allow `blob:`.
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", String::from(js_sys::encode_uri_component(svg))));
    Ok(())
}

fn draw_png(name: &str, image: &HtmlImageElement, width: f64, height: f64) -> Result<(), JsValue> {
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let name = name.to_owned();
    let save = Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<Blob>() {
            let _ = save_blob(&name, &blob);
        }
    });
    canvas.to_blob(save.unchecked_ref())
}

fn try_save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
    save_blob(name, &blob)
}

fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}
