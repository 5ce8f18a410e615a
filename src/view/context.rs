//! What every view may ask for: the model, the facts, what is selected, the words, and a way to say what happened.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::catalogue::Catalogue;
use crate::domain::date::{Day, PartialDate};
use crate::domain::document::Problem;
use crate::domain::progress::status::Standing;
use crate::domain::query::Query;
use crate::domain::selection::{Dates, Selection, Statuses, select};
use crate::language::{Argument, Part, Words};
use crate::state::address::{Notice, encode};
use crate::state::{Message, Model, Page, update};

/// The step of [`Context::width`].
const WIDTH_STEP: f64 = 40.0;

/// Where links lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Links {
    /// To this address, with the state after its `?`.
    To(String),
    /// Nowhere: the address is not ours to change, so what would be a link is a button.
    Nowhere,
}

/// Whether the long texts are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailsState {
    /// They are on their way.
    Loading,
    /// They are there.
    Ready,
    /// They could not be loaded.
    Failed,
}

/// What the wiring gives to the views.
pub struct Parts {
    /// The state.
    pub model: RwSignal<Model>,
    /// The facts; replaced once, when the long texts have arrived.
    pub catalogue: RwSignal<Arc<Catalogue>>,
    /// Whether the long texts are there.
    pub details: RwSignal<DetailsState>,
    /// What is wrong with the document.
    pub problems: Vec<Problem>,
    /// What was ignored of the address.
    pub notices: RwSignal<Vec<Notice>>,
    /// The words.
    pub words: Words,
    /// Today.
    pub today: Day,
    /// Where links lead.
    pub links: Links,
    /// Says what happened.
    pub send: Rc<dyn Fn(Message)>,
    /// Asks for the long texts again.
    pub retry_details: Rc<dyn Fn()>,
    /// Where the focus goes when a page opens or closes.
    pub targets: FocusTargets,
    /// How wide the explorer is, in CSS pixels.
    pub width: RwSignal<f64>,
}

/// The elements that can be given the focus by the wiring.
#[derive(Clone, Copy, Default)]
pub struct FocusTargets {
    /// The heading of an opened page.
    pub heading: NodeRef<leptos::html::H1>,
    /// The heading of the results.
    pub results: NodeRef<leptos::html::H2>,
}

/// Everything a view may ask for. Copied freely.
#[derive(Clone, Copy)]
pub struct Context {
    /// The state; views read it through the memos below.
    pub model: RwSignal<Model>,
    /// The filters.
    pub query: Memo<Query>,
    /// What the main part shows.
    pub page: Memo<Page>,
    /// The two dates.
    pub dates: Memo<Dates>,
    /// The status of every row at those dates.
    pub statuses: Memo<Arc<Statuses>>,
    /// What the query selects.
    pub selection: Memo<Arc<Selection>>,
    /// Whether the long texts are there.
    pub details: RwSignal<DetailsState>,
    /// What was ignored of the address.
    pub notices: RwSignal<Vec<Notice>>,
    /// Today.
    pub today: Day,
    /// Where the focus goes.
    pub targets: FocusTargets,
    /// How wide the explorer is, in CSS pixels, down to a step: what depends on it need not follow every pixel.
    pub width: Memo<u32>,
    catalogue: RwSignal<Arc<Catalogue>>,
    problems: StoredValue<Vec<Problem>>,
    words: StoredValue<Words, LocalStorage>,
    links: StoredValue<Links>,
    send: StoredValue<Rc<dyn Fn(Message)>, LocalStorage>,
    retry_details: StoredValue<Rc<dyn Fn()>, LocalStorage>,
}

