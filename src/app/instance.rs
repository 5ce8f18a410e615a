//! One running explorer: it shows a document and owns the state.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, ShadowRoot};

use super::address_bar::{self, AddressBar};
use super::exports::Host;
use super::panic;
use super::perform::{Performer, keep_title, write_history};
use super::source::{Load, Source};
use crate::domain::catalogue::Catalogue;
use crate::domain::document::Problem;
use crate::language::Words;
use crate::state::address::{Notice, encode};
use crate::state::known::keep_known;
use crate::state::preset::Preset;
use crate::state::settings::{AddressUse, Settings};
use crate::state::{Message, Model, Page};
use crate::view::reactive::{RwSignal, StoredValue};
use crate::view::{
    Context, DetailsState, Fixtures, Surroundings, effect, explorer, follow, ignored_parts, later, trouble,
};
use crate::web::{download, history, measure::WidthWatch, module, page};

/// The step in which the explorer follows its width, in CSS pixels.
const WIDTH_STEP: f64 = 40.0;

/// How long the state has to stay as it is before what is out of sight, the address and the links follow it. A date that plays
/// leaves no such rest.
const REST: Duration = Duration::from_millis(100);

/// A running explorer.
pub struct Instance {
    // Dropping the handle takes the views out of the page; its type has no name.
    _handle: Box<dyn Any>,
    own: Own,
}

/// What an explorer is made of, beside its views.
#[derive(Clone)]
struct Own {
    /// The element it lives in.
    root: HtmlElement,
    /// The custom element, to be told what happens.
    host: Host,
    settings: Rc<RefCell<Settings>>,
    source: Rc<Source>,
    /// What of the page's address it has.
    address: AddressUse,
    running: Rc<Cell<Option<Running>>>,
}

/// The handles to the state, once there is one.
#[derive(Clone, Copy)]
struct Running {
    cx: Context,
    preset: RwSignal<Arc<Preset>>,
    surroundings: RwSignal<Surroundings>,
}

impl Instance {
    /// Starts it in `root`, an element in the open shadow root of the custom element `host`.
    pub fn mount(root: HtmlElement, host: Host, settings: Settings) -> Instance {
        let bar = AddressBar::take(settings.address);
        let own = Own {
            root: root.clone(),
            host,
            source: Source::of(&settings.src, &settings.integrity),
            settings: Rc::new(RefCell::new(settings)),
            address: bar.used,
            running: Rc::default(),
        };
        panic::add(&root);
        let of_views = own.clone();
        Instance { _handle: Box::new((mount_to(root, move || shell(of_views)), bar)), own }
    }

    /// Takes over other attributes while it runs. The address of the document and whose the page's address is stay.
    pub fn set(&self, mut settings: Settings) {
        if let Some(Running { cx, preset, surroundings }) = self.own.running.get() {
            let mut model = Model::clone(&cx.model_now());
            settings.notices.extend(keep_known(&mut settings.preset.start, &cx.facts()));
            settings.preset.replace(&preset.get_untracked(), &mut model);
            preset.set(Arc::new(settings.preset.clone()));
            surroundings.update(|known| known.notices.clone_from(&settings.notices));
            cx.send(Message::Become(Box::new(model)));
        }
        self.own.settings.replace(settings);
    }

    /// Shows the state of an address; the start for an empty one.
    pub fn show(&self, address: &str) {
        if let Some(Running { cx, preset, surroundings }) = self.own.running.get() {
            let (model, notices) = read_known(&preset.get_untracked(), address, &cx.facts());
            surroundings.update(|known| known.notices = notices);
            cx.send(Message::Become(Box::new(model)));
        } else {
            // It comes back to nothing then.
            self.own.settings.borrow_mut().shown.clear();
        }
    }

    /// Opens an initiative.
    pub fn open(&self, id: String) {
        if let Some(Running { cx, .. }) = self.own.running.get() {
            cx.send(Message::Open(id));
        }
    }

    /// The state as an address has it.
    pub fn query(&self) -> String {
        self.own.running.get().map(|running| encode(&running.cx.model_now())).unwrap_or_default()
    }

    /// What a visitor has changed, as [`Self::show`] reads it; empty when nothing.
    pub fn changed(&self) -> String {
        let written = |Running { cx, preset, .. }: Running| preset.get_untracked().write(&cx.model_now());
        self.own.running.get().map(written).unwrap_or_default()
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        panic::remove(&self.own.root);
    }
}

