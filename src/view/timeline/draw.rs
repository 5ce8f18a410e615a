//! What the picture of the timeline is now: the chart, or the years where there is no room for one, and the card.

use super::{Local, Timeline, events_at, settled_place};
use crate::domain::date::{Day, PartialDate};
use crate::domain::timeline::{Lane, Place};
use crate::drawing::axis::axis;
use crate::drawing::block::Sight;
use crate::drawing::card::card as draw_card;
use crate::drawing::grid::{block_of, grid, id_of};
use crate::drawing::overview::overview;
use crate::drawing::scene::{Scene, track_width};
use crate::drawing::years::{has_few, key_of_year, upright};
use crate::drawing::{Node, classed, element};

impl Timeline {
    /// The picture. A place that is no longer there is settled in `local`.
    pub(super) fn draw(self, local: &mut Local) -> Vec<Node> {
        let lanes = self.lanes.get();
        let is_printed = self.near.is_printed();
        let is_moving = local.live.is_some_and(|live| live.told.is_none());
        let is_changing = || is_moving || self.cx.is_waiting();
        let mut picture = Vec::new();
        self.with_scene(local, &mut |scene, local| {
            // What the walk is on is always there, to be spoken.
            let place = settled_place(scene, &lanes, local);
            let of_place = place.as_ref().and_then(|place| block_of(scene, &lanes, place.row()?));
            self.near.look(of_place, &is_changing, &mut |sight| {
                picture = if scene.is_upright() {
                    draw_years(scene, &local.years, is_printed, sight)
                } else {
                    self.draw_chart(scene, &lanes, place.as_ref(), is_moving, sight)
                };
            });
            if scene.is_upright() {
                return;
            }
            if let Some(shown) = &local.card {
                let class = if shown.is_open { "mark-card open" } else { "mark-card" };
                let card = draw_card(scene, shown.row, &shown.events, shown.is_open);
                picture.push(
                    element("div")
                        .with("class", class)
                        .with("data-card", "")
                        .with("role", "group")
                        .with("aria-labelledby", "card-reason")
                        .children(card)
                        .node(),
                );
            }
            local.place = place;
        });
        picture
    }

    /// The chart: the overview, the axis and the grid of lines.
    fn draw_chart(
        self,
        scene: &Scene<'_>,
        lanes: &[Lane],
        place: Option<&Place>,
        is_moving: bool,
        sight: Sight<'_>,
    ) -> Vec<Node> {
        let frame = scene.frame();
        let described = classed("div", "grid")
            .with("role", "grid")
            .with("tabindex", "0")
            .with("aria-label", scene.words.text("timeline.label"))
            .with("aria-describedby", "timeline-keys")
            .with("aria-rowcount", scene.chart(lanes).n_lines().to_string())
            .with_some("aria-activedescendant", place.map(|place| id_in(scene, place)));
        let mut lines = Vec::new();
        self.pan.with_value(|pan| {
            pan.borrow_mut().begin(frame, is_moving);
            lines = grid(scene, lanes, sight, place, is_moving.then_some(pan));
        });
        vec![
            classed("div", "overview").child(overview(scene, &self.bins.get())).node(),
            classed("div", "axis").child(axis(scene, &frame, track_width(scene.width))).node(),
            described.children(lines).node(),
        ]
    }
}

/// The upright timeline. It has the year of the date open; where a time was chosen, the one nearest to it there; all years of
/// a few initiatives; and what was `turned` by hand is the other way round.
fn draw_years(scene: &Scene<'_>, turned: &[i32], is_printed: bool, sight: Sight<'_>) -> Vec<Node> {
    let query = &scene.model.query;
    let (from, to) = (query.from.map(PartialDate::first), query.to.map(PartialDate::last));
    let open = scene.as_of().min(to.unwrap_or(Day(i32::MAX))).max(from.unwrap_or(Day(i32::MIN))).year();
    let is_few = has_few(scene);
    let is_open = |year: i32| is_printed || (is_few || year == open) != turned.contains(&key_of_year(scene, year));
    vec![classed("div", "years").children(upright(scene, &is_open, sight)).node()]
}

/// The id of the element for a place: of the mark in which its event is drawn now.
fn id_in(scene: &Scene<'_>, place: &Place) -> String {
    match (place.row(), events_at(scene, place).first()) {
        (Some(row), Some(event)) => id_of(&Place::Event(row, *event)),
        (Some(row), None) => id_of(&Place::Row(row)),
        (None, _) => id_of(place),
    }
}
