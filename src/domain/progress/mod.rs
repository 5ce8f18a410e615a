//! Facts at a date, each with the event it rests on.

pub mod status;

pub mod changes;
pub mod counts;
pub mod durations;
pub mod trend;
pub mod upcoming;
pub mod who;
