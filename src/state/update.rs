//! Everything that can happen, and what it does to the model.

use super::model::{Model, Page, Span, View, Walk};
use crate::domain::date::{Day, PartialDate};
use crate::domain::order::Sort;
use crate::domain::progress::upcoming::Step;
use crate::domain::query::{Facet, Filter, Query, toggle};
use crate::domain::timeline::{Group, Shape};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The text of the search changed.
    Search(String),
    /// A value of a facet was chosen, or taken back.
    Toggle(Facet, String),
    /// The choices of a facet were cleared.
    ClearFacet(Facet),
    /// One filter was taken away.
    Drop(Filter),
    /// All filters and the search were taken away.
    ClearAll,
    /// Exactly this, of all initiatives: a number or a name was followed to its list.
    ShowOnly(Box<Query>),
    /// The way past all that can be chosen.
    SkipToResults,
    /// "New status since the baseline" was switched.
    ToggleMoved,
    /// The time range was set.
    SetTime(Option<PartialDate>, Option<PartialDate>),
    /// Another view of the selection.
    Show(View),
    /// Another order; the same one again turns it round.
    SortBy(Sort),
    /// Another grouping of the timeline.
    GroupBy(Group),
    /// Other years for the timeline.
    ShowSpan(Span),
    /// The timeline was zoomed or moved, to show from the first of these days to the last.
    Zoom(Day, Day),
    /// The lane with this key was folded or unfolded.
    ToggleLane(String),
    /// All of these lanes are folded, and no other.
    FoldLanes(Vec<String>),
    /// Marks of this shape were hidden or shown again.
    ToggleShape(Shape),
    /// Another order for walking through the timeline by keys.
    WalkBy(Walk),
    /// A kind of step ahead was chosen, or taken back; all kinds, when it is none.
    ToggleStep(Option<Step>),
    /// The text of an area was opened or closed.
    ToggleAreaText(u8),
    /// The as-of date was set.
    SetAsOf(Option<Day>),
    /// The baseline was set.
    SetBaseline(Option<Day>),
    /// Both dates were set: the baseline, and the as-of date.
    Compare(Day, Option<Day>),
    /// What had the focus goes away: it stays near, and nothing changes.
    KeepFocus,
    /// An initiative was opened.
    Open(String),
    /// The page about the data was opened.
    OpenAbout,
    /// Back to the selection.
    Explore,
    /// The browser went back or forward: the address says what to show.
    Restore(Box<Model>),
    /// The host page's script says what to show: the reader's focus is not its to move.
    Become(Box<Model>),
}

/// What the outside has to do after an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Write the address as a new entry of the history.
    PushAddress,
    /// Write the address soon, as one entry of the history with what follows without a rest: letters that are typed, days
    /// that a thumb is dragged over.
    ReplaceAddress,
    /// Move the focus.
    Focus(Focus),
}

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// To the heading of the page that opened.
    Heading,
    /// To the results: their heading says how many there are.
    Results,
    /// To where it was before the page opened.
    Opener,
    /// To the text of the area that opened.
    AreaText,
    /// Back to the title of the area whose text closed.
    AreaTitle(u8),
}

