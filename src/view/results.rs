//! The results: how many there are, what is filtered, and the selection in one of its views.

use std::mem::replace;
use std::time::Duration;

use leptos::prelude::*;

use super::changes::{changes_now, changes_view};
use super::chips::chips;
use super::controls::choose_word;
use super::follow::{aria_flag, effect, flag, follow, later};
use super::list::list;
use super::next::next_view;
use super::picture::{painted, picture};
use super::progress::progress_view;
use super::table::table;
use super::take_away::of_selection;
use super::timeline::timeline;
use super::{Context, DetailsState};
use crate::domain::selection::Dates;
use crate::drawing::frame::views;
use crate::drawing::headline::headline;
use crate::drawing::nothing::nothing;
use crate::drawing::{Element, Node, classed, element};
use crate::state::{Group, Message, Model, Sort, Span, View};
use crate::view::reactive::RwSignal;

/// How long the page waits before it says a new count: a reader who types hears one number, not ten.
const ANNOUNCE_AFTER: Duration = Duration::from_millis(600);

/// The years of the timeline are none of the spans: the visitor zoomed.
const ZOOMED: &str = "zoomed";

/// The whole right-hand side; the view in it is drawn last.
pub fn results(cx: Context, n_drawn: RwSignal<usize>) -> AnyView {
    // A search finds more once the long texts are there.
    let is_busy = move || cx.surroundings().details == DetailsState::Loading;
    let opened = cx.following(|model| Model { view: model.view, ..Model::default() }).timeless();
    let shown = move || match opened.model().view {
        View::Timeline => timeline(cx, n_drawn).into_any(),
        View::List => list(cx).into_any(),
        View::Table => table(cx).into_any(),
        View::Changes => changes_view(cx),
        View::Next => next_view(cx),
        View::Progress => progress_view(cx),
    };
    view! {
        <section class="results" aria-labelledby="results-heading" aria-busy=aria_flag(is_busy)>
            <div class="view-line">
                {picture(cx, "painted", move || vec![opened.read(views)])}
                <div class="view-controls">{follow(move || view_controls(cx, opened.model().view))}</div>
            </div>
            <div class="result-line">
                {painted(move || heading(cx))}
                {chips(cx)}
                {of_selection(cx)}
            </div>
            {announcer(cx)}
            {picture(cx, "painted", move || cx.read(nothing).into_iter().collect())}
            <div class="view" hidden=flag(move || cx.selection().is_empty())>{follow(shown)}</div>
        </section>
    }
    .into_any()
}

/// What can be chosen about a view.
fn view_controls(cx: Context, view: View) -> AnyView {
    match view {
        View::Timeline => {
            let groups = Group::ALL.iter().map(|group| group.slug());
            let by_group = |word: &str| Group::from_slug(word).map(Message::GroupBy);
            let spans = Span::ALL.iter().map(|span| span.slug()).chain([ZOOMED]);
            let span = move || match cx.model() {
                model if model.zoom.is_some() => ZOOMED,
                model => model.span.slug(),
            };
            let by_span = |word: &str| Span::from_slug(word).map(Message::ShowSpan);
            // Upright it has no lanes, and its years open one by one.
            view! {
                <span class="view-choices" hidden=flag(move || cx.is_upright())>
                    {choose_word(cx, "group", groups, move || cx.model().group.slug(), by_group)}
                    {sort_choice(cx)}
                    {choose_word(cx, "span", spans, span, by_span)}
                </span>
            }
            .into_any()
        }
        View::List => sort_choice(cx),
        View::Table | View::Changes | View::Next | View::Progress => ().into_any(),
    }
}

fn sort_choice(cx: Context) -> AnyView {
    let sorts = Sort::ALL.iter().map(|sort| sort.slug());
    let by_sort = |word: &str| Sort::from_slug(word).map(Message::SortBy);
    choose_word(cx, "sort", sorts, move || cx.model().sort.slug(), by_sort)
}

/// How many there are: the focus comes here from wherever results are asked for.
fn heading(cx: Context) -> Element {
    element("h2").with("id", "results-heading").with("tabindex", "-1").text(count(cx))
}

/// "19 initiatives", "19 of 250 initiatives".
fn count(cx: Context) -> String {
    let (n, total) = (cx.selection().len(), cx.total());
    if n == total {
        cx.say("results.all", &[("n", n.into())])
    } else {
        cx.say("results.some", &[("n", n.into()), ("total", total.into())])
    }
}

/// Says the count to a screen reader, a moment after it changed: after the name of another view, or after other dates and the
/// headline; and a way out where nothing is found. Not the headings themselves: they would be read at once.
fn announcer(cx: Context) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let mut told = untrack(|| (cx.dates(), cx.model().view));
    let mut announce = later(ANNOUNCE_AFTER, move || {
        let mut sentence = untrack(|| {
            let now @ (dates, view) = (cx.dates(), cx.model().view);
            let before = replace(&mut told, now);
            let mut parts = Vec::new();
            if before.0 != dates {
                parts.push(cx.say("standing.as_of", &[("date", cx.date(dates.as_of).into())]) + ".");
                parts.push(if view == View::Changes {
                    cx.words().changes_summary(&cx.facts(), &changes_now(cx), dates)
                } else {
                    cx.read(headline).plain_text()
                });
            }
            if before.1 != view {
                parts.push(cx.word("view", view.slug()) + ".");
            }
            parts.push(count(cx));
            let nothing = cx.read(nothing);
            let lines = nothing.as_ref().and_then(Node::element).map(|nothing| &nothing.children);
            parts.extend(lines.into_iter().flatten().map(Node::plain_text));
            parts.join(" ")
        });
        // The same once more is news too, to whoever typed something else.
        if said.try_with_untracked(|said| *said == sentence) == Some(true) {
            sentence.push('\u{a0}');
        }
        said.try_set(sentence);
    });
    let mut previous: Option<(String, Dates, String, View)> = None;
    effect(move || {
        let model = cx.model();
        let now = (count(cx), cx.dates(), model.query.text.clone(), model.view);
        if previous.as_ref().is_some_and(|previous| *previous != now) {
            announce();
        }
        previous = Some(now);
    });
    painted(move || classed("p", "unseen").with("role", "status").text(said.get()))
}