/// The explorer; before it is there, at most what has to be said above the page's own content, which the custom element
/// shows until it is told that the explorer is ready.
fn shell(own: Own) -> impl IntoView {
    let words = Words::english();
    let load = RwSignal::new(own.source.load());
    let n_tries = RwSignal::new(1);
    let (source, running) = (Rc::clone(&own.source), Rc::clone(&own.running));
    let listener: Rc<dyn Fn()> = Rc::new(move || follow_source(source.load(), load, n_tries, running.get()));
    own.source.listen(&listener);
    until_cleanup(listener);
    let wiring = StoredValue::new((own, words));
    let body = move || {
        let (own, words) = wiring.get_value();
        match load.get() {
            Load::Busy => ().into_any(),
            Load::Failed(why, _) => {
                own.host.tell("error", &why.sentence(&words), 0, 0);
                let source = Rc::clone(&own.source);
                trouble(&words, &why, n_tries, Rc::new(move || source.fetch()))
            }
            // The page's own content has the summary; without it the explorer's would come later and push the rest down.
            Load::Ready(_, _, DetailsState::Loading) if opens_at_an_initiative(&own) => ().into_any(),
            Load::Ready(facts, problems, details) => start(own, words, facts, problems, details),
        }
    };
    view! { <div class="shell">{follow(body)}</div> }
}

/// Takes over how far the document is.
fn follow_source(now: Load, load: RwSignal<Load>, n_tries: RwSignal<usize>, running: Option<Running>) {
    if let Load::Failed(_, n) = &now {
        n_tries.set(*n);
    }
    match (load.get_untracked(), now) {
        // The same answer again: what is on the page stays there, and with it the focus.
        (Load::Failed(known, _), Load::Failed(why, _)) if known == why => {}
        // The long texts came, or did not.
        (Load::Ready(..), Load::Ready(facts, problems, details)) => match running {
            Some(Running { cx, surroundings, .. }) => {
                // What offered to try again goes.
                cx.send(Message::KeepFocus);
                surroundings.update(|known| {
                    known.catalogue = facts;
                    known.details = details;
                });
            }
            None => load.set(Load::Ready(facts, problems, details)),
        },
        (_, now) => load.set(now),
    }
}

/// Whether the first thing to show is an initiative, in the place of content that the page itself has.
fn opens_at_an_initiative(own: &Own) -> bool {
    let shadow = own.root.get_root_node().dyn_into::<ShadowRoot>();
    let has_content = shadow.is_ok_and(|shadow| shadow.host().first_element_child().is_some());
    let (first, _) = own.settings.borrow().preset.read(&address_bar::read(own.address));
    has_content && matches!(first.page, Page::Initiative(_))
}

/// The document is there: state, address and views come to life.
fn start(own: Own, words: Words, facts: Arc<Catalogue>, problems: Arc<Vec<Problem>>, details: DetailsState) -> AnyView {
    let Own { root, host, settings, source, address, running } = own;
    let Settings { mut preset, mut notices, shown, .. } = settings.borrow().clone();
    notices.extend(keep_known(&mut preset.start, &facts));
    let is_back = !shown.is_empty();
    let asked = if is_back { shown } else { address_bar::read(address) };
    let (mut first, ignored) = read_known(&preset, &asked, &facts);
    notices.extend(ignored);
    if is_back {
        write_over(address, &preset, &first);
    }
    let goes_to_area = address == AddressUse::Page && take_area_of_content(&mut first, &preset, &facts);
    let first = Arc::new(first);
    let (model, linked) = (RwSignal::new(Arc::clone(&first)), RwSignal::new(first));
    let preset = RwSignal::new(Arc::new(preset));
    let surroundings = RwSignal::new(Surroundings { catalogue: facts, details, notices, width: 0 });
    let follow_width = move |px: f64| {
        let width = (px / WIDTH_STEP).floor() * WIDTH_STEP;
        if surroundings.try_get_untracked().is_some_and(|known| f64::from(known.width) != width) {
            surroundings.try_update(|known| known.width = width as u32);
        }
    };
    follow_width(f64::from(root.offset_width()));
    until_cleanup(WidthWatch::start(&root, follow_width));
    let is_changing = RwSignal::new(false);
    let performer = Rc::new(RefCell::new(Performer::new(root.clone(), address, preset, linked)));
    let rest = {
        let performer = Rc::clone(&performer);
        RefCell::new(later(REST, move || {
            is_changing.try_set(false);
            performer.borrow_mut().rest();
            write_history(&performer);
        }))
    };
    let send = {
        let root = root.clone();
        move |message| {
            if !panic::is_running(&root) {
                return;
            }
            let Some(now) = model.try_get_untracked() else { return };
            performer.borrow_mut().remember_before(&message, &now);
            let mut next = Model::clone(&now);
            let requests = preset.get_untracked().update(&mut next, message);
            if next != *now {
                is_changing.set(true);
                model.set(Arc::new(next.clone()));
            }
            performer.borrow_mut().perform(&requests, &next);
            write_history(&performer);
            (rest.borrow_mut())();
        }
    };
    let fixtures = Fixtures {
        problems: problems.to_vec(),
        words,
        address: Box::new(move |state| address_bar::with_state(address, state)),
        builder: (address == AddressUse::Page).then(|| module::beside("builder.html")),
        send: Box::new(send),
        retry_details: Rc::new(move || source.fetch_details()),
        save: download::save,
    };
    let cx = Context::new(model, linked, is_changing, surroundings, preset, fixtures);
    running.set(Some(Running { cx, preset, surroundings }));
    if address != AddressUse::None {
        let listener = history::BackAndForward::listen(move || {
            let Some(preset) = preset.try_get_untracked() else { return };
            let (restored, ignored) = read_known(&preset, &address_bar::read(address), &cx.facts());
            surroundings.try_update(|known| known.notices = ignored);
            cx.send(Message::Restore(Box::new(restored)));
        });
        until_cleanup(listener);
    }
    if address == AddressUse::Page {
        keep_title(cx);
    }
    let is_whole = RwSignal::new(false);
    let explorer = explorer(cx, is_whole);
    // It is laid out but not seen until it is whole; what is in the page already stays there so long.
    root.set_class_name("drawing");
    let _ = root.set_attribute("aria-hidden", "true");
    tell_host(cx, host, root, is_whole, goes_to_area);
    explorer
}