/// Changes the model and says what the outside has to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Request> {
    match message {
        Message::Search(text) => {
            model.query.text = text;
            return vec![Request::ReplaceAddress];
        }
        Message::Toggle(facet, value) => {
            model.query.toggle(facet, &value);
        }
        Message::ClearFacet(facet) => model.query.clear(facet),
        Message::Drop(filter) => model.query = model.query.without(&filter),
        Message::ClearAll => model.query = Query::default(),
        Message::ShowOnly(query) => {
            model.view = model.view.of_followed(query.moved);
            model.query = *query;
            model.page = Page::Explore;
            return vec![Request::PushAddress, Request::Focus(Focus::Results)];
        }
        Message::SkipToResults => return vec![Request::Focus(Focus::Results)],
        Message::ToggleMoved => model.query.moved = !model.query.moved,
        Message::SetTime(from, to) => {
            model.query.from = from;
            model.query.to = to;
        }
        Message::Show(view) => model.view = view,
        Message::SortBy(sort) => {
            // There, back, and as at first.
            let is_again = model.sort == sort;
            model.sort = if is_again && model.is_reversed { Sort::default() } else { sort };
            model.is_reversed = is_again && !model.is_reversed;
        }
        Message::GroupBy(group) => {
            model.group = group;
            model.folded.clear();
        }
        Message::ShowSpan(span) => {
            model.span = span;
            model.zoom = None;
        }
        Message::Zoom(first, last) => {
            model.zoom = Some((first, last));
            return vec![Request::ReplaceAddress];
        }
        Message::ToggleLane(key) => {
            toggle(&mut model.folded, key);
            return vec![Request::ReplaceAddress];
        }
        Message::FoldLanes(keys) => {
            model.folded.clear();
            keys.into_iter().for_each(|key| toggle(&mut model.folded, key));
        }
        Message::ToggleShape(shape) => model.hidden.toggle(shape),
        Message::WalkBy(walk) => model.walk = walk,
        Message::ToggleStep(None) => model.steps.clear(),
        Message::ToggleStep(Some(step)) => toggle(&mut model.steps, step),
        Message::ToggleAreaText(number) => {
            let is_open = model.area_text == Some(number);
            model.area_text = (!is_open).then_some(number);
            let focus = if is_open { Focus::AreaTitle(number) } else { Focus::AreaText };
            return vec![Request::PushAddress, Request::Focus(focus)];
        }
        Message::SetAsOf(day) => {
            model.as_of = day;
            return vec![Request::ReplaceAddress];
        }
        Message::SetBaseline(day) => {
            model.baseline = day;
            return vec![Request::ReplaceAddress];
        }
        Message::Compare(baseline, as_of) => {
            model.baseline = Some(baseline);
            model.as_of = as_of;
        }
        Message::KeepFocus => return vec![],
        Message::Open(id) => {
            model.page = Page::Initiative(id);
            return vec![Request::PushAddress, Request::Focus(Focus::Heading)];
        }
        Message::OpenAbout => {
            model.page = Page::About;
            return vec![Request::PushAddress, Request::Focus(Focus::Heading)];
        }
        Message::Explore => {
            model.page = Page::Explore;
            return vec![Request::PushAddress, Request::Focus(Focus::Opener)];
        }
        Message::Become(wanted) => {
            *model = *wanted;
            return vec![Request::ReplaceAddress];
        }
        Message::Restore(restored) => {
            let is_other_page = model.page != restored.page;
            *model = *restored;
            let focus = if model.page == Page::Explore { Focus::Opener } else { Focus::Heading };
            return if is_other_page { vec![Request::Focus(focus)] } else { vec![] };
        }
    }
    // All else is a step of its own, to go back from.
    vec![Request::PushAddress]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(messages: impl IntoIterator<Item = Message>) -> Model {
        let mut model = Model::default();
        for message in messages {
            update(&mut model, message);
        }
        model
    }

    #[test]
    fn filters_survive_a_change_of_view_and_an_opened_page() {
        let chosen = Message::Toggle(Facet::Kind, "directive".into());
        let model = after([chosen.clone(), Message::Show(View::Table), Message::Open("nis2".into()), Message::Explore]);
        assert_eq!(model.query, after([chosen]).query);
        assert_eq!(model.view, View::Table);
        assert_eq!(model.page, Page::Explore);
    }

    #[test]
    fn a_number_of_the_headline_shows_exactly_its_list() {
        let moved = Query { moved: true, ..Query::default() };
        let followed = Message::ShowOnly(Box::new(moved.clone()));
        let model = after([Message::Search("cyber".into()), Message::OpenAbout, followed]);
        assert_eq!(model.query, moved);
        assert_eq!(model.page, Page::Explore);
        // Where no list is shown, to one: of what changed, for what moved.
        let all = Message::ShowOnly(Box::default());
        for (view, all_in, moved_in) in [
            (View::Table, View::Table, View::Table),
            (View::Next, View::List, View::Changes),
            (View::Changes, View::List, View::Changes),
        ] {
            assert_eq!(after([Message::Show(view), all.clone()]).view, all_in);
            assert_eq!(after([Message::Show(view), Message::ShowOnly(Box::new(moved.clone()))]).view, moved_in);
        }
    }

    #[test]
    fn sorting_twice_by_one_column_turns_it_round() {
        let once = after([Message::SortBy(Sort::Title)]);
        let twice = after([Message::SortBy(Sort::Title), Message::SortBy(Sort::Title)]);
        assert_eq!((once.sort, once.is_reversed), (Sort::Title, false));
        assert_eq!((twice.sort, twice.is_reversed), (Sort::Title, true));
        let thrice = after([Message::SortBy(Sort::Title), Message::SortBy(Sort::Title), Message::SortBy(Sort::Title)]);
        assert_eq!((thrice.sort, thrice.is_reversed), (Sort::default(), false));
    }

    #[test]
    fn typing_is_no_step_of_history_by_itself() {
        assert_eq!(update(&mut Model::default(), Message::Search("a".into())), [Request::ReplaceAddress]);
        assert_eq!(update(&mut Model::default(), Message::ClearAll), [Request::PushAddress]);
    }

    #[test]
    fn a_choice_takes_away_what_it_makes_meaningless() {
        let fold = |key: &str| Message::ToggleLane(key.into());
        let folded = |messages: Vec<Message>| after(messages).folded;
        assert_eq!(after([Message::Zoom(Day(0), Day(99)), Message::ShowSpan(Span::All)]).zoom, None);
        assert_eq!(folded(vec![fold("1"), Message::GroupBy(Group::Kind)]), [""; 0]);
        assert_eq!(folded(vec![fold("1"), Message::FoldLanes(vec!["2".into(), "1".into()])]), ["1", "2"]);
        assert_eq!(folded(vec![fold("1"), Message::FoldLanes(vec![])]), [""; 0]);
        let steps = [Message::ToggleStep(Some(Step::End)), Message::ToggleStep(None)];
        assert_eq!(after(steps).steps, []);
        assert_eq!(after([Message::ToggleAreaText(2)]).area_text, Some(2));
        assert_eq!(after([Message::ToggleAreaText(2), Message::ToggleAreaText(2)]).area_text, None);
    }

    #[test]
    fn of_two_dates_each_goes_where_it_belongs() {
        let (from, to) = (PartialDate::parse("2021"), PartialDate::parse("2024"));
        let model = after([Message::SetTime(from, to), Message::Compare(Day(1), Some(Day(2)))]);
        assert_eq!((model.query.from, model.query.to), (from, to));
        assert_eq!((model.baseline, model.as_of), (Some(Day(1)), Some(Day(2))));
    }

    #[test]
    fn back_and_forward_move_the_focus_only_to_another_page() {
        let page = Message::Open("nis2-directive".into());
        let restore = |model: Model| Message::Restore(Box::new(model));
        let mut model = Model::default();
        assert_eq!(update(&mut model, restore(after([Message::Show(View::Table)]))), []);
        assert_eq!(update(&mut model, restore(after([page]))), [Request::Focus(Focus::Heading)]);
        assert_eq!(update(&mut model, restore(Model::default())), [Request::Focus(Focus::Opener)]);
    }
}
