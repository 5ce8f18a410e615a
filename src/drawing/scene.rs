//! What a picture is drawn from: the facts as they stand, what is selected, the words, and how much room there is.

use std::sync::Arc;

use crate::domain::catalogue::{Catalogue, extent_of};
use crate::domain::date::{Day, PartialDate};
use crate::domain::initiative::{Event, Initiative};
use crate::domain::order::ordered;
use crate::domain::query::Filter;
use crate::domain::selection::{Selection, Statuses};
use crate::domain::timeline::{Chart, Frame, Group, Lane, LaneOf, Window};
use crate::domain::vocabulary::Status;
use crate::language::{Argument, Words};
use crate::state::preset::{Lock, Preset};
use crate::state::{Message, Model, Page, Span};

/// Width of a mark with a little air, in pixels: closer ones are one.
pub const MARK_WIDTH: f64 = 12.0;
/// Width of the column of names, in pixels; the style sheet's `--names`.
pub const NAMES_WIDTH: f64 = 264.0;
/// Width of the filters with the gap, in pixels, where they stand beside the results; the style sheet's.
pub const FILTERS_WIDTH: f64 = 264.0;
/// From this width on the filters stand beside the results; the style sheet's.
pub const WITH_FILTERS: f64 = 1000.0;
/// From this width on a row has room for its name and its drawing; below, the timeline stands upright.
pub const WITH_NAMES: f64 = 720.0;
/// A drawing is laid out for no less than this.
const NARROWEST: f64 = 240.0;

/// What a picture is drawn from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The facts.
    pub facts: &'a Catalogue,
    /// The words.
    pub words: &'a Words,
    /// The statuses at the two dates.
    pub statuses: &'a Statuses,
    /// What is selected.
    pub selected: &'a dyn Fn() -> Arc<Selection>,
    /// The state.
    pub model: &'a Model,
    /// The reader's day, which is later than the facts.
    pub today: Day,
    /// How wide the explorer is, in CSS pixels.
    pub width: f64,
    /// The time in sight.
    pub window: Window,
    /// What the editor of the page set.
    pub preset: &'a Preset,
    /// The address of a state, if the address is ours.
    pub address: &'a dyn Fn(&Model) -> Option<String>,
    /// The address of what would be shown after a message, if the address is ours.
    pub address_after: &'a dyn Fn(&Message) -> Option<String>,
}

impl Scene<'_> {
    /// Whether the timeline stands upright; see [`is_upright`].
    pub fn is_upright(&self) -> bool {
        is_upright(self.width)
    }

    /// What every row is seen through.
    pub fn frame(&self) -> Frame {
        self.frame_of(self.window, track_width(self.width))
    }

    /// A frame for another window or a drawing of another width.
    pub fn frame_of(&self, window: Window, width: f64) -> Frame {
        Frame {
            window,
            margin: 0.0,
            as_of: self.statuses.dates.as_of,
            checked_through: self.facts.document().checked_through,
            min_gap: MARK_WIDTH / width.max(NARROWEST),
            hidden: self.model.hidden,
        }
    }

    /// The chart as one walks through it.
    pub fn chart<'a>(&'a self, lanes: &'a [Lane]) -> Chart<'a> {
        let frame = self.frame();
        Chart {
            catalogue: self.facts,
            lanes,
            folded: &self.model.folded,
            has_headings: self.model.group != Group::Flat,
            gap_days: frame.min_gap * frame.window.width_days(),
            hidden: self.model.hidden,
        }
    }

    /// The address of an initiative by itself, which stays the same whatever is filtered; nothing when the address is not
    /// ours.
    pub fn address_of(&self, id: &str) -> Option<String> {
        (self.address)(&Model { page: Page::Initiative(id.to_owned()), ..Model::default() })
    }

    /// What the query selects. Asked for where it is drawn, so that what does not show it does not follow it.
    pub fn selection(&self) -> Arc<Selection> {
        (self.selected)()
    }

    /// Whether the editor of the page holds a part of the state.
    pub fn is_locked(&self, lock: Lock) -> bool {
        self.preset.is_locked(lock)
    }

    /// Whether the editor of the page holds a filter.
    pub fn is_held(&self, filter: &Filter) -> bool {
        self.is_locked(Lock::of(filter))
    }

    /// The as-of date.
    pub fn as_of(&self) -> Day {
        self.statuses.dates.as_of
    }

    /// Whether an event does not count yet on the as-of date.
    pub fn is_ahead(&self, event: &Event) -> bool {
        self.facts.counts_from(event) > self.as_of()
    }

    /// Whether the facts are shown as they are, and not as they were or may be at another date.
    pub fn is_latest(&self) -> bool {
        self.as_of() == self.facts.document().checked_through
    }

    /// Whether the day of an event is over for the reader, but the facts, which are shown as they are, end before it.
    pub fn is_overdue(&self, event: &Event) -> bool {
        self.is_latest() && self.as_of() < event.date.last() && event.date.last() < self.today
    }

    /// The status of a row on the as-of date.
    pub fn status(&self, row: usize) -> Status {
        self.statuses.now.get(row).copied().unwrap_or(Status::NotYetBegun)
    }

    /// The baseline in words: the report of that day, or the date.
    pub fn baseline_name(&self) -> String {
        self.words.stop_or_day(self.facts, self.statuses.dates.baseline)
    }

    /// The number and the short name of an area, by its position in the document.
    pub fn area_name(&self, position: usize) -> String {
        let area = self.facts.document().areas.get(position);
        area.map(|area| format!("{} {}", area.number, area.short)).unwrap_or_default()
    }

    /// A message without arguments.
    pub fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// A number.
    pub fn number(&self, n: usize) -> String {
        self.words.format().number(n)
    }

    /// A date in running text.
    pub fn date(&self, date: impl Into<PartialDate>) -> String {
        self.words.format().date(date.into())
    }

    /// A date where room is short.
    pub fn short_date(&self, date: impl Into<PartialDate>) -> String {
        self.words.format().short_date(date.into())
    }

    /// A message.
    pub fn say(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.words.say(key, arguments)
    }

    /// The word for a member of a vocabulary.
    pub fn word(&self, group: &str, slug: &str) -> String {
        self.words.word(group, slug)
    }

    /// The number before the title of a lane, and the title.
    pub fn title_of(&self, lane: &Lane) -> (Option<u8>, String) {
        match lane.of {
            LaneOf::Area(position) => match self.facts.document().areas.get(position) {
                Some(area) => (Some(area.number), area.short.clone()),
                None => (None, String::new()),
            },
            LaneOf::Kind(kind) => (None, self.word("kind", kind.slug())),
            LaneOf::Status(status) => (None, self.word("status", status.slug())),
            LaneOf::All => (None, self.words.text("timeline.flat")),
        }
    }

    /// Several events of an initiative in one sentence, with their place among all of its events.
    pub fn sentence(&self, initiative: &Initiative, events: &[usize]) -> String {
        let phrases: Vec<String> = events
            .iter()
            .filter_map(|event| initiative.events.get(*event))
            .map(|event| self.words.dated(event))
            .collect();
        let (first, last) = (events.iter().min(), events.iter().max());
        let number = |position: Option<&usize>| Argument::from(position.map_or(0, |position| position + 1));
        let key = if events.len() > 1 { "timeline.marks" } else { "timeline.mark" };
        let arguments = [
            ("initiative", initiative.short.clone().into()),
            ("n", events.len().into()),
            ("events", phrases.join("; ").into()),
            ("first", number(first)),
            ("last", number(last)),
            ("total", initiative.events.len().into()),
        ];
        self.say(key, &arguments)
    }
}