/// The state that an address asks for, as far as the facts know it.
fn read_known(preset: &Preset, address: &str, facts: &Catalogue) -> (Model, Vec<Notice>) {
    let (mut model, mut notices) = preset.read(address);
    notices.extend(keep_known(&mut model, facts));
    (model, notices)
}

/// Who has gone to an area by a link of the page's own content, and is still at its beginning, finds its text open. From then
/// on the explorer's address says so, and not the link's.
fn take_area_of_content(first: &mut Model, preset: &Preset, facts: &Catalogue) -> bool {
    let fragment = history::fragment();
    let mut numbers = facts.document().areas.iter().map(|area| area.number);
    let number = numbers.find(|number| fragment == format!("#area-{number}") && page::is_at(&fragment));
    if number.is_some() {
        first.area_text = number;
        write_over(AddressUse::Page, preset, first);
    }
    number.is_some()
}

/// Has the address say what is shown from the beginning.
fn write_over(address: AddressUse, preset: &Preset, first: &Model) {
    if let Some(address) = address_bar::with_state(address, &preset.write(first)) {
        history::replace(&address);
    }
}

/// Tells the custom element what happens: that the explorer is there, that the state changed, that an initiative was
/// opened, that something was not understood.
fn tell_host(cx: Context, host: Host, root: HtmlElement, is_whole: RwSignal<bool>, goes_to_area: bool) {
    type Told = (Arc<Model>, usize, Option<String>);
    let mut before: Option<Told> = None;
    effect(move || {
        if !is_whole.get() {
            return;
        }
        if before.is_none() {
            root.set_class_name("");
            let _ = root.remove_attribute("aria-hidden");
        }
        let wrong = ignored_parts(cx);
        let facts = cx.facts();
        let model = cx.model();
        let matching = cx.selection().len();
        let (was, was_matching, was_wrong) =
            before.take().map_or((None, 0, None), |(model, matching, wrong)| (Some(model), matching, wrong));
        // A search finds more when the long texts come.
        if was.as_ref() != Some(&model) || was_matching != matching {
            let name = if was.is_none() { "ready" } else { "change" };
            host.tell(name, &encode(&model), cx.total() as u32, matching as u32);
            // The page's own content is gone by then, and what is above the focus is what stays.
            if was.is_none() {
                page::take_focus_of_children(&root);
                if goes_to_area {
                    page::go_to(&root, "#area-text h3");
                }
            }
        }
        if let Page::Initiative(id) = &model.page
            && was.is_none_or(|was| was.page != model.page)
            && facts.row(id).is_some()
        {
            host.tell("open", id, 0, 0);
        }
        if let Some(wrong) = &wrong
            && was_wrong.as_ref() != Some(wrong)
        {
            host.tell("error", wrong, 0, 0);
        }
        before = Some((model, matching, wrong));
    });
}

/// Keeps something of the browser's until the explorer is taken out of the page.
fn until_cleanup<T: 'static>(held: T) {
    let held = StoredValue::new(Some(held));
    on_cleanup(move || {
        let _ = held.try_update_value(Option::take);
    });
}
