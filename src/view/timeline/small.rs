//! The timeline of one initiative on its own page: the marks of the large one.

use leptos::prelude::*;

use crate::domain::timeline::Window;
use crate::drawing::axis::{axis, lines};
use crate::drawing::row::{self, layout_of};
use crate::drawing::scene::{Scene, results_width, window_of_span};
use crate::drawing::{Element, element};
use crate::state::Span;
use crate::view::Context;
use crate::view::picture::picture;

/// One initiative's timeline on its own page: all its years, with an axis. The list of events below says it in words.
pub fn single_timeline(cx: Context, row: usize) -> AnyView {
    picture(cx, "timeline single", move || {
        let facts = cx.facts();
        let as_of = cx.dates().as_of;
        let window = window_of_span(&facts, &[row], as_of, Span::Fit);
        let window =
            Window::new(window.start().min(f64::from(as_of.0) - 60.0), window.end().max(f64::from(as_of.0) + 60.0));
        cx.read_in(window, |scene| {
            let width = results_width(scene.width);
            let frame = scene.frame_of(window, width);
            let behind = element("svg").with("class", "chart-lines").with("width", "100%").with("height", "100%");
            vec![
                element("span").with("class", "axis").child(axis(scene, &frame, width)).node(),
                element("span")
                    .with("class", "single-chart")
                    .with("aria-hidden", "true")
                    .child(behind.children(lines(scene, &frame, width)))
                    .children(track_of(scene, row).map(Element::node))
                    .node(),
            ]
        })
    })
}

/// The drawing of a row by itself, as wide as the results.
fn track_of(scene: &Scene<'_>, row: usize) -> Option<Element> {
    let initiative = scene.facts.initiative(row)?;
    let layout = layout_of(scene, row, initiative, &scene.frame_of(scene.window, results_width(scene.width)));
    Some(row::picture(&layout).with("class", "track"))
}
