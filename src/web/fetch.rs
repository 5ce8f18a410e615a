//! Fetching text.

use gloo_net::http::Request;
use web_sys::AbortSignal;

/// How long an answer may take, in milliseconds.
const PATIENCE_MS: u32 = 30_000;

/// Why nothing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: no network, or the connection broke.
    NoNetwork,
    /// No answer in time.
    TimedOut,
    /// An answer with this status instead of the text.
    Refused(u16),
}

/// The text at an address, which must have one of the hashes of `integrity`, unless that is empty.
///
/// # Errors
/// When there is no answer, none in time, or one that is not a success.
pub async fn text(url: &str, integrity: &str) -> Result<String, FetchError> {
    let signal = AbortSignal::timeout_with_u32(PATIENCE_MS);
    let why = |signal: &AbortSignal| if signal.aborted() { FetchError::TimedOut } else { FetchError::NoNetwork };
    let response =
        Request::get(url).integrity(integrity).abort_signal(Some(&signal)).send().await.map_err(|_| why(&signal))?;
    if !response.ok() {
        return Err(FetchError::Refused(response.status()));
    }
    response.text().await.map_err(|_| why(&signal))
}
