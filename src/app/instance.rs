//! One running explorer: it loads the document, then its details, and owns the state.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::panic;
use super::perform::Performer;
use crate::domain::catalogue::Catalogue;
use crate::domain::document::{Problem, Reading, read, read_details};
use crate::language::Words;
use crate::state::address::{Notice, decode};
use crate::state::{Message, Model, update};
use crate::view::{
    Context, DetailsState, Fixtures, FocusTargets, Links, Surroundings, Trouble, explorer, follow, trouble,
};
use crate::web::fetch::{self, FetchError};
use crate::web::history::{self, BackAndForward};
use crate::web::{clock, download, intl::Intl, measure::WidthWatch};

/// The step in which the explorer follows its width, in CSS pixels.
const WIDTH_STEP: f64 = 40.0;

/// Whose the address bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressBar {
    /// The explorer's: it keeps its state there.
    Page,
    /// Somebody else's.
    None,
}

/// What an explorer is started with.
pub struct Options {
    /// The element it lives in.
    pub root: HtmlElement,
    /// The address of the document.
    pub src: String,
    /// Whose the address bar is.
    pub address_bar: AddressBar,
}

/// A running explorer.
pub struct Instance {
    // Dropping the handle takes the views out of the page; its type has no name.
    _handle: Box<dyn Any>,
    root: HtmlElement,
}

/// How far the document is.
#[derive(Clone)]
enum Load {
    Busy,
    /// Why, and how often that was the answer.
    Failed(Trouble, RwSignal<usize>),
    Ready(Arc<Catalogue>, Vec<Problem>),
}

impl Instance {
    /// Starts it.
    pub fn mount(options: Options) -> Instance {
        let root = options.root.clone();
        panic::add(&root);
        Instance { _handle: Box::new(mount_to(root.clone(), move || shell(options))), root }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        panic::remove(&self.root);
    }
}

/// Everything inside the shadow root: the explorer, or the page's own content with what has to be said above it.
fn shell(options: Options) -> impl IntoView {
    let load = RwSignal::new(Load::Busy);
    let words = Words::english(Rc::new(Intl::new("en")));
    let Options { root, src, address_bar } = options;
    let fetch_document = {
        let src = src.clone();
        Rc::new(move || spawn_local(fetch_into(load, src.clone()))) as Rc<dyn Fn()>
    };
    fetch_document();

    let wiring = StoredValue::new_local((words, root, src, fetch_document));
    let body = move || {
        let (words, root, src, retry) = wiring.get_value();
        match load.get() {
            Load::Busy => own_content(),
            Load::Failed(why, n_tries) => view! { {trouble(&words, &why, n_tries, retry)}{own_content()} }.into_any(),
            Load::Ready(catalogue, problems) => start(words, root, src, address_bar, catalogue, problems),
        }
    };
    view! { <div class="shell">{follow(body)}</div> }
}

/// The light-DOM children of the element: what the page shows without the explorer.
fn own_content() -> AnyView {
    view! { <slot></slot> }.into_any()
}

async fn fetch_into(load: RwSignal<Load>, src: String) {
    let loaded =
        match fetch::text(&src).await.map_err(trouble_of).and_then(|json| read(&json).map_err(Trouble::Unreadable)) {
            Ok(Reading { document, problems }) => Load::Ready(Arc::new(Catalogue::new(document)), problems),
            Err(why) => match load.try_get_untracked() {
                // The same answer again: what is on the page stays there, and with it the focus.
                Some(Load::Failed(known, n_tries)) if known == why => {
                    n_tries.try_update(|n| *n += 1);
                    return;
                }
                _ => Load::Failed(why, RwSignal::new(1)),
            },
        };
    // The explorer may be gone by now.
    load.try_set(loaded);
}

fn trouble_of(error: FetchError) -> Trouble {
    match error {
        FetchError::NoNetwork => Trouble::NoNetwork,
        FetchError::TimedOut => Trouble::TimedOut,
        FetchError::Refused(status) => Trouble::Refused(status),
    }
}

