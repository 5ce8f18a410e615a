//! What an editor set for an explorer on their page: the state it starts in, and what a visitor may not change.
//!
//! A lock holds a whole part of the state at the editor's value: a visitor can neither undo it nor widen it. Locks are
//! not part of the address, so a link from one page means the same on another, under that page's own locks.

use super::address::{Notice, decode, encode, says_something};
use super::model::Model;
use super::update::{Message, Request, update};
use crate::domain::catalogue::Catalogue;
use crate::domain::query::{Facet, Filter, Query};
use crate::domain::selection::{Selection, Statuses, select};

/// A part of the state that can be locked, under the name that the address has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// The choices in a facet.
    Facet(Facet),
    /// The search.
    Search,
    /// The time range.
    Time,
    /// "New status since the baseline".
    Moved,
    /// The as-of date and the baseline.
    Dates,
}

impl Lock {
    /// Reads the word of a lock.
    ///
    /// ```
    /// # use security_union_explorer::{domain::query::Facet, state::preset::Lock};
    /// assert_eq!(Lock::from_word("area"), Some(Lock::Facet(Facet::Area)));
    /// assert_eq!(Lock::from_word("everything"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<Lock> {
        match word {
            "q" => Some(Lock::Search),
            "time" => Some(Lock::Time),
            "moved" => Some(Lock::Moved),
            "dates" => Some(Lock::Dates),
            _ => Facet::from_slug(word).map(Lock::Facet),
        }
    }

    /// The lock that a filter falls under.
    pub fn of(filter: &Filter) -> Lock {
        match filter {
            Filter::Text => Lock::Search,
            Filter::Choice(facet, _) | Filter::Facet(facet) => Lock::Facet(*facet),
            Filter::Time => Lock::Time,
            Filter::Moved => Lock::Moved,
        }
    }
}

/// What an editor set. The default leaves everything to the visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preset {
    /// The state an explorer starts in, and comes back to.
    pub start: Model,
    /// What stays as it is there.
    pub locks: Vec<Lock>,
}

impl Preset {
    /// Whether a part of the state is locked.
    pub fn is_locked(&self, lock: Lock) -> bool {
        self.locks.contains(&lock)
    }

    /// Changes the model by a message and says what the outside has to do; what is locked stays.
    pub fn update(&self, model: &mut Model, message: Message) -> Vec<Request> {
        let requests = update(model, message);
        self.hold(model);
        requests
    }

    /// Puts every locked part of a state back to the editor's value.
    pub fn hold(&self, model: &mut Model) {
        let start = &self.start;
        for lock in &self.locks {
            match lock {
                Lock::Facet(facet) => {
                    model.query.clear(*facet);
                    for value in start.query.choices(*facet) {
                        model.query.choose(*facet, &value);
                    }
                }
                Lock::Search => model.query.text.clone_from(&start.query.text),
                Lock::Time => {
                    model.query.from = start.query.from;
                    model.query.to = start.query.to;
                }
                Lock::Moved => model.query.moved = start.query.moved,
                Lock::Dates => {
                    model.as_of = start.as_of;
                    model.baseline = start.baseline;
                }
            }
        }
    }

    /// The locked filters alone: all that this explorer is about.
    pub fn scope(&self) -> Query {
        let mut scope = Model::default();
        self.hold(&mut scope);
        scope.query
    }

    /// All that this explorer is about: everything, unless a filter is locked.
    pub fn about(&self, facts: &Catalogue, statuses: &Statuses) -> Selection {
        select(facts, &self.scope(), statuses)
    }

    /// The rows that this explorer is about.
    pub fn rows(&self, facts: &Catalogue, statuses: &Statuses) -> Vec<usize> {
        if self.scope().is_everything() {
            return (0..facts.initiatives().len()).collect();
        }
        self.about(facts, statuses).rows().to_vec()
    }

    /// Reads a state as this explorer writes it. Nothing of ours means the start; anything of ours means exactly that,
    /// whatever the start is, so that a link keeps its meaning when an editor changes the preset.
    pub fn read(&self, address: &str) -> (Model, Vec<Notice>) {
        let (mut model, notices) = decode(address);
        // The default itself may be meant.
        if model == Model::default() && !says_something(address) {
            model = self.start.clone();
        }
        self.hold(&mut model);
        (model, notices)
    }

    /// Writes a state: empty for the start.
    pub fn write(&self, model: &Model) -> String {
        if *model == self.start {
            return String::new();
        }
        match encode(model) {
            state if state.is_empty() => "v=1".to_owned(),
            state => state,
        }
    }

