//! The documents of the page's explorers. Each is fetched and read once, however many explorers show it, and is freed
//! with the last of them.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::domain::catalogue::Catalogue;
use crate::domain::document::{Problem, Reading, read, read_details};
use crate::view::{DetailsState, Trouble};
use crate::web::fetch::{self, FetchError};

thread_local! {
    static KNOWN: RefCell<Vec<Weak<Source>>> = const { RefCell::new(Vec::new()) };
}

/// One document, wherever it has got to.
pub struct Source {
    src: String,
    integrity: String,
    /// How far it is. Once it is ready, it gets its long texts without a word: see [`Self::details`].
    pub load: ArcRwSignal<Load>,
    /// Whether the long texts are there.
    pub details: ArcRwSignal<DetailsState>,
}

/// How far a document is.
#[derive(Clone)]
pub enum Load {
    /// On its way.
    Busy,
    /// Why there is none, and how often that was the answer.
    Failed(Trouble, ArcRwSignal<usize>),
    /// There, with what is wrong with it.
    Ready(Arc<Catalogue>, Arc<Vec<Problem>>),
}

impl Source {
    /// The document at an address, fetched unless another explorer has it already.
    pub fn of(src: &str, integrity: &str) -> Rc<Source> {
        KNOWN.with(|known| {
            let mut known = known.borrow_mut();
            known.retain(|source| source.strong_count() > 0);
            let found = known.iter().filter_map(Weak::upgrade);
            if let Some(source) = { found }.find(|source| source.src == src && source.integrity == integrity) {
                return source;
            }
            let source = Rc::new(Source {
                src: src.to_owned(),
                integrity: integrity.to_owned(),
                load: ArcRwSignal::new(Load::Busy),
                details: ArcRwSignal::new(DetailsState::Loading),
            });
            known.push(Rc::downgrade(&source));
            source.fetch();
            source
        })
    }

    /// Fetches it, for the first time or again.
    pub fn fetch(self: &Rc<Source>) {
        spawn_local(fetch_into(Rc::downgrade(self), self.src.clone(), self.integrity.clone()));
    }

    /// Fetches the long texts, for the first time or again.
    pub fn fetch_details(self: &Rc<Source>) {
        if let Load::Ready(facts, _) = self.load.get_untracked() {
            let path = facts.document().details_path.clone().unwrap_or_default();
            let beside = match self.src.rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/{path}"),
                None => path,
            };
            self.details.set(DetailsState::Loading);
            spawn_local(fetch_details_into(Rc::downgrade(self), beside, self.integrity.clone()));
        }
    }
}

// The explorers may all be gone when an answer comes: then it is for nobody.
async fn fetch_into(source: Weak<Source>, src: String, integrity: String) {
    let fetched = fetch::text(&src, &integrity).await.map_err(trouble_of);
    let Some(source) = source.upgrade() else { return };
    let read = fetched.and_then(|fetched| {
        let reading = read(&fetched.text).map_err(Trouble::Unreadable)?;
        if fetched.is_as_published { Ok(reading) } else { Err(Trouble::Altered) }
    });
    match read {
        Ok(Reading { document, problems }) => {
            let facts = Catalogue::new(document);
            let has_details = facts.has_details();
            if has_details {
                source.details.set(DetailsState::Ready);
            }
            source.load.set(Load::Ready(Arc::new(facts), Arc::new(problems)));
            if !has_details {
                source.fetch_details();
            }
        }
        Err(why) => match source.load.get_untracked() {
            // The same answer again: what is on the page stays there, and with it the focus.
            Load::Failed(known, n_tries) if known == why => n_tries.update(|n| *n += 1),
            _ => source.load.set(Load::Failed(why, ArcRwSignal::new(1))),
        },
    }
}

fn trouble_of(error: FetchError) -> Trouble {
    match error {
        FetchError::NoNetwork => Trouble::NoNetwork,
        FetchError::TimedOut => Trouble::TimedOut,
        FetchError::Refused(status) => Trouble::Refused(status),
    }
}

async fn fetch_details_into(source: Weak<Source>, address: String, integrity: String) {
    let fetched = fetch::text(&address, &integrity).await.ok().filter(|fetched| fetched.is_as_published);
    let Some(source) = source.upgrade() else { return };
    let Load::Ready(facts, problems) = source.load.get_untracked() else { return };
    match fetched.and_then(|fetched| read_details(&fetched.text, facts.document()).ok()) {
        Some(details) => {
            let facts = facts.with_details(details);
            // The page is there and the reader reads: now is the time to make what the first search needs.
            facts.search();
            source.load.update_untracked(|load| *load = Load::Ready(Arc::new(facts), problems));
            source.details.set(DetailsState::Ready);
        }
        None => source.details.set(DetailsState::Failed),
    }
}
