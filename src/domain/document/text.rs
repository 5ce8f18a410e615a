//! What makes a text an id or a link, and what stands in for a short title.

use super::wire;

/// Whether a page may be linked to: an https address without blanks or control characters.
pub(super) fn is_link(url: &str) -> bool {
    url.strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte > b' ' && byte != 127))
}

/// Whether an id is a slug: small ASCII letters and digits in groups joined by single hyphens, at most
/// [`wire::LONGEST_ID`] in all. An address can say nothing else.
pub fn is_slug(id: &str) -> bool {
    id.len() <= wire::LONGEST_ID
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The short title, or the title when there is none.
pub(super) fn or_title(short: String, title: &str) -> String {
    if short.is_empty() { title.to_owned() } else { short }
}
