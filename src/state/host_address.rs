//! The explorer's part of somebody else's address: parameters whose names start with `sux-`, in the query of the host
//! page. Everything else there is left as it is, to the byte. The fragment is not touched: it is the host's anchors.

/// What the names of our parameters start with.
pub const PREFIX: &str = "sux-";

/// Our part of a query, without the prefix, as [`super::address::decode`] reads it.
///
/// ```
/// # use security_union_explorer::state::host_address::own_part;
/// assert_eq!(own_part("?page=3&sux-area=2&sux-view=list"), "area=2&view=list");
/// ```
pub fn own_part(query: &str) -> String {
    let ours: Vec<&str> = parts(query).filter_map(|part| part.strip_prefix(PREFIX)).collect();
    ours.join("&")
}

/// A query with our part replaced, without its `?`: the host's parameters as they were, ours after them.
///
/// ```
/// # use security_union_explorer::state::host_address::with_own_part;
/// assert_eq!(with_own_part("?sux-q=old&page=3&x", "area=2"), "page=3&x&sux-area=2");
/// assert_eq!(with_own_part("?sux-q=old", ""), "");
/// ```
pub fn with_own_part(query: &str, state: &str) -> String {
    let mut all: Vec<String> = parts(query).filter(|part| !part.starts_with(PREFIX)).map(str::to_owned).collect();
    all.extend(state.split('&').filter(|part| !part.is_empty()).map(|part| format!("{PREFIX}{part}")));
    all.join("&")
}

fn parts(query: &str) -> impl Iterator<Item = &str> {
    let query = query.strip_prefix('?').unwrap_or(query);
    // An empty query has one empty part, which is none.
    query.split('&').filter(move |_| !query.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_hosts_stays_to_the_byte() {
        for host in ["", "a", "a=1&a=2", "q=%zz+%20&&=", "area=7&view=x", "xsux-area=1", "SUX-area=1", "ключ=знач"]
        {
            let with = with_own_part(host, "area=2&q=a+b%26c");
            assert_eq!(own_part(&with), "area=2&q=a+b%26c", "{host}");
            assert_eq!(with_own_part(&with, ""), host);
            assert_eq!(with_own_part(&with, "q=x"), with_own_part(host, "q=x"));
        }
    }

    #[test]
    fn the_hosts_names_are_not_ours() {
        assert_eq!(own_part("?area=1&view=list&utm_source=x"), "");
    }
}
