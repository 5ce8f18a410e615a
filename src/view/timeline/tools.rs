//! What can be done with the large timeline by buttons: all that keys and gestures do.

use leptos::prelude::*;

use super::Timeline;
use super::keys::{PAN, ZOOM};
use crate::drawing::scene::WITH_NAMES;
use crate::drawing::sheet::{self, Caption, sheet};
use crate::state::{Group, Message, Walk};
use crate::view::chips::filter_name;
use crate::view::controls::choose;
use crate::view::follow::{flag, runs, text};
use crate::web::download;

/// The line of buttons above the chart.
pub(super) fn tools(own: Timeline) -> AnyView {
    let cx = own.cx;
    let is_narrow = move || f64::from(cx.surroundings().width) < WITH_NAMES;
    let walks = Walk::ALL.iter().map(|walk| (walk.slug().into(), cx.word("walk", walk.slug()))).collect();
    let walk = move |value: String| {
        if let Some(walk) = Walk::from_slug(&value) {
            cx.send(Message::WalkBy(walk));
        }
    };
    let is_folded = move || !cx.model().folded.is_empty();
    let fold = move |_| {
        let keys = own.lanes.get_untracked().iter().map(|lane| lane.key.clone()).collect();
        cx.send(Message::FoldLanes(if cx.model_now().folded.is_empty() { keys } else { Vec::new() }));
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
        <div class="timeline-tools" role="group" aria-label=cx.text("timeline.tools") hidden=flag(is_narrow)>
            {tool(cx.text("timeline.zoom_out"), "−", move || own.zoom(1.0 / ZOOM))}
            {tool(cx.text("timeline.zoom_in"), "+", move || own.zoom(ZOOM))}
            {tool(cx.text("timeline.earlier"), "←", move || own.pan(-PAN))}
            {tool(cx.text("timeline.later"), "→", move || own.pan(PAN))}
            <span class="hint">{text(shown)}</span>
            <button type="button" class="quiet" hidden=flag(move || !has_lanes()) on:click=runs(fold)>
                {text(move || cx.text(if is_folded() { "timeline.unfold" } else { "timeline.fold" }))}
            </button>
            <button type="button" class="quiet" on:click=runs(move |_| save_svg(own))>{cx.text("timeline.save_svg")}</button>
            <button type="button" class="quiet" on:click=runs(move |_| save_png(own))>{cx.text("timeline.save_png")}</button>
            {choose("walk", cx.text("walk.label"), walks, text(move || cx.model().walk.slug().into()), walk)}
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
    let filters: Vec<String> = cx.model_now().query.filters().iter().map(|filter| filter_name(cx, filter)).collect();
    let mut made = (String::new(), 0.0);
    own.act(|scene, lanes, _| {
        let facts = scene.facts;
        let dates = scene.statuses.dates;
        let date = |date: crate::domain::date::Day| cx.date(date).into();
        let document = facts.document();
        let caption = Caption {
            title: scene.say(
                "sheet.title",
                &[("n", scene.selection.len().into()), ("total", facts.initiatives().len().into())],
            ),
            dates: scene.say("sheet.dates", &[("as_of", date(dates.as_of)), ("baseline", date(dates.baseline))]),
            filters: match filters.as_slice() {
                [] => String::new(),
                filters => scene.say("sheet.filters", &[("list", scene.words.format().list(filters).into())]),
            },
            source: scene.say(
                "sheet.source",
                &[
                    ("version", document.version.clone().into()),
                    ("checked", date(document.checked_through)),
                    ("licence", document.licence.clone().into()),
                    ("address", cx.full_address().into()),
                ],
            ),
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