    /// Takes over what has changed from an older preset, and leaves everything else as the visitor has it.
    pub fn replace(&self, old: &Preset, model: &mut Model) {
        // All fields by name: one that is new and forgotten here does not compile.
        macro_rules! take_over {
            ($kind:ident, $was:expr, $now:expr, $model:expr, $($field:ident)*) => {{
                let $kind { $($field),* } = $now;
                $(if $was.$field != *$field { $model.$field.clone_from($field); })*
            }};
        }
        let (was, now) = (&old.start, &self.start);
        let query = &mut model.query;
        take_over!(Query, was.query, &now.query, query, text areas statuses kinds topics actors from to moved);
        // The query is taken over part by part: it is the visitor's but for what changed.
        let mut now = now.clone();
        now.query.clone_from(&was.query);
        take_over!(
            Model, was, &now, model,
            query as_of baseline page view sort is_reversed group span zoom folded hidden walk steps area_text
        );
        self.hold(model);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::View;

    fn preset(address: &str, locks: &[&str]) -> Preset {
        Preset { start: decode(address).0, locks: locks.iter().filter_map(|word| Lock::from_word(word)).collect() }
    }

    /// The address after messages under a preset.
    fn after(preset: &Preset, messages: impl IntoIterator<Item = Message>) -> String {
        let mut model = preset.start.clone();
        for message in messages {
            preset.update(&mut model, message);
        }
        encode(&model)
    }

    #[test]
    fn a_locked_filter_can_be_neither_undone_nor_widened_nor_followed_away() {
        let preset = preset("area=2&kind=directive&q=cyber", &["area", "q"]);
        let attempts = [
            Message::Toggle(Facet::Area, "2".into()),
            Message::Toggle(Facet::Area, "3".into()),
            Message::ClearFacet(Facet::Area),
            Message::Drop(Filter::Choice(Facet::Area, "2".into())),
            Message::Drop(Filter::Facet(Facet::Area)),
            Message::Search(String::new()),
            Message::Drop(Filter::Text),
            Message::Restore(Box::new(decode("area=2&kind=directive").0)),
        ];
        for attempt in attempts {
            assert_eq!(after(&preset, [attempt.clone()]), "q=cyber&area=2&kind=directive", "{attempt:?}");
        }
        assert_eq!(after(&preset, [Message::ClearAll]), "q=cyber&area=2");
        let everything = Message::ShowOnly(Box::default());
        assert_eq!(after(&preset, [everything]), "q=cyber&area=2");
    }

    #[test]
    fn what_is_not_locked_is_free() {
        let preset = preset("area=2&as-of=2024-05-15", &["dates"]);
        assert_eq!(after(&preset, [Message::SetAsOf(None), Message::ClearAll]), "as-of=2024-05-15");
        assert_eq!(after(&preset, [Message::Show(View::Table)]), "area=2&as-of=2024-05-15&view=table");
    }

    #[test]
    fn an_address_that_names_the_default_means_it() {
        let preset = preset("area=2&view=list", &["area"]);
        let read = |address: &str| encode(&preset.read(address).0);
        assert_eq!(read(""), "area=2&view=list");
        assert_eq!(read("utm_source=letter&fbclid=1&nonsense=2"), "area=2&view=list");
        for address in ["v=1", "view=timeline", "?view=timeline&utm_source=letter", "q="] {
            assert_eq!(read(address), "area=2", "{address}");
        }
    }

    #[test]
    fn a_facet_locked_without_a_choice_stays_empty() {
        let preset = preset("", &["who"]);
        assert_eq!(after(&preset, [Message::Toggle(Facet::Actor, "europol".into())]), "");
        assert!(preset.scope().is_everything());
    }

    #[test]
    fn the_scope_is_what_is_locked_and_no_more() {
        let preset = preset("area=2&kind=directive&moved=1", &["area", "moved", "dates"]);
        assert_eq!(preset.scope(), decode("area=2&moved=1").0.query);
    }

    #[test]
    fn every_state_comes_back_from_its_address_whatever_the_start() {
        let preset = preset("area=2&view=list", &[]);
        for address in ["area=2&view=list", "", "area=2", "view=list", "area=3&view=table&initiative=nis2-directive"] {
            let model = decode(address).0;
            let written = preset.write(&model);
            assert_eq!(preset.read(&written), (model, Vec::new()), "{address} as {written}");
        }
        assert_eq!(preset.write(&preset.start), "");
        assert_eq!(preset.write(&Model::default()), "v=1");
        // The marks of other sites do not make it another state.
        assert_eq!(preset.read("?utm_source=letter").0, preset.start);
    }

    #[test]
    fn an_address_does_not_open_a_lock() {
        let preset = preset("area=2", &["area"]);
        assert_eq!(encode(&preset.read("?area=5&kind=directive").0), "area=2&kind=directive");
    }

    #[test]
    fn a_changed_preset_moves_only_what_it_changed() {
        let old = preset("area=2&view=list", &[]);
        let new = preset("area=3&view=list", &["area"]);
        let mut model = decode("area=2.4&view=table&kind=directive").0;
        new.replace(&old, &mut model);
        assert_eq!(encode(&model), "area=3&kind=directive&view=table");
        // Without a change nothing moves.
        let mut same = model.clone();
        new.replace(&new, &mut same);
        assert_eq!(same, model);
    }

    #[test]
    fn a_filter_falls_under_the_lock_that_is_called_so() {
        for (address, word) in
            [("q=cyber", "q"), ("who=europol", "who"), ("from=2021", "time"), ("to=2024", "time"), ("moved=1", "moved")]
        {
            let filters = decode(address).0.query.filters();
            assert_eq!(
                filters.iter().map(|filter| Some(Lock::of(filter))).collect::<Vec<_>>(),
                [Lock::from_word(word)]
            );
        }
    }

    #[test]
    fn a_locked_time_comparison_or_switch_is_held_at_both_its_ends() {
        let address = "from=2021&to=2024&moved=1&as-of=2024-05-15&compare=2023-10-18";
        let preset = preset(address, &["time", "moved", "dates"]);
        let attempts = [
            Message::SetTime(None, None),
            Message::Drop(Filter::Time),
            Message::ToggleMoved,
            Message::SetAsOf(None),
            Message::SetBaseline(None),
            Message::ClearAll,
            Message::Restore(Box::default()),
        ];
        for attempt in attempts {
            assert_eq!(after(&preset, [attempt.clone()]), address, "{attempt:?}");
        }
    }

    #[test]
    fn a_lock_that_is_added_holds_at_once() {
        let (old, new) = (preset("area=2", &[]), preset("area=2", &["area"]));
        let mut model = decode("area=2.4&view=table").0;
        new.replace(&old, &mut model);
        assert_eq!(encode(&model), "area=2&view=table");
    }
}
