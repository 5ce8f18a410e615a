//! The model: one value that says all the page shows. Its default is the page as it first opens.

use crate::domain::catalogue::Catalogue;
use crate::domain::date::Day;
use crate::domain::order::Sort;
use crate::domain::progress::upcoming::Step;
use crate::domain::query::Query;
use crate::domain::selection::Dates;
use crate::domain::timeline::{Group, Shapes};
use crate::domain::vocabulary::vocabulary;

/// The whole state of one explorer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// Filters and search.
    pub query: Query,
    /// The day whose statuses are shown; by default the day up to which the facts were checked.
    pub as_of: Option<Day>,
    /// The day it is compared with; by default the last report before.
    pub baseline: Option<Day>,
    /// What the main part shows.
    pub page: Page,
    /// How the selection is shown.
    pub view: View,
    /// The order of the list and the table.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub is_reversed: bool,
    /// What the rows of the timeline are grouped by.
    pub group: Group,
    /// The years that the timeline shows.
    pub span: Span,
    /// The first and the last day that the timeline shows, when the visitor zoomed or moved it away from those years.
    pub zoom: Option<(Day, Day)>,
    /// The keys of the lanes of which only the heading is shown.
    pub folded: Vec<String>,
    /// The shapes of the marks that are not shown.
    pub hidden: Shapes,
    /// The order in which keys walk through the timeline.
    pub walk: Walk,
    /// The kinds of step that "what is next" shows; all when none is chosen.
    pub steps: Vec<Step>,
    /// The number of the area whose text is open.
    pub area_text: Option<u8>,
}

impl Model {
    /// The as-of date that a step to a day sets: none for the day of the facts, which is the latest also when there are newer
    /// facts.
    pub fn as_of_on(catalogue: &Catalogue, day: Day) -> Option<Day> {
        (day != catalogue.document().checked_through).then_some(day)
    }

    /// The two dates. Without dates of the visitor's own, the facts' last checked day holds, compared with the last report
    /// before it. The clock has no say: facts are not checked ahead of time, so one that is behind them is wrong.
    ///
    /// The as-of date is what was asked for, always. A baseline that is later rests until the as-of date has passed it:
    /// if the two changed places, the date that is moved would stand still and the other one go.
    pub fn dates(&self, catalogue: &Catalogue) -> Dates {
        let as_of = self.as_of.unwrap_or(catalogue.document().checked_through);
        let baseline = self.baseline.filter(|day| *day <= as_of);
        Dates { as_of, baseline: baseline.unwrap_or_else(|| catalogue.report_before(as_of).min(as_of)) }
    }
}

/// What the main part shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The selection, in one of the views.
    #[default]
    Explore,
    /// One initiative, by id.
    Initiative(String),
    /// About the data, the method and who made this.
    About,
}

vocabulary! {
    /// How the selection is shown.
    #[derive(Default)]
    View {
        /// On a time axis, a row an initiative.
        #[default]
        Timeline = "timeline",
        /// As cards.
        List = "list",
        /// In sortable columns.
        Table = "table",
        /// What moved between the two dates.
        Changes = "changes",
        /// The steps ahead.
        Next = "next",
        /// How many stood where over time, and how long stages took.
        Progress = "progress",
    }
}

impl View {
    /// The view that shows the list behind a number which was followed from this one; those that moved have one of their
    /// own.
    pub fn of_followed(self, has_moved: bool) -> View {
        match self {
            View::Timeline | View::List | View::Table => self,
            View::Changes | View::Next | View::Progress if has_moved => View::Changes,
            View::Changes | View::Next | View::Progress => View::List,
        }
    }
}

vocabulary! {
    /// The order in which keys walk through the timeline.
    #[derive(Default)]
    Walk {
        /// Along a row.
        #[default]
        Row = "row",
        /// From event to event in order of time.
        Date = "date",
    }
}

vocabulary! {
    /// The years that the timeline shows.
    #[derive(Default)]
    Span {
        /// Those of the strategy.
        #[default]
        Strategy = "strategy",
        /// The year of the as-of date.
        Year = "year",
        /// All that have events.
        All = "all",
        /// Those in which the selection has events.
        Fit = "fit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document;
    use crate::state::address::decode;

    #[track_caller]
    fn check(facts: &Catalogue, address: &str, as_of: &str, baseline: &str) {
        let dates = decode(address).0.dates(facts);
        assert_eq!([dates.as_of.to_string(), dates.baseline.to_string()], [as_of, baseline], "{address}");
    }

    #[test]
    fn the_as_of_date_is_what_was_asked_for_and_a_later_baseline_waits() {
        let text = include_str!("../../public/data/security-union.json");
        let facts = Catalogue::new(document::read(text).unwrap().document);
        check(&facts, "", "2026-06-30", "2024-05-15");
        check(&facts, "as-of=2023-01-01", "2023-01-01", "2022-12-13");
        check(&facts, "as-of=2023-01-01&compare=2021-01-01", "2023-01-01", "2021-01-01");
        check(&facts, "as-of=2023-01-01&compare=2023-01-01", "2023-01-01", "2023-01-01");
        check(&facts, "as-of=2023-01-01&compare=2024-01-01", "2023-01-01", "2022-12-13");
        check(&facts, "compare=2027-01-01", "2026-06-30", "2024-05-15");
        // Before the strategy there is no report to compare with.
        check(&facts, "as-of=2019-01-01", "2019-01-01", "2019-01-01");
    }

    #[test]
    fn the_day_of_the_facts_is_no_date_of_ones_own() {
        let text = include_str!("../../public/data/security-union.json");
        let facts = Catalogue::new(document::read(text).unwrap().document);
        let checked = facts.document().checked_through;
        assert_eq!(Model::as_of_on(&facts, checked), None);
        assert_eq!(Model::as_of_on(&facts, Day(checked.0 - 1)), Some(Day(checked.0 - 1)));
    }
}
