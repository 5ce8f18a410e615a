//! One running explorer: it loads the document, then its details, and owns the state.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::perform::Performer;
use crate::domain::catalogue::Catalogue;
use crate::domain::document::{Problem, Reading, read, read_details};
use crate::language::Words;
use crate::state::address::{Notice, decode};
use crate::state::{Message, Model, update};
use crate::view::{Context, DetailsState, FocusTargets, Links, Parts, Trouble, explorer, trouble};
use crate::web::fetch::{self, FetchError};
use crate::web::history::{self, BackAndForward};
use crate::web::{clock, intl::Intl, measure::WidthWatch};

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
}

/// How far the document is.
#[derive(Clone)]
enum Load {
    Busy,
    Failed(Trouble),
    Ready(Arc<Catalogue>, Vec<Problem>),
}

impl Instance {
    /// Starts it.
    pub fn mount(options: Options) -> Instance {
        let root = options.root.clone();
        Instance { _handle: Box::new(mount_to(root, move || shell(options))) }
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
            Load::Failed(why) => view! { {trouble(&words, &why, retry)}{own_content()} }.into_any(),
            Load::Ready(catalogue, problems) => start(words, root, src, address_bar, catalogue, problems),
        }
    };
    view! { <div class="shell">{body}</div> }
}

/// The light-DOM children of the element: what the page shows without the explorer.
fn own_content() -> AnyView {
    view! { <slot></slot> }.into_any()
}

async fn fetch_into(load: RwSignal<Load>, src: String) {
    let loaded = match fetch::text(&src).await.map_err(trouble_of).and_then(|json| read(&json).map_err(Trouble::Unreadable)) {
        Ok(Reading { document, problems }) => Load::Ready(Arc::new(Catalogue::new(document)), problems),
        Err(why) => Load::Failed(why),
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
    let model = RwSignal::new(first);
    let notices = RwSignal::new(ignored);
    let has_details = facts.has_details();
    let details = RwSignal::new(if has_details { DetailsState::Ready } else { DetailsState::Loading });
    let catalogue = RwSignal::new(facts);
    let targets = FocusTargets::default();
    let links = match address_bar {
        AddressBar::Page => Links::To(history::path()),
        AddressBar::None => Links::Nowhere,
    };
    let width = RwSignal::new(root.get_bounding_client_rect().width());
    let watch = WidthWatch::start(&root, move |px| {
        width.try_set(px);
    });
    until_cleanup(watch);
    let performer = Rc::new(RefCell::new(Performer::new(root, address_bar, targets)));
    let send: Rc<dyn Fn(Message)> = {
        let performer = Rc::clone(&performer);
        Rc::new(move |message| {
            performer.borrow_mut().remember_before(&message);
            let requests = model.try_update(|model| update(model, message)).unwrap_or_default();
            if let Some(model) = model.try_get_untracked() {
                performer.borrow().perform(&requests, &model);
            }
        })
    };
    let fetch_details: Rc<dyn Fn()> = Rc::new(move || spawn_local(fetch_details_into(catalogue, details, src.clone())));
    if !has_details {
        fetch_details();
    }

    let cx = Context::new(Parts {
        model,
        catalogue,
        details,
        problems,
        notices,
        words,
        today: clock::today(),
        links,
        send: Rc::clone(&send),
        retry_details: fetch_details,
        targets,
        width,
    });
    if address_bar == AddressBar::Page {
        let listener = BackAndForward::listen(move || {
            let (restored, ignored) = decode(&history::search());
            notices.try_set(ignored);
            send(Message::Restore(Box::new(restored)));
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

async fn fetch_details_into(catalogue: RwSignal<Arc<Catalogue>>, state: RwSignal<DetailsState>, src: String) {
    state.try_set(DetailsState::Loading);
    let Some(facts) = catalogue.try_get_untracked() else { return };
    let path = facts.document().details_path.clone().unwrap_or_default();
    let beside = match src.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{path}"),
        None => path,
    };
    let read = fetch::text(&beside).await.ok().and_then(|json| read_details(&json, facts.document()).ok());
    match read {
        Some(details) => {
            catalogue.try_set(Arc::new(facts.with_details(details)));
            state.try_set(DetailsState::Ready);
        }
        None => {
            state.try_set(DetailsState::Failed);
        }
    }
}