/// The document is there: state, address and views come to life.
fn start(
    words: Words,
    root: HtmlElement,
    src: String,
    address_bar: AddressBar,
    facts: Arc<Catalogue>,
    problems: Vec<Problem>,
) -> AnyView {
    let (first, ignored): (Model, Vec<Notice>) = match address_bar {
        AddressBar::Page => decode(&history::search()),
        AddressBar::None => Default::default(),
    };
    let model = RwSignal::new(Arc::new(first));
    let has_details = facts.has_details();
    let surroundings = RwSignal::new(Surroundings {
        catalogue: facts,
        details: if has_details { DetailsState::Ready } else { DetailsState::Loading },
        notices: ignored,
        width: 0,
    });
    let targets = FocusTargets::default();
    let links = match address_bar {
        AddressBar::Page => Links::To(history::path()),
        AddressBar::None => Links::Nowhere,
    };
    let follow_width = move |px: f64| {
        let width = (px / WIDTH_STEP).floor() * WIDTH_STEP;
        if surroundings.try_get_untracked().is_some_and(|known| f64::from(known.width) != width) {
            surroundings.try_update(|known| known.width = width as u32);
        }
    };
    follow_width(root.get_bounding_client_rect().width());
    until_cleanup(WidthWatch::start(&root, follow_width));
    let performer = Rc::new(RefCell::new(Performer::new(root, address_bar, targets)));
    let send = {
        let performer = Rc::clone(&performer);
        move |message| {
            let Some(now) = model.try_get_untracked() else { return };
            performer.borrow_mut().remember_before(&message, &now);
            let mut next = Model::clone(&now);
            let requests = update(&mut next, message);
            if next != *now {
                model.set(Arc::new(next.clone()));
            }
            performer.borrow_mut().perform(&requests, &next);
        }
    };
    let fetch_details: Rc<dyn Fn()> = Rc::new(move || spawn_local(fetch_details_into(surroundings, src.clone())));
    if !has_details {
        fetch_details();
    }

    let fixtures = Fixtures {
        problems,
        words,
        today: clock::today(),
        links,
        send: Box::new(send),
        retry_details: fetch_details,
        save: download::save,
        origin: history::origin(),
    };
    let cx = Context::new(model, surroundings, targets, fixtures);
    if address_bar == AddressBar::Page {
        let listener = BackAndForward::listen(move || {
            let (restored, ignored) = decode(&history::search());
            surroundings.try_update(|known| known.notices = ignored);
            cx.send(Message::Restore(Box::new(restored)));
        });
        until_cleanup(listener);
        super::perform::keep_title(cx);
    }
    explorer(cx)
}

/// Keeps something of the browser's until the explorer is taken out of the page.
fn until_cleanup<T: 'static>(held: T) {
    let held = StoredValue::new_local(Some(held));
    on_cleanup(move || {
        let _ = held.try_update_value(Option::take);
    });
}

async fn fetch_details_into(surroundings: RwSignal<Surroundings>, src: String) {
    let Some(Surroundings { catalogue, .. }) = surroundings.try_get_untracked() else { return };
    surroundings.try_update(|known| known.details = DetailsState::Loading);
    let path = catalogue.document().details_path.clone().unwrap_or_default();
    let beside = match src.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{path}"),
        None => path,
    };
    let details = fetch::text(&beside).await.ok().and_then(|json| read_details(&json, catalogue.document()).ok());
    surroundings.try_update(|known| match details {
        Some(details) => {
            let catalogue = catalogue.with_details(details);
            // The page is there and the reader reads: now is the time to make what the first search needs.
            catalogue.search();
            known.catalogue = Arc::new(catalogue);
            known.details = DetailsState::Ready;
        }
        None => known.details = DetailsState::Failed,
    });
}
