//! Fetching text.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, RequestInit, Response};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(url: &str, options: &RequestInit) -> Result<JsValue, JsValue>;
}

/// How long an answer may take, in milliseconds.
const PATIENCE_MS: u32 = 30_000;
/// How large an answer may be, in bytes; fifty times the data of today. The browser holds it until its size is known, so
/// that a mistake of a server's does not fill the memory that the explorer works in.
const MOST_BYTES: f64 = 40e6;

/// Why nothing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: no network, or the connection broke.
    NoNetwork,
    /// No answer in time.
    TimedOut,
    /// An answer with this status instead of the text.
    Refused(u16),
    /// An answer of so many bytes, which are too many.
    TooLarge(usize),
}

/// A text that came.
pub struct Fetched {
    /// The text.
    pub text: String,
    /// Whether it has the hash that was asked for, if one was.
    pub is_as_published: bool,
}

/// The text at an address. It should have one of the hashes of `integrity`, unless that is empty.
///
/// A browser that finds another hash says no more than that there was no answer. So it is asked once more, as a connection may
/// break for a moment, and then for what is there, whatever its hash.
///
/// # Errors
/// When there is no answer, none in time, one that is not a success, or one that is too large.
pub async fn text(url: &str, integrity: &str) -> Result<Fetched, FetchError> {
    for hash in [integrity, integrity, ""] {
        match ask(url, hash).await {
            Err(FetchError::NoNetwork) if !hash.is_empty() => {}
            answer => return Ok(Fetched { text: answer?, is_as_published: hash == integrity }),
        }
    }
    Err(FetchError::NoNetwork)
}

async fn ask(url: &str, integrity: &str) -> Result<String, FetchError> {
    let signal = AbortSignal::timeout_with_u32(PATIENCE_MS);
    let why = |signal: &AbortSignal| if signal.aborted() { FetchError::TimedOut } else { FetchError::NoNetwork };
    let broken = |_| why(&signal);
    let options = RequestInit::new();
    options.set_integrity(integrity);
    options.set_signal(Some(&signal));
    // A page may have put something else in its place, which may throw or answer with anything.
    let asked = fetch(url, &options).map_err(broken)?;
    let response: Response = JsFuture::from(Promise::resolve(&asked)).await.map_err(broken)?.unchecked_into();
    if !response.is_object() {
        return Err(FetchError::NoNetwork);
    }
    if !response.ok() {
        return Err(FetchError::Refused(response.status()));
    }
    let blob = response.blob().map_err(broken)?;
    let blob: Blob = JsFuture::from(blob).await.map_err(broken)?.unchecked_into();
    if blob.size() > MOST_BYTES {
        return Err(FetchError::TooLarge(blob.size() as usize));
    }
    JsFuture::from(blob.text()).await.ok().and_then(|text| text.as_string()).ok_or_else(|| why(&signal))
}
