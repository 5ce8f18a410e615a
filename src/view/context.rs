//! What every view may ask for: the model, the facts, what is selected, the words, and a way to say what happened.

use std::rc::Rc;
use std::sync::Arc;

use crate::domain::catalogue::Catalogue;
use crate::domain::date::{Day, PartialDate};
use crate::domain::document::Problem;
use crate::domain::selection::{Dates, Selection, Statuses, select};
use crate::domain::timeline::Window;
use crate::drawing::Scene;
use crate::drawing::scene::{WITH_FILTERS, is_upright, window_of_span};
use crate::language::{Argument, Words};
use crate::state::address::{Notice, encode};
use crate::state::preset::{Lock, Preset};
use crate::state::{Message, Model, Page, Span};
use crate::view::reactive::{Memo, RwSignal, StoredValue};
use crate::web::clock;

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

/// What the world around the explorer has told it.
#[derive(Clone)]
pub struct Surroundings {
    /// The facts; replaced once, when the long texts have arrived.
    pub catalogue: Arc<Catalogue>,
    /// Whether the long texts are there.
    pub details: DetailsState,
    /// What was ignored of the address and of the element's attributes.
    pub notices: Vec<Notice>,
    /// How wide the explorer is, in CSS pixels, down to a step: what depends on it need not follow every pixel.
    pub width: u32,
}

/// Makes the address of a state, if addresses are ours to make.
pub type AddressOf = Box<dyn Fn(&str) -> Option<String>>;

/// What stays as it is while an explorer runs.
pub struct Fixtures {
    /// What is wrong with the document.
    pub problems: Vec<Problem>,
    /// The words.
    pub words: Words,
    /// The whole address at which a state is shown; none when the address is not ours to change, so that what would be
    /// a link is a button. Gets what the preset makes of the state.
    pub address: AddressOf,
    /// The address of the page that makes the code for other pages; none where the page is not the explorer's own.
    pub builder: Option<String>,
    /// Says what happened.
    pub send: Box<dyn Fn(Message)>,
    /// Asks for the long texts again.
    pub retry_details: Rc<dyn Fn()>,
    /// Saves a text as a file: name, media type, text.
    pub save: fn(&str, &str, &str),
}

/// Everything a view may ask for. Copied freely.
///
/// Views read through its methods and not through signals of their own: each closure that reads a signal, and each type
/// of memo, costs a kilobyte or more of the module.
#[derive(Clone, Copy)]
pub struct Context {
    model: RwSignal<Arc<Model>>,
    /// What [`Self::model`] reads: the whole state, or a part of it.
    followed: Memo<Arc<Model>>,
    /// The state that links start from. It follows typing and dragging a moment later, as the page's address does.
    linked: RwSignal<Arc<Model>>,
    /// Whether the state changed a moment ago.
    is_changing: RwSignal<bool>,
    surroundings: RwSignal<Surroundings>,
    preset: RwSignal<Arc<Preset>>,
    statuses: Memo<Arc<Statuses>>,
    selection: Memo<Arc<Selection>>,
    fixtures: StoredValue<Rc<Fixtures>>,
}

impl Context {
    /// Derives the memos.
    pub fn new(
        model: RwSignal<Arc<Model>>,
        linked: RwSignal<Arc<Model>>,
        is_changing: RwSignal<bool>,
        surroundings: RwSignal<Surroundings>,
        preset: RwSignal<Arc<Preset>>,
        fixtures: Fixtures,
    ) -> Context {
        let facts = move || surroundings.get().catalogue;
        let statuses = Memo::new(move |_| {
            let facts = facts();
            Arc::new(Statuses::at(&facts, model.get().dates(&facts)))
        });
        let selection = Memo::new(move |_| Arc::new(select(&facts(), &model.get().query, &statuses.get())));
        let fixtures = StoredValue::new(Rc::new(fixtures));
        let followed = Memo::new(move |_| model.get());
        Context { model, followed, linked, is_changing, surroundings, preset, statuses, selection, fixtures }
    }

    /// The state. What depends on it follows every change of it; see [`Self::following`].
    pub fn model(&self) -> Arc<Model> {
        self.followed.get()
    }

    /// The state as it is now, for a handler.
    pub fn model_now(&self) -> Arc<Model> {
        self.model.get_untracked()
    }

