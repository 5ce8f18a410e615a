//! The shapes of the marks: stages that mean much the same to a reader share one.

use crate::domain::vocabulary::{Stage, vocabulary};

vocabulary! {
    /// The shape that stands for a stage, in the order of the legend.
    Shape {
        /// An open circle: announced.
        OpenCircle = "announced",
        /// An open diamond: proposed.
        OpenDiamond = "proposed",
        /// A short stroke: a position of Parliament or Council.
        Stroke = "position",
        /// A diamond: agreed.
        Diamond = "agreed",
        /// A circle: adopted, signed, concluded.
        Circle = "adopted",
        /// A triangle: it starts to be in effect.
        Triangle = "in-effect",
        /// A small square: any other step.
        Square = "other",
        /// A cross: it ends.
        Cross = "ended",
    }
}

impl Shape {
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
}

/// A set of shapes.
///
/// ```
/// # use security_union_explorer::domain::timeline::{Shape, Shapes};
/// let mut hidden = Shapes::default();
/// hidden.toggle(Shape::Stroke);
/// assert!(hidden.contains(Shape::Stroke) && !hidden.contains(Shape::Cross));
/// hidden.toggle(Shape::Stroke);
/// assert_eq!(hidden, Shapes::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shapes(u8);

impl Shapes {
    /// Whether a shape is in it.
    pub fn contains(self, shape: Shape) -> bool {
        self.0 & (1 << shape as u8) != 0
    }

    /// Puts a shape in, or takes it out.
    pub fn toggle(&mut self, shape: Shape) {
        self.0 ^= 1 << shape as u8;
    }

    /// Those that are in it, in the order of the legend.
    pub fn iter(self) -> impl Iterator<Item = Shape> {
        Shape::ALL.iter().copied().filter(move |shape| self.contains(*shape))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::status::status_after;
    use crate::domain::vocabulary::{Kind, Status};

    #[test]
    fn what_puts_something_in_effect_is_a_triangle_and_what_ends_it_a_cross() {
        for (kind, stage) in Kind::ALL.iter().flat_map(|kind| Stage::ALL.iter().map(|stage| (*kind, *stage))) {
            match status_after(kind, stage) {
                Some(Status::InEffect) => assert_eq!(Shape::of(stage), Shape::Triangle),
                Some(Status::Ended) => assert_eq!(Shape::of(stage), Shape::Cross),
                _ => {}
            }
        }
    }
}
