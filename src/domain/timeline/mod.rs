//! The time axis as numbers: windows of days, ticks, bars and marks, lanes and the way through them, density.
//!
//! Everything is a fraction of the width of a [`Window`], from 0 at its left edge to 1 at its right. What is drawn from
//! that, in pixels and words, is decided elsewhere.

pub mod density;
pub mod lanes;
pub mod layout;
pub mod marks;
pub mod rail;
pub mod scale;
pub mod shape;
pub mod ticks;
pub mod walk;

pub use density::density;
pub use lanes::{Group, Lane, LaneOf, lanes};
pub use layout::{Bar, Frame, Row, RowLayout, Span, layout_row};
pub use marks::{Mark, importance};
pub use scale::Window;
pub use shape::{Shape, Shapes};
pub use ticks::{Tick, Ticks, Unit, ticks};
pub use walk::{Chart, Line, Move, Place};
