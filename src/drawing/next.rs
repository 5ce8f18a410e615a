//! What is next: the steps ahead in order of time, grouped by month.

use super::control::{button, hint};
use super::kept::Kept;
use super::link::initiative_name;
use super::mark::shape_icon;
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::date::Precision;
use crate::domain::progress::upcoming::{Month, Step, Upcoming, by_month};
use crate::domain::progress::who::Who;
use crate::domain::timeline::Shape;
use crate::state::Message;

/// The kinds of step with how many are ahead; one that has none cannot be chosen.
pub fn kinds(scene: &Scene<'_>, ahead: &[Upcoming]) -> Node {
    let chosen = &scene.model.steps;
    let chip = |message: Option<Step>, is_chosen: bool, label: String| {
        button("chip", Message::ToggleStep(message)).with("aria-pressed", is_chosen.to_string()).text(label)
    };
    let all = chip(None, chosen.is_empty(), scene.text("next.all"));
    let kinds = Step::ALL.iter().map(|step| {
        let n = ahead.iter().filter(|ahead| ahead.step == *step).count();
        let is_chosen = chosen.contains(step);
        let label = scene.say("step.by", &[("step", scene.word("step", step.slug()).into()), ("n", n.into())]);
        chip(Some(*step), is_chosen, label).with_flag("disabled", n == 0 && !is_chosen).node()
    });
    classed("div", "step-kinds")
        .with("role", "group")
        .with("aria-label", scene.text("next.kinds"))
        .child(all)
        .children(kinds)
        .node()
}

/// Steps in order of time, under their months, with the lines that are kept: a step is the same whatever day it is.
pub fn months(scene: &Scene<'_>, steps: &[Upcoming], kept: &mut Kept<()>) -> Vec<Node> {
    let kept = kept.within(scene);
    let mut section = |month: Month| {
        let steps = steps.get(month.items).unwrap_or_default();
        let heading = element("h3").text(first_upper(&scene.words.format().date(month.span)));
        // Of what is over by now only the latest facts say so.
        let number = |step: &Upcoming| number_of(scene, step) * 2 + usize::from(scene.is_latest());
        let lines = steps.iter().map(|step| kept.get(number(step), (), || line(scene, step)));
        let lines: Vec<Node> = lines.collect();
        let list = classed("ul", "plain upcoming").children(lines);
        // Months and longer spans that begin on the same day differ in their length.
        let (first, last) = (month.span.first().0, month.span.last().0);
        let key = (first as usize).wrapping_mul(512) + (last - first) as usize;
        element("section")
            .keyed(key)
            .with("style", format!("--lines: {}", steps.len()))
            .child(heading)
            .child(list)
            .node()
    };
    by_month(steps).into_iter().map(&mut section).collect()
}

/// A number of its own for every step.
fn number_of(scene: &Scene<'_>, step: &Upcoming) -> usize {
    step.event * scene.facts.initiatives().len() + step.row
}

/// A text as a heading. Only of the letters of ASCII: the tables of all others would weigh 10 KB.
fn first_upper(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| [first.to_ascii_uppercase()].into_iter().chain(rest).collect()).unwrap_or_default()
}

/// One step.
fn line(scene: &Scene<'_>, step: &Upcoming) -> Node {
    let item = element("li").keyed(number_of(scene, step));
    let Some(initiative) = scene.facts.initiative(step.row) else { return item.node() };
    let Some(event) = initiative.events.get(step.event) else { return item.node() };
    let who = Who::of(initiative, event);
    let who = who.map(|who| scene.say("standing.to_act", &[("who", scene.word("who", who.slug()).into())]));
    let when = (event.date.precision() != Precision::Day).then(|| scene.words.when(event));
    let passed = scene.is_overdue(event).then(|| scene.text("next.passed"));
    let kind = [Some(scene.word("step", step.step.slug())), when, scene.words.certainty(event), who, passed];
    let kind = kind.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    // Under a heading of months a step without a day needs no date of its own.
    let date = match event.date.precision() {
        Precision::Day => scene.short_date(event.date),
        _ => String::new(),
    };
    let text =
        element("div").children(initiative_name(scene, step.row)).text(format!(": {}", event.label)).child(hint(kind));
    let shape = shape_icon(Shape::of(event.stage), true);
    item.child(shape).child(classed("span", "event-date").text(date)).child(text).node()
}
