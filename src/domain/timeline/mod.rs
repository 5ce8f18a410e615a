//! The time axis as numbers: windows of days, ticks, bars and marks, lanes, density.
//!
//! Everything is a fraction of the width of a [`Window`], from 0 at its left edge to 1 at its right. What is drawn from
//! that, in pixels and words, and what groups the rows, is decided elsewhere.

pub mod density;
pub mod lanes;
pub mod layout;
pub mod marks;
pub mod scale;
pub mod ticks;

pub use density::density;
pub use lanes::{Lanes, pack_lanes};
pub use layout::{Bar, Frame, Row, RowLayout, Span, layout_row};
pub use marks::{Mark, importance};
pub use scale::Window;
pub use ticks::{Tick, Ticks, Unit, ticks};
