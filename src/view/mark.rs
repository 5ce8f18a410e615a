//! The shapes of the timeline: one for each kind of step, and the patterns of the statuses. Shape and pattern say what
//! the colour says.

use leptos::prelude::*;

use crate::domain::vocabulary::{Certainty, Stage, Status};

/// The shape that stands for a stage. Stages that mean much the same to a reader share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An open circle: announced.
    OpenCircle,
    /// An open diamond: proposed.
    OpenDiamond,
    /// A short stroke: a position of Parliament or Council.
    Stroke,
    /// A diamond: agreed.
    Diamond,
    /// A circle: adopted, signed, concluded.
    Circle,
    /// A triangle: it starts to be in effect.
    Triangle,
    /// A small square: any other step.
    Square,
    /// A cross: it ends.
    Cross,
}

impl Shape {
    /// Every shape, in the order of the legend.
    pub const ALL: [Shape; 8] = [
        Shape::OpenCircle,
        Shape::OpenDiamond,
        Shape::Stroke,
        Shape::Diamond,
        Shape::Circle,
        Shape::Triangle,
        Shape::Square,
        Shape::Cross,
    ];

    /// The shape of a stage.
    pub fn of(stage: Stage) -> Shape {
        match stage {
            Stage::Announced | Stage::MandateAsked => Shape::OpenCircle,
            Stage::Proposed | Stage::Mandate => Shape::OpenDiamond,
            Stage::EpPosition | Stage::CouncilPosition => Shape::Stroke,
            Stage::Agreement => Shape::Diamond,
            Stage::Adopted | Stage::Signed | Stage::Concluded => Shape::Circle,
            Stage::InForce | Stage::Applies | Stage::Launched | Stage::Deadline => Shape::Triangle,
            Stage::Published | Stage::Evaluated | Stage::Amended | Stage::Milestone => Shape::Square,
            Stage::Withdrawn | Stage::Lapsed | Stage::Repealed | Stage::Ended => Shape::Cross,
        }
    }

    /// The word of the shape in element ids and message keys.
    pub fn slug(self) -> &'static str {
        match self {
            Shape::OpenCircle => "announced",
            Shape::OpenDiamond => "proposed",
            Shape::Stroke => "position",
            Shape::Diamond => "agreed",
            Shape::Circle => "adopted",
            Shape::Triangle => "in-effect",
            Shape::Square => "other",
            Shape::Cross => "ended",
        }
    }

    /// Its outline around the point (0, 0), in pixels.
    fn path(self) -> &'static str {
        match self {
            Shape::OpenCircle | Shape::Circle => "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
            Shape::OpenDiamond | Shape::Diamond => "M0-6L6 0L0 6L-6 0z",
            Shape::Stroke => "M-1.5-5.5h3v11h-3z",
            Shape::Triangle => "M-4-5.5L6 0L-4 5.5z",
            Shape::Square => "M-2.75-2.75h5.5v5.5h-5.5z",
            Shape::Cross => "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0z",
        }
    }

    fn is_open(self) -> bool {
        matches!(self, Shape::OpenCircle | Shape::OpenDiamond)
    }
}

/// The definitions that all drawings of one explorer refer to: the shapes and the patterns.
pub fn definitions() -> impl IntoView {
    let shapes = Shape::ALL
        .map(|shape| view! { <path id=format!("shape-{}", shape.slug()) d=shape.path()></path> }.into_any())
        .into_iter()
        .collect::<Vec<_>>();
    view! {
        <svg class="definitions" width="0" height="0" aria-hidden="true">
            <defs>
                {shapes}
                <pattern id="pattern-proposed" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width=4 height=4 class="fill-proposed"></rect>
                    <rect width=1 height=4 class="fill-agreed"></rect>
                </pattern>
            </defs>
        </svg>
    }
}

/// A shape at `x` (per cent, with its sign) and `y` (pixels) of a drawing.
pub fn shape_at(shape: Shape, x: String, y: u32, is_planned: bool) -> AnyView {
    let class = match (shape.is_open(), is_planned) {
        (true, false) => "shape open",
        (true, true) => "shape open planned",
        (false, false) => "shape",
        (false, true) => "shape planned",
    };
    view! { <use_ href=format!("#shape-{}", shape.slug()) x=x y=y.to_string() class=class></use_> }.into_any()
}

/// A shape by itself, in a line of text.
pub fn shape_icon(shape: Shape, certainty: Certainty) -> AnyView {
    view! {
        <svg class="icon" width="14" height="14" aria-hidden="true">
            {shape_at(shape, "7".into(), 7, certainty != Certainty::Fact)}
        </svg>
    }
    .into_any()
}

/// How a status is filled: a class for its colour, and the pattern where it has one.
pub fn fill_class(status: Status) -> &'static str {
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
pub fn fill_pattern(status: Status) -> Option<&'static str> {
    (status == Status::Proposed).then_some("url(#pattern-proposed)")
}

/// A status in a line of text: how full the ink is.
pub fn status_icon(status: Status) -> AnyView {
    view! {
        <svg class="icon" width="14" height="14" aria-hidden="true">
            <circle cx="7" cy="7" r="5" class=format!("dot {}", fill_class(status)) fill=fill_pattern(status)></circle>
        </svg>
    }
    .into_any()
}
