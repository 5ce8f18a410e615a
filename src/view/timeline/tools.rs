//! What can be done with the large timeline by buttons: all that keys and gestures do.

use leptos::prelude::*;

use super::Timeline;
use super::keys::{PAN, ZOOM};
use crate::drawing::classed;
use crate::drawing::sheet::{self, Caption, sheet};
use crate::state::{Group, Message, Walk};
use crate::view::chips::filter_names;
use crate::view::controls::choose_word;
use crate::view::follow::{flag, runs, text};
use crate::view::picture::painted;
use crate::web::download;

/// The line of buttons above the chart.
pub(super) fn tools(own: Timeline) -> AnyView {
    let cx = own.cx;
    let walk = |word: &str| Walk::from_slug(word).map(Message::WalkBy);
    let is_folded = move || own.lanes.get().iter().any(|lane| cx.model().folded.contains(&lane.key));
    let fold = move |_| {
        let keys = own.lanes.get_untracked().iter().map(|lane| lane.key.clone()).collect();
        cx.send(Message::FoldLanes(if untrack(is_folded) { Vec::new() } else { keys }));
    };
    let has_lanes = move || cx.model().group != Group::Flat;
    let shown = move || {
        let mut local = own.local.get();
        let mut text = String::new();
        own.with_scene(&mut local, &mut |scene, _| {
            let day = |day: crate::domain::date::Day| cx.short_date(day).into();
            let window = scene.window;
            text =
                scene.say("timeline.now_shows", &[("from", day(window.first_day())), ("to", day(window.last_day()))]);
        });
        text
    };
    view! {
        <div class="timeline-tools" role="group" aria-label=cx.text("timeline.tools") hidden=flag(move || cx.is_upright())>
            {tool(cx.text("timeline.zoom_out"), "−", move || own.zoom(1.0 / ZOOM))}
            {tool(cx.text("timeline.zoom_in"), "+", move || own.zoom(ZOOM))}
            {tool(cx.text("timeline.earlier"), "←", move || own.pan(-PAN))}
            {tool(cx.text("timeline.later"), "→", move || own.pan(PAN))}
            {painted(move || classed("span", "hint").with("role", "status").text(shown()))}
            <button type="button" class="quiet" hidden=flag(move || !has_lanes()) on:click=runs(fold)
                prop:textContent=text(move || cx.text(if is_folded() { "timeline.unfold" } else { "timeline.fold" }))></button>
            <button type="button" class="quiet" on:click=runs(move |_| save_svg(own))>{cx.text("timeline.save_svg")}</button>
            <button type="button" class="quiet" on:click=runs(move |_| save_png(own))>{cx.text("timeline.save_png")}</button>
            {choose_word(cx, "walk", Walk::ALL.iter().map(|walk| walk.slug()), move || cx.model().walk.slug(), walk)}
        </div>
    }
    .into_any()
}

/// A button with a sign.
fn tool(name: String, sign: &'static str, run: impl Fn() + 'static) -> AnyView {
    let title = name.clone();
    view! { <button type="button" class="tool" aria-label=name title=title on:click=runs(move |_| run())>{sign}</button> }.into_any()
}

/// What is seen as a file of its own: its markup and its height.
fn file(own: Timeline) -> (String, f64) {
    let cx = own.cx;
    let filters = filter_names(cx);
    let mut made = (String::new(), 0.0);
    own.act(|scene, lanes, _| {
        let facts = scene.facts;
        let dates = scene.statuses.dates;
        let date = |date: crate::domain::date::Day| cx.date(date).into();
        let caption = Caption {
            title: scene.say("sheet.title", &[("n", scene.selection().len().into()), ("total", cx.total().into())]),
            dates: scene.say("sheet.dates", &[("as_of", date(dates.as_of)), ("baseline", date(dates.baseline))]),
            filters: scene.words.filtered_by(&filters).unwrap_or_default(),
            source: scene.words.source("sheet.source", facts.document(), &cx.lasting_address()),
        };
        let (sheet, height) = sheet(scene, lanes, &caption);
        made = (format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", sheet.markup()), height);
    });
    made
}

fn save_svg(own: Timeline) {
    own.cx.save("security-union-timeline.svg", "image/svg+xml", file(own).0);
}

fn save_png(own: Timeline) {
    let (svg, height) = file(own);
    download::save_png("security-union-timeline.png", &svg, sheet::WIDTH, height);
}
