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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_https_in_one_piece() {
        assert!(is_link("https://example.eu/a?b=c#d") && is_link("https://ü.eu"));
        for text in
            ["", "https://", "http://example.eu", "https://example.eu/a b", "https://example.eu/\n", "https://a\u{7f}"]
        {
            assert!(!is_link(text), "{text}");
        }
    }
}
