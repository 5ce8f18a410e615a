//! The page's address, as far as it is an explorer's: one explorer a page may have it.

use std::cell::Cell;

use crate::state::host_address::{own_part, with_own_part};
use crate::state::settings::AddressUse;
use crate::web::{history, module};

thread_local! {
    static IS_TAKEN: Cell<bool> = const { Cell::new(false) };
}

/// The right to the page's address, given back when it is dropped.
pub struct AddressBar {
    /// What of the address is the explorer's.
    pub used: AddressUse,
}

impl AddressBar {
    /// Takes the address if it is wanted and free. A second explorer that wants it is told on the console, and keeps its
    /// state to itself.
    pub fn take(wanted: AddressUse) -> AddressBar {
        if wanted == AddressUse::None {
            return AddressBar { used: wanted };
        }
        if IS_TAKEN.replace(true) {
            let why = "Another <security-union-explorer> of this page keeps its state in the address; this one keeps its own.";
            web_sys::console::warn_1(&why.into());
            return AddressBar { used: AddressUse::None };
        }
        AddressBar { used: wanted }
    }
}

impl Drop for AddressBar {
    fn drop(&mut self) {
        if self.used != AddressUse::None {
            free();
        }
    }
}

/// Nobody has the address any more.
pub fn free() {
    IS_TAKEN.set(false);
}

/// The explorer's part of the page's address.
pub fn read(used: AddressUse) -> String {
    match used {
        AddressUse::Page => history::search(),
        AddressUse::Host => own_part(&history::search()),
        AddressUse::None => String::new(),
    }
}

/// The page's address with another state in it, whole; none when it is not ours.
pub fn with_state(used: AddressUse, state: &str) -> Option<String> {
    let page = history::page();
    let (page, query, fragment) = match used {
        AddressUse::None => return None,
        AddressUse::Page => (page_of(&module::beside(""), page, state), state.to_owned(), String::new()),
        AddressUse::Host => (page, with_own_part(&history::search(), state), history::fragment()),
    };
    let mark = if query.is_empty() { "" } else { "?" };
    Some(page + mark + &query + &fragment)
}

/// The page of our own site, which is at `site`, whose address may carry a state: the page of an initiative has its own state
/// only, as its name would be wrong over every other.
fn page_of(site: &str, page: String, state: &str) -> String {
    let is_of_one = page.strip_prefix(site).is_some_and(|path| path.starts_with("initiative/"));
    if is_of_one && !state.is_empty() { site.to_owned() } else { page }
}
