//! What the bars and marks of the timelines mean. A bar is a filter for its status, a mark shows or hides its kind of step.

use super::control::button;
use super::mark::{filled, shape_icon};
use super::node::{Element, Node, classed, element};
use super::scene::Scene;
use crate::domain::query::Facet;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Status;
use crate::state::Message;
use crate::state::preset::Lock;

/// The statuses that bars have.
pub const BARS: [Status; 5] = [Status::Announced, Status::Proposed, Status::Agreed, Status::Adopted, Status::InEffect];

/// One line for the bars, one for the marks. Upright each step says in words what it is, and this is folded away.
pub fn legend(scene: &Scene<'_>) -> Node {
    let list = |key: &str| classed("ul", "plain").with("aria-label", scene.text(key));
    let mut bars = list("timeline.legend_status").children(BARS.map(|status| bar(scene, status)));
    let shapes = list("timeline.legend_shapes").children(Shape::ALL.iter().map(|shape| mark(scene, *shape)));
    let legend = if scene.is_upright() {
        let n_hidden = Shape::ALL.iter().filter(|shape| scene.model.hidden.contains(**shape)).count();
        // What is folded away still tells that something is missing.
        let key = if n_hidden == 0 { "timeline.legend" } else { "timeline.legend_set" };
        let name = scene.say(key, &[("n", n_hidden.into())]);
        classed("details", "legend").child(element("summary").text(name))
    } else {
        bars = bars.child(element("li").text(scene.text("timeline.thread")));
        classed("div", "legend")
    };
    legend.child(bars).child(shapes).node()
}

/// A piece of a bar, 26 pixels long and 10 high.
pub fn sample(status: Status) -> Element {
    filled(element("rect"), "bar", status).with("width", "26").with("height", "10")
}

fn bar(scene: &Scene<'_>, status: Status) -> Node {
    let drawing = element("svg").with("width", "26").with("height", "10").with("aria-hidden", "true");
    let drawing = drawing.child(sample(status));
    let is_chosen = scene.model.query.statuses.contains(&status);
    let toggle = Message::Toggle(Facet::Status, status.slug().to_owned());
    let is_held = scene.is_locked(Lock::Facet(Facet::Status));
    key(drawing.node(), scene.word("status", status.slug()), is_chosen, is_held, toggle)
}

fn mark(scene: &Scene<'_>, shape: Shape) -> Node {
    let is_shown = !scene.model.hidden.contains(shape);
    key(shape_icon(shape, false), scene.word("shape", shape.slug()), is_shown, false, Message::ToggleShape(shape))
}

fn key(drawing: Node, word: String, is_pressed: bool, is_held: bool, toggle: Message) -> Node {
    let key = button("key", toggle).with("aria-pressed", is_pressed.to_string()).with_flag("disabled", is_held);
    element("li").child(key.child(drawing).text(word)).node()
}