/// The selected rows in the model's order.
pub fn rows_of(
    facts: &Catalogue,
    selection: &Selection,
    statuses: &Statuses,
    model: &Model,
    words: &Words,
) -> Vec<usize> {
    ordered(facts, selection, statuses, model.sort, model.is_reversed, &|title| words.format().sort_key(title))
}

/// The time that a model shows: where the visitor zoomed to, or the years of a span.
pub fn window_of(facts: &Catalogue, selection: &Selection, as_of: Day, model: &Model) -> Window {
    match model.zoom {
        Some((first, last)) => Window::of_days(first, last).kept_within(bounds(facts)),
        None => window_of_span(facts, selection.rows(), as_of, model.span),
    }
}

/// The years of a span: whole years, with two after the facts end; one year; from the first event to the last of all, or
/// of the selected rows with a little air.
pub fn window_of_span(facts: &Catalogue, rows: &[usize], as_of: Day, span: Span) -> Window {
    let document = facts.document();
    let years = |first: i32, last: i32| Window::of_days(Day::first_of(first), Day::last_of(last));
    match span {
        Span::Strategy => years(document.start().year(), document.last_year_ahead()),
        Span::Year => years(as_of.year(), as_of.year()),
        Span::All => bounds(facts),
        Span::Fit => {
            let days = rows.iter().filter_map(|row| facts.initiative(*row)).flat_map(|initiative| &initiative.events);
            match extent_of(days) {
                Some((first, last)) => {
                    let air = ((last.0 - first.0) / 25).max(15);
                    Window::of_days(Day(first.0 - air), Day(last.0 + air)).kept_within(bounds(facts))
                }
                None => bounds(facts),
            }
        }
    }
}

/// All the time there is to see.
pub fn bounds(facts: &Catalogue) -> Window {
    let (first, last) = facts.years();
    Window::of_days(first, last)
}

/// Whether there is no room for a name beside a drawing in an explorer this wide, so that the timeline stands upright.
pub fn is_upright(width: f64) -> bool {
    width < WITH_NAMES
}

/// How wide the drawing of a row is in an explorer this wide: the filters and the names stand beside it where there is room.
pub fn track_width(width: f64) -> f64 {
    let beside = if is_upright(width) { 0.0 } else { NAMES_WIDTH };
    (results_width(width) - beside).max(NARROWEST)
}

/// How wide the results are.
pub fn results_width(width: f64) -> f64 {
    let beside = if width >= WITH_FILTERS { FILTERS_WIDTH } else { 0.0 };
    (width - beside).max(NARROWEST)
}