    /// Whether what is out of sight waits, because the state changed a moment ago. What is told so is also told when that is
    /// over.
    pub fn is_waiting(&self) -> bool {
        self.is_changing.get_untracked() && self.is_changing.get()
    }

    /// The same context, but what it shows follows a part of the state only, and sees only that: `part` gives a model that
    /// is the default but for it.
    pub fn following(self, part: fn(&Model) -> Model) -> Context {
        let model = self.model;
        Context { followed: Memo::new(move |_| Arc::new(part(&model.get()))), ..self }
    }

    /// The same context for what shows no status: it stays as it is while a date moves.
    pub fn timeless(self) -> Context {
        let now = self.statuses.get_untracked();
        Context { statuses: Memo::new(move |_| Arc::clone(&now)), ..self }
    }

    /// The status of every row at the two dates.
    pub fn statuses(&self) -> Arc<Statuses> {
        self.statuses.get()
    }

    /// The two dates.
    pub fn dates(&self) -> Dates {
        self.statuses().dates
    }

    /// The as-of date that a step to a day sets; see [`Model::as_of_on`].
    pub fn as_of_on(&self, day: Day) -> Option<Day> {
        Model::as_of_on(&self.facts(), day)
    }

    /// A step to an as-of date.
    pub fn as_of_message(&self, day: Day) -> Message {
        Message::SetAsOf(self.as_of_on(day))
    }

    /// The two dates as they are now, for a timer that may outlive the explorer by a moment.
    pub fn try_dates(&self) -> Option<Dates> {
        self.statuses.try_get_untracked().map(|statuses| statuses.dates)
    }

    /// What the query selects.
    pub fn selection(&self) -> Arc<Selection> {
        self.selection.get()
    }

    /// How many initiatives this explorer is about: all, unless the editor of the page holds a filter.
    pub fn total(&self) -> usize {
        self.all_rows().len()
    }

    /// The rows that this explorer is about.
    pub fn all_rows(&self) -> Vec<usize> {
        self.preset().rows(&self.facts(), &self.statuses())
    }

    /// The facts. Rows, names, events and relations never change; read [`Self::facts_with_details`] for the rest.
    pub fn facts(&self) -> Arc<Catalogue> {
        self.surroundings.get_untracked().catalogue
    }

    /// The facts, read again when the long texts arrive.
    pub fn facts_with_details(&self) -> Arc<Catalogue> {
        self.surroundings.get().catalogue
    }

    /// What the world around the explorer has told it.
    pub fn surroundings(&self) -> Surroundings {
        self.surroundings.get()
    }

    /// Takes away what was said about the address.
    pub fn dismiss_notices(&self) {
        self.surroundings.update(|surroundings| surroundings.notices.clear());
    }

    fn fixtures(&self) -> Rc<Fixtures> {
        self.fixtures.get_value()
    }

    /// Says what happened.
    pub fn send(&self, message: Message) {
        // The handler may outlive the explorer by a moment: then nobody listens any more.
        if let Some(fixtures) = self.fixtures.try_get_value() {
            (fixtures.send)(message);
        }
    }

    /// Asks for the long texts again.
    pub fn retry_details(&self) {
        (self.fixtures().retry_details)();
    }

    /// Saves a text as a file.
    pub fn save(&self, name: &str, media_type: &str, text: String) {
        (self.fixtures().save)(name, media_type, &text);
    }

    /// The whole address of what is shown now, for what leaves the page; empty when the address is not ours.
    pub fn full_address(&self) -> String {
        self.address(&self.model_now()).unwrap_or_default()
    }

    /// The same for what is kept: at the dates that are shown, which stay these when there are newer facts.
    pub fn lasting_address(&self) -> String {
        self.address(&Model { as_of: Some(self.dates().as_of), ..Model::clone(&self.model_now()) }).unwrap_or_default()
    }

    /// The same for an initiative; nothing when the address is not ours.
    pub fn lasting_address_of(&self, id: &str) -> Option<String> {
        self.address_of_at(id, Some(self.dates().as_of))
    }

    /// The address of the page that makes the code to have what is shown on another page, from where links start; none on
    /// a page that is not the explorer's own.
    pub fn embed_address(&self) -> Option<String> {
        let builder = self.fixtures().builder.clone()?;
        Some(format!("{builder}?{}", encode(&self.linked.get())))
    }

