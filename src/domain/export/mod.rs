//! What a visitor takes away: the selection in forms that other programs read.
//!
//! Everything here is text from text: names, words and the time of writing are passed in.

pub mod calendar;
pub mod csv;
