//! The documents of the page's explorers. Each is fetched and read once, however many explorers show it, and is freed
//! with the last of them.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use crate::domain::catalogue::Catalogue;
use crate::domain::document::{Outline, Problem, Reading, read_details};
use crate::domain::search::IndexBuilder;
use crate::view::{DetailsState, Trouble};
use crate::web::fetch::{self, FetchError, Fetched};
use crate::web::listen::Listeners;
use crate::web::turn;

/// How many initiatives are indexed before the time is looked at: less than a millisecond's worth.
const ROWS_A_STEP: usize = 5;

thread_local! {
    static KNOWN: RefCell<Vec<Weak<Source>>> = const { RefCell::new(Vec::new()) };
}

/// One document, wherever it has got to.
///
/// It holds no signal of Leptos: an effect that is gone stays on the list of a signal for as long as the signal lives,
/// and this lives longer than the explorers do.
pub struct Source {
    src: String,
    integrity: String,
    load: RefCell<Load>,
    listeners: RefCell<Vec<Weak<dyn Fn()>>>,
    /// Whether it is being asked for once more, because the network is back.
    is_retrying: Cell<bool>,
    _online: Option<Listeners>,
}

/// How far a document is.
#[derive(Clone)]
pub enum Load {
    /// On its way.
    Busy,
    /// Why there is none, and how often that was the answer.
    Failed(Trouble, usize),
    /// There, with what is wrong with it, and whether its long texts are there.
    Ready(Arc<Catalogue>, Arc<Vec<Problem>>, DetailsState),
}

impl Source {
    /// The document at an address, fetched unless another explorer has it already.
    pub fn of(src: &str, integrity: &str) -> Rc<Source> {
        KNOWN.with(|known| {
            let mut known = known.borrow_mut();
            known.retain(|source| source.strong_count() > 0);
            let mut found = known.iter().filter_map(Weak::upgrade);
            if let Some(source) = found.find(|source| source.src == src && source.integrity == integrity) {
                return source;
            }
            drop(found);
            let source = Rc::new_cyclic(|source: &Weak<Source>| {
                let source = source.clone();
                let retry = move |_| {
                    if let Some(source) = source.upgrade() {
                        source.retry();
                    }
                };
                Source {
                    src: src.to_owned(),
                    integrity: integrity.to_owned(),
                    load: RefCell::new(Load::Busy),
                    listeners: RefCell::default(),
                    is_retrying: Cell::default(),
                    _online: Listeners::of_page(&["online"], retry),
                }
            });
            known.push(Rc::downgrade(&source));
            source.fetch();
            source
        })
    }

    /// How far it is.
    pub fn load(&self) -> Load {
        self.load.borrow().clone()
    }

    /// Has every later change told, for as long as the listener lives.
    pub fn listen(&self, listener: &Rc<dyn Fn()>) {
        self.listeners.borrow_mut().push(Rc::downgrade(listener));
    }

    fn set(&self, load: Load) {
        self.load.replace(load);
        self.listeners.borrow_mut().retain(|listener| listener.strong_count() > 0);
        // Not while the list is borrowed: a listener may bring another explorer about.
        let listeners: Vec<_> = self.listeners.borrow().iter().filter_map(Weak::upgrade).collect();
        for listener in listeners {
            listener();
        }
    }

    /// Fetches it, for the first time or again.
    pub fn fetch(self: &Rc<Source>) {
        spawn_local(fetch_into(Rc::downgrade(self), self.src.clone(), self.integrity.clone()));
    }

    /// The network is back: fetches what did not come, without anybody having to ask.
    fn retry(self: &Rc<Source>) {
        match self.load() {
            Load::Failed(Trouble::Fetch(FetchError::NoNetwork | FetchError::TimedOut), _)
                if !self.is_retrying.replace(true) =>
            {
                self.fetch();
            }
            Load::Ready(_, _, DetailsState::Failed) => self.fetch_details(),
            _ => {}
        }
    }

    /// Fetches the long texts, for the first time or again.
    pub fn fetch_details(self: &Rc<Source>) {
        if let Load::Ready(facts, problems, _) = self.load() {
            let path = facts.document().details_path.clone().unwrap_or_default();
            let address = self.src.split(['?', '#']).next().unwrap_or_default();
            let beside = match address.rsplit_once('/') {
                Some((folder, _)) => format!("{folder}/{path}"),
                None => path,
            };
            self.set(Load::Ready(Arc::clone(&facts), problems, DetailsState::Loading));
            spawn_local(fetch_details_into(Rc::downgrade(self), facts, beside, self.integrity.clone()));
        }
    }
}

// The explorers may all be gone when an answer comes: then it is for nobody. Between the parts of the work the browser has
// its turn.
async fn fetch_into(source: Weak<Source>, src: String, integrity: String) {
    let fetched = fetch::text(&src, &integrity).await.map_err(Trouble::Fetch);
    turn::yielded().await;
    if source.strong_count() == 0 {
        return;
    }
    let read = match fetched {
        Ok(fetched) => read_in_turns(&fetched).await,
        Err(why) => Err(why),
    }
    .map(|Reading { document, problems }| (Arc::new(Catalogue::new(document)), problems));
    turn::yielded().await;
    let Some(source) = source.upgrade() else { return };
    source.is_retrying.set(false);
    // It was asked for twice, and another answer is shown already.
    if matches!(source.load(), Load::Ready(..)) {
        return;
    }
    match read {
        Ok((facts, problems)) => {
            let has_details = facts.has_details();
            let details = if has_details { DetailsState::Ready } else { DetailsState::Loading };
            source.set(Load::Ready(Arc::clone(&facts), Arc::new(problems), details));
            if has_details {
                make_index(facts);
            } else {
                source.fetch_details();
            }
        }
        Err(why) => {
            let n_before = match source.load() {
                Load::Failed(known, n) if known == why => n,
                _ => 0,
            };
            source.set(Load::Failed(why, n_before + 1));
        }
    }
}

async fn read_in_turns(fetched: &Fetched) -> Result<Reading, Trouble> {
    let outline = Outline::of(&fetched.text).map_err(Trouble::Unreadable)?;
    if !fetched.is_as_published {
        return Err(Trouble::Altered);
    }
    turn::yielded().await;
    Ok(outline.read())
}

async fn fetch_details_into(source: Weak<Source>, facts: Arc<Catalogue>, address: String, integrity: String) {
    let fetched = fetch::text(&address, &integrity).await.ok().filter(|fetched| fetched.is_as_published);
    turn::yielded().await;
    if source.strong_count() == 0 {
        return;
    }
    let details = fetched.and_then(|fetched| read_details(&fetched.text, facts.document()).ok());
    turn::yielded().await;
    let Some(source) = source.upgrade() else { return };
    let Load::Ready(_, problems, _) = source.load() else { return };
    let (facts, state) = match details {
        Some(details) => (Arc::new(facts.with_details(details)), DetailsState::Ready),
        None => (facts, DetailsState::Failed),
    };
    source.set(Load::Ready(Arc::clone(&facts), problems, state));
    make_index(facts);
}

/// The page is there and the reader reads: idle moments are the time to make what the first search needs.
fn make_index(facts: Arc<Catalogue>) {
    spawn_local(async move {
        let mut builder = IndexBuilder::default();
        let mut is_whole = false;
        while !is_whole {
            let idle = turn::idle().await;
            is_whole = facts.index_some(&mut builder, ROWS_A_STEP);
            while !is_whole && idle.has_time() {
                is_whole = facts.index_some(&mut builder, ROWS_A_STEP);
            }
        }
    });
}