    /// What is wrong with the document.
    pub fn problems(&self) -> Vec<Problem> {
        self.fixtures().problems.clone()
    }

    /// The words.
    pub fn words(&self) -> Words {
        self.fixtures().words.clone()
    }

    /// A message without arguments.
    pub fn text(&self, key: &str) -> String {
        self.fixtures().words.text(key)
    }

    /// A message with arguments.
    pub fn say(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.fixtures().words.say(key, arguments)
    }

    /// The word for a member of a vocabulary: `status.adopted`.
    pub fn word(&self, group: &str, slug: &str) -> String {
        self.fixtures().words.word(group, slug)
    }

    /// A date in running text.
    pub fn date(&self, date: impl Into<PartialDate>) -> String {
        self.fixtures().words.format().date(date.into())
    }

    /// A date where room is short.
    pub fn short_date(&self, date: impl Into<PartialDate>) -> String {
        self.fixtures().words.format().short_date(date.into())
    }

    /// Whether the filters stand beside the results, and need no button to be seen.
    pub fn has_filters_beside(&self) -> bool {
        f64::from(self.surroundings().width) >= WITH_FILTERS
    }

    /// Whether the timeline stands upright; see [`is_upright`].
    pub fn is_upright(&self) -> bool {
        is_upright(f64::from(self.surroundings().width))
    }

    /// The baseline in words: the report of that day, or the date.
    pub fn baseline_name(&self) -> String {
        self.words().stop_or_day(&self.facts(), self.dates().baseline)
    }

    /// What `read` makes of a scene of the years of the strategy.
    pub fn read<T>(&self, read: impl FnOnce(&Scene<'_>) -> T) -> T {
        let window = window_of_span(&self.facts(), &[], self.dates().as_of, Span::Strategy);
        self.read_in(window, read)
    }

    /// What `read` makes of a scene of the time in `window`.
    pub fn read_in<T>(&self, window: Window, read: impl FnOnce(&Scene<'_>) -> T) -> T {
        let (mut read, mut made) = (Some(read), None);
        self.show(window, &mut |scene| made = read.take().map(|read| read(scene)));
        match made {
            Some(made) => made,
            None => unreachable!("a scene is shown once"),
        }
    }

    /// Shows a scene once to `look`.
    fn show(&self, window: Window, look: &mut dyn FnMut(&Scene<'_>)) {
        let (facts, statuses, fixtures) = (self.facts_with_details(), self.statuses(), self.fixtures());
        look(&Scene {
            facts: &facts,
            words: &fixtures.words,
            statuses: &statuses,
            selected: &|| self.selection(),
            model: &self.model(),
            today: clock::today(),
            width: f64::from(self.surroundings().width),
            window,
            preset: &self.preset(),
            address: &|model| self.address(model),
            address_after: &|message| self.address_after(message.clone()),
        });
    }

    /// The address of what would be shown after a message; nothing when the address is not ours.
    pub fn address_after(&self, message: Message) -> Option<String> {
        let mut model = Model::clone(&self.linked.get());
        self.preset().update(&mut model, message);
        self.address(&model)
    }

    /// The address of an initiative by itself, which stays the same whatever is filtered.
    pub fn address_of(&self, id: &str) -> Option<String> {
        self.address(&Model { page: Page::Initiative(id.to_owned()), ..Model::default() })
    }

    /// The same with the dates that were chosen.
    pub fn address_at_dates(&self, id: &str) -> Option<String> {
        self.address_of_at(id, self.model_now().as_of)
    }

    fn address_of_at(&self, id: &str, as_of: Option<Day>) -> Option<String> {
        let baseline = self.model_now().baseline;
        self.address(&Model { page: Page::Initiative(id.to_owned()), as_of, baseline, ..Model::default() })
    }

    fn address(&self, model: &Model) -> Option<String> {
        (self.fixtures().address)(&self.preset().write(model))
    }

    /// What the editor of the page set.
    pub fn preset(&self) -> Arc<Preset> {
        self.preset.get()
    }

    /// Whether the editor of the page holds a part of the state.
    pub fn is_locked(&self, lock: Lock) -> bool {
        self.preset().is_locked(lock)
    }
}
