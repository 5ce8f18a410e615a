//! The marks of a drawing: one shape for each kind of step, and the patterns of the statuses. Shape and pattern say what the
//! colour says.

use super::node::{Element, Node, classed, element};
use super::scene::Scene;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Status;

/// The outline of a shape around the point (0, 0), in pixels.
fn path(shape: Shape) -> &'static str {
    match shape {
        Shape::OpenCircle | Shape::Circle => "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        Shape::OpenDiamond | Shape::Diamond => "M0-6L6 0L0 6L-6 0z",
        Shape::Stroke => "M-1.5-5.5h3v11h-3z",
        Shape::Triangle => "M-4-5.5L6 0L-4 5.5z",
        Shape::Square => "M-2.75-2.75h5.5v5.5h-5.5z",
        Shape::Cross => "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0z",
    }
}

fn is_open(shape: Shape) -> bool {
    matches!(shape, Shape::OpenCircle | Shape::OpenDiamond)
}

/// The definitions that all drawings of one explorer refer to: the shapes and the patterns.
pub fn definitions() -> Node {
    let shapes = Shape::ALL
        .iter()
        .map(|shape| element("path").with("id", format!("shape-{}", shape.slug())).with("d", path(*shape)).node());
    let pattern = element("pattern")
        .with("id", "pattern-proposed")
        .with("width", "4")
        .with("height", "4")
        .with("patternUnits", "userSpaceOnUse")
        .with("patternTransform", "rotate(45)")
        .child(element("rect").with("width", "4").with("height", "4").with("class", "fill-proposed"))
        .child(element("rect").with("width", "1").with("height", "4").with("class", "fill-agreed"));
    element("defs").children(shapes).child(pattern).node()
}

/// The class of a shape.
pub fn shape_class(shape: Shape, is_planned: bool) -> &'static str {
    match (is_open(shape), is_planned) {
        (true, false) => "shape open",
        (true, true) => "shape open planned",
        (false, false) => "shape",
        (false, true) => "shape planned",
    }
}

/// A shape at `x` (pixels, or per cent with its sign) and `y` (pixels) of a drawing.
pub fn shape_at(shape: Shape, x: String, y: i32, is_planned: bool) -> Element {
    let shape_id = format!("#shape-{}", shape.slug());
    element("use").with("href", shape_id).with("x", x).with_number("y", y).with("class", shape_class(shape, is_planned))
}

/// A shape by itself, in a line of text.
pub fn shape_icon(shape: Shape, is_planned: bool) -> Node {
    icon(shape_at(shape, "7".into(), 7, is_planned))
}

/// A status in a line of text: how full the ink is.
pub fn status_icon(status: Status) -> Node {
    icon(status_dot(status))
}

/// The same without the drawing around it.
pub fn status_dot(status: Status) -> Element {
    filled(element("circle"), "dot", status).with("cx", "7").with("cy", "7").with("r", "5")
}

/// An element of a class that is filled as a status is: by colour, and where colours are close by pattern.
pub fn filled(element: Element, class: &str, status: Status) -> Element {
    element.with("class", format!("{class} {}", fill_class(status))).with_some("fill", fill_pattern(status))
}

/// The word of a status with its icon.
pub fn status_word(scene: &Scene<'_>, status: Status) -> Node {
    let word = classed("span", "status-word").child(status_icon(status));
    word.text(scene.word("status", status.slug())).node()
}

fn icon(drawing: Element) -> Node {
    classed("svg", "icon").with("width", "14").with("height", "14").with("aria-hidden", "true").child(drawing).node()
}

/// How a status is filled: a class for its colour, and the pattern where it has one.
fn fill_class(status: Status) -> &'static str {
    match status {
        Status::NotYetBegun => "status-not-yet-begun",
        Status::Announced => "status-announced",
        Status::Proposed => "status-proposed",
        Status::Agreed => "status-agreed",
        Status::Adopted => "status-adopted",
        Status::InEffect => "status-in-effect",
        Status::Ended => "status-ended",
    }
}

/// The `fill` of a status that has a pattern; the colours of the others come from the style sheet.
fn fill_pattern(status: Status) -> Option<&'static str> {
    (status == Status::Proposed).then_some("url(#pattern-proposed)")
}
