//! The whole: landmarks, the order of parts, and which page is in sight.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Context;
use super::about::about;
use super::area_cards::area_cards;
use super::date_bar::date_bar;
use super::filters::filters;
use super::follow::{flag, follow, runs};
use super::headline::headline;
use super::initiative::initiative;
use super::picture::picture;
use super::results::results;
use super::trouble::remarks;
use crate::drawing::control::button;
use crate::drawing::element;
use crate::drawing::frame::{footer, masthead};
use crate::drawing::mark;
use crate::state::preset::Lock;
use crate::state::{Message, Model, Page};
use crate::view::reactive::{Memo, RwSignal};
use crate::web::turn;

/// The parts of the explorer. At first they are drawn one by one in this order, so that the browser has its turn between them:
/// together they would keep a slow telephone from answering for half a second. They are few, because in each of its turns the
/// browser lays out and paints what there is.
#[derive(Clone, Copy)]
pub enum Turn {
    /// What is around every page, and on the page to explore on all that stands above the results.
    Around = 1,
    /// What filters the results, and they.
    Results,
    /// The chart of the timeline; where a page is opened, that page.
    Last,
}

impl Turn {
    /// Those that an opened page needs. What is due before its last is drawn with it.
    const OF_OPENED: [usize; 2] = [Turn::Around as usize, Turn::Last as usize];
}

/// The explorer. The exploring page stays mounted under an opened one, so that coming back is where one left; who begins at an
/// opened one does not wait for it. `is_whole` is set when all is drawn.
pub fn explorer(cx: Context, is_whole: RwSignal<bool>) -> AnyView {
    let n_drawn = RwSignal::new(0);
    let is_opened = cx.model_now().page != Page::Explore;
    spawn_local(async move {
        for n in (1..=Turn::Last as usize).filter(|n| !is_opened || Turn::OF_OPENED.contains(n)) {
            turn::yielded().await;
            if !n_drawn.try_set(n) {
                return;
            }
        }
        // The last part is laid out by now.
        turn::yielded().await;
        is_whole.try_set(true);
    });
    let shown = cx.following(|model| Model { page: model.page.clone(), ..Model::default() });
    let is_exploring = move || shown.model().page == Page::Explore;
    let has_explored = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_exploring());
    let opened = move || match &shown.model().page {
        Page::Explore => ().into_any(),
        _ if n_drawn.get() < Turn::Last as usize => ().into_any(),
        Page::Initiative(id) => initiative(cx, id),
        Page::About => about(cx),
    };
    view! {
        <div class="explorer" lang=cx.words().language().to_owned()>
            {part(cx, n_drawn, Turn::Around, above)}
            <div class="explore" hidden=flag(move || !is_exploring())>
                {follow(move || if has_explored.get() { exploring(cx, n_drawn) } else { ().into_any() })}
            </div>
            <div class="opened" on:keydown=runs(move |event| leave(cx, &event))>{follow(opened)}</div>
            {part(cx, n_drawn, Turn::Around, below)}
        </div>
    }
    .into_any()
}

/// A part that is drawn in its turn, and once: what in it follows the state does so by itself.
fn part(cx: Context, n_drawn: RwSignal<usize>, turn: Turn, draw: fn(Context) -> AnyView) -> AnyView {
    in_turn(n_drawn, turn, Box::new(move || draw(cx)))
}

/// The same for what is in a part.
pub fn in_turn(n_drawn: RwSignal<usize>, turn: Turn, draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let is_due = Memo::new(move |_| turn as usize <= n_drawn.get());
    follow(move || if is_due.get() { untrack(&draw) } else { ().into_any() })
}

/// What all drawings refer to: the shapes and the patterns.
fn definitions(cx: Context) -> AnyView {
    picture(cx, "definitions", || {
        let drawing = element("svg").with("width", "0").with("height", "0").with("aria-hidden", "true");
        vec![drawing.child(mark::definitions()).node()]
    })
}

/// What stands above every page.
fn above(cx: Context) -> AnyView {
    let own = cx.following(|model| Model { page: model.page.clone(), ..Model::default() }).timeless();
    view! {
        {definitions(cx)}
        {picture(cx, "painted", move || vec![own.read(masthead)])}
        {remarks(cx)}
    }
    .into_any()
}

/// What stands below every page. It follows nothing of the state.
fn below(cx: Context) -> AnyView {
    let own = cx.following(|_| Model::default()).timeless();
    picture(cx, "painted", move || vec![own.read(footer)])
}

/// The page to explore on.
fn exploring(cx: Context, n_drawn: RwSignal<usize>) -> AnyView {
    view! {
        {part(cx, n_drawn, Turn::Around, summary)}
        {to_results(cx)}
        <div class="selection">
            {part(cx, n_drawn, Turn::Results, filters)}
            {in_turn(n_drawn, Turn::Results, Box::new(move || results(cx, n_drawn)))}
        </div>
    }
    .into_any()
}

/// The way to the results where they lie below what filters them: it stays in sight until they are.
fn to_results(cx: Context) -> AnyView {
    let button = move || {
        let n = cx.selection().len();
        button("primary to-results", Message::SkipToResults)
            .with_flag("hidden", n == cx.total())
            .text(cx.say("results.see", &[("n", n.into())]))
    };
    picture(cx, "painted", move || vec![button().node()])
}

/// What it comes to, the dates that all is about, and the areas.
fn summary(cx: Context) -> AnyView {
    view! {
        {headline(cx)}
        <fieldset role="presentation" class="held-dates" disabled=flag(move || cx.is_locked(Lock::Dates))>
            {date_bar(cx)}
        </fieldset>
        {area_cards(cx)}
    }
    .into_any()
}

/// Escape leaves an opened page for where it was opened from.
fn leave(cx: Context, event: &KeyboardEvent) {
    if event.key() == "Escape" && !event.default_prevented() {
        // A dialog around it stays open.
        event.prevent_default();
        cx.send(Message::Explore);
    }
}
