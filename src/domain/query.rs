//! What a visitor asks for: the filters and the text of the search, as plain values.
//!
//! "Or" inside a facet, "and" across. Choices are ids and slugs, not positions, so that a query means the same in every
//! edition of the data; [`crate::domain::selection`] resolves them.

use super::date::PartialDate;
use super::vocabulary::{Kind, Status, vocabulary};

vocabulary! {
    /// A dimension in which initiatives can be chosen.
    Facet {
        /// The home area, by number.
        Area = "area",
        /// The status at the as-of date, by slug.
        Status = "status",
        /// The kind, by slug.
        Kind = "kind",
        /// Who is involved, by id.
        Actor = "who",
        /// The topic, by id.
        Topic = "topic",
    }
}

/// Filters and search. The default asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What is searched for; empty for everything.
    pub text: String,
    /// Numbers of areas.
    pub areas: Vec<u8>,
    /// Statuses at the as-of date.
    pub statuses: Vec<Status>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Ids of actors.
    pub actors: Vec<String>,
    /// Only what has an event on or after this date.
    pub from: Option<PartialDate>,
    /// Only what has an event on or before this date.
    pub to: Option<PartialDate>,
    /// Only what changed its status between the baseline and the as-of date.
    pub moved: bool,
}

/// One filter that is set: what a chip shows and takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The text of the search.
    Text,
    /// One choice in a facet.
    Choice(Facet, String),
    /// All choices in a facet together.
    Facet(Facet),
    /// The time range.
    Time,
    /// "New status since the baseline".
    Moved,
}

impl Query {
    /// Whether nothing is filtered.
    pub fn is_everything(&self) -> bool {
        *self == Query::default()
    }

    /// The time range, when nothing can be in it: it ends before it begins.
    pub fn empty_range(&self) -> Option<(PartialDate, PartialDate)> {
        self.from.zip(self.to).filter(|(from, to)| to.last() < from.first())
    }

    /// The choices in a facet, as the address writes them.
    pub fn choices(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Area => self.areas.iter().map(ToString::to_string).collect(),
            Facet::Status => self.statuses.iter().map(|status| status.slug().into()).collect(),
            Facet::Kind => self.kinds.iter().map(|kind| kind.slug().into()).collect(),
            Facet::Topic => self.topics.clone(),
            Facet::Actor => self.actors.clone(),
        }
    }

    /// Chooses a value, if it is not chosen yet. Says whether the value is a word of the facet.
    pub fn choose(&mut self, facet: Facet, value: &str) -> bool {
        self.put(facet, value, false)
    }

    /// Chooses a value, or takes it back. Says whether the value is a word of the facet; topics and actors are only
    /// known to the data, so every id is taken.
    pub fn toggle(&mut self, facet: Facet, value: &str) -> bool {
        self.put(facet, value, true)
    }

    /// What is compared is what was understood, not what was written: "01" is the area 1.
    fn put(&mut self, facet: Facet, value: &str, takes_back: bool) -> bool {
        match facet {
            Facet::Area => value.parse().map(|number| put(&mut self.areas, number, takes_back)).is_ok(),
            Facet::Status => Status::from_slug(value).map(|word| put(&mut self.statuses, word, takes_back)).is_some(),
            Facet::Kind => Kind::from_slug(value).map(|word| put(&mut self.kinds, word, takes_back)).is_some(),
            Facet::Topic => {
                put(&mut self.topics, value.to_owned(), takes_back);
                true
            }
            Facet::Actor => {
                put(&mut self.actors, value.to_owned(), takes_back);
                true
            }
        }
    }

    /// Forgets all choices in a facet.
    pub fn clear(&mut self, facet: Facet) {
        match facet {
            Facet::Area => self.areas.clear(),
            Facet::Status => self.statuses.clear(),
            Facet::Kind => self.kinds.clear(),
            Facet::Topic => self.topics.clear(),
            Facet::Actor => self.actors.clear(),
        }
    }

    /// Everything that is set, in the order of the page.
    pub fn filters(&self) -> Vec<Filter> {
        let text = (!self.text.trim().is_empty()).then_some(Filter::Text);
        let choices = Facet::ALL
            .iter()
            .flat_map(|&facet| self.choices(facet).into_iter().map(move |value| Filter::Choice(facet, value)));
        let time = (self.from.is_some() || self.to.is_some()).then_some(Filter::Time);
        let moved = self.moved.then_some(Filter::Moved);
        text.into_iter().chain(choices).chain(time).chain(moved).collect()
    }

    /// The query without one of its filters.
    pub fn without(&self, filter: &Filter) -> Query {
        let mut query = self.clone();
        match filter {
            Filter::Text => query.text.clear(),
            Filter::Choice(facet, value) => {
                if self.choices(*facet).contains(value) {
                    query.toggle(*facet, value);
                }
            }
            Filter::Facet(facet) => query.clear(*facet),
            Filter::Time => {
                query.from = None;
                query.to = None;
            }
            Filter::Moved => query.moved = false,
        }
        query
    }
}