impl Context {
    /// Derives the memos.
    pub fn new(parts: Parts) -> Context {
        let Parts { model, catalogue, today, .. } = parts;
        let query = Memo::new(move |_| model.with(|model| model.query.clone()));
        let page = Memo::new(move |_| model.with(|model| model.page.clone()));
        let dates = Memo::new(move |_| model.with(|model| catalogue.with(|facts| model.dates(facts, today))));
        let statuses = Memo::new(move |_| Arc::new(catalogue.with(|facts| Statuses::at(facts, dates.get()))));
        let selection = Memo::new(move |_| {
            let statuses = statuses.get();
            Arc::new(catalogue.with(|facts| query.with(|query| select(facts, query, &statuses))))
        });
        let width_px = parts.width;
        let width = Memo::new(move |_| (width_px.get() / WIDTH_STEP) as u32 * WIDTH_STEP as u32);
        Context {
            model,
            query,
            page,
            dates,
            statuses,
            selection,
            details: parts.details,
            notices: parts.notices,
            today,
            targets: parts.targets,
            width,
            catalogue,
            problems: StoredValue::new(parts.problems),
            words: StoredValue::new_local(parts.words),
            links: StoredValue::new(parts.links),
            send: StoredValue::new_local(parts.send),
            retry_details: StoredValue::new_local(parts.retry_details),
        }
    }

    /// The facts. Rows, names, events and relations never change; read [`Self::facts_with_details`] for the rest.
    pub fn facts(&self) -> Arc<Catalogue> {
        self.catalogue.get_untracked()
    }

    /// The facts, read again when the long texts arrive.
    pub fn facts_with_details(&self) -> Arc<Catalogue> {
        self.catalogue.get()
    }

    /// Says what happened.
    pub fn send(&self, message: Message) {
        // The handler may outlive the explorer by a moment: then nobody listens any more.
        if let Some(send) = self.send.try_get_value() {
            send(message);
        }
    }

    /// Asks for the long texts again.
    pub fn retry_details(&self) {
        if let Some(retry) = self.retry_details.try_get_value() {
            retry();
        }
    }

    /// What is wrong with the document.
    pub fn problems(&self) -> Vec<Problem> {
        self.problems.get_value()
    }

    /// The words.
    pub fn words(&self) -> Words {
        self.words.get_value()
    }

    /// A message without arguments.
    pub fn text(&self, key: &str) -> String {
        self.words.with_value(|words| words.text(key))
    }

    /// A message with arguments.
    pub fn say(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.words.with_value(|words| words.say(key, arguments))
    }

    /// A message with slots for elements.
    pub fn parts(&self, key: &str, arguments: &[(&str, Argument)]) -> Vec<Part> {
        self.words.with_value(|words| words.parts(key, arguments))
    }

    /// The word for a member of a vocabulary: `status.adopted`.
    pub fn word(&self, group: &str, slug: &str) -> String {
        self.text(&format!("{group}.{slug}"))
    }

    /// A date in running text.
    pub fn date(&self, date: impl Into<PartialDate>) -> String {
        self.words.with_value(|words| words.format().date(date.into()))
    }

    /// A date where room is short.
    pub fn short_date(&self, date: impl Into<PartialDate>) -> String {
        self.words.with_value(|words| words.format().short_date(date.into()))
    }

    /// Status, reason and next step of a row on the as-of date.
    pub fn standing(&self, row: usize) -> Option<Standing> {
        self.facts().standing(row, self.dates.get().as_of)
    }

    /// The name of a topic: the messages', else the document's, else its id.
    pub fn topic(&self, position: usize) -> String {
        let facts = self.facts();
        let Some(topic) = facts.document().topics.get(position) else { return String::new() };
        let known = self.words.with_value(|words| words.find(&format!("topic.{}", topic.id)));
        known.unwrap_or_else(|| if topic.label.is_empty() { topic.id.replace('-', " ") } else { topic.label.clone() })
    }

    /// The address of what would be shown after a message; nothing when the address is not ours.
    pub fn address_after(&self, message: Message) -> Option<String> {
        let mut model = self.model.get();
        update(&mut model, message);
        self.address(&model)
    }

    /// The address of an initiative by itself, which stays the same whatever is filtered.
    pub fn address_of(&self, id: &str) -> Option<String> {
        self.address(&Model { page: Page::Initiative(id.to_owned()), ..Model::default() })
    }

    fn address(&self, model: &Model) -> Option<String> {
        self.links.with_value(|links| match links {
            Links::To(base) => Some(match encode(model) {
                state if state.is_empty() => base.clone(),
                state => format!("{base}?{state}"),
            }),
            Links::Nowhere => None,
        })
    }
}