/// Puts `value` in, sorted, if it is not in.
///
/// ```
/// # use security_union_explorer::domain::query::choose;
/// let mut values = vec![1, 3];
/// choose(&mut values, 2);
/// choose(&mut values, 2);
/// assert_eq!(values, [1, 2, 3]);
/// ```
pub fn choose<T: Ord>(values: &mut Vec<T>, value: T) {
    put(values, value, false);
}

/// Takes `value` out if it is in, else puts it in, sorted: the order of clicks does not make another query.
pub fn toggle<T: Ord>(values: &mut Vec<T>, value: T) {
    put(values, value, true);
}

fn put<T: Ord>(values: &mut Vec<T>, value: T, takes_back: bool) {
    match values.binary_search(&value) {
        Ok(position) if takes_back => {
            values.remove(position);
        }
        Ok(_) => {}
        Err(position) => values.insert(position, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_clicks_does_not_matter_and_a_second_click_takes_back() {
        let mut one = Query::default();
        let mut other = Query::default();
        assert!(one.toggle(Facet::Kind, "directive") && one.toggle(Facet::Kind, "regulation"));
        assert!(other.toggle(Facet::Kind, "regulation") && other.toggle(Facet::Kind, "directive"));
        assert_eq!(one, other);
        assert!(one.toggle(Facet::Kind, "directive") && one.toggle(Facet::Kind, "regulation"));
        assert!(one.is_everything());
        assert!(!one.toggle(Facet::Area, "first") && !one.toggle(Facet::Status, "done"));
    }

    #[test]
    fn every_filter_that_is_set_can_be_taken_away() {
        let mut query =
            Query { text: "cyber".into(), from: PartialDate::parse("2024"), moved: true, ..Query::default() };
        for (facet, value) in
            [(Facet::Area, "3"), (Facet::Status, "adopted"), (Facet::Topic, "drugs"), (Facet::Actor, "europol")]
        {
            query.toggle(facet, value);
        }
        assert_eq!(query.filters().len(), 7);
        let rest = query.filters().iter().fold(query, |query, filter| query.without(filter));
        assert!(rest.is_everything());
    }

    #[test]
    fn a_range_of_one_day_is_not_empty_and_one_end_is_a_filter() {
        let range = |from: &str, to: &str| Query {
            from: PartialDate::parse(from),
            to: PartialDate::parse(to),
            ..Query::default()
        };
        assert_eq!(range("2024-05-15", "2024-05-15").empty_range(), None);
        assert_eq!(range("2024", "2024-Q1").empty_range(), None);
        assert!(range("2024-05-15", "2024-05-14").empty_range().is_some());
        for query in [range("2024", ""), range("", "2024"), range("2023", "2024")] {
            assert_eq!(query.filters(), [Filter::Time]);
            assert!(query.without(&Filter::Time).is_everything());
        }
    }
}
