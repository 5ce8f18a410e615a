//! What happens over time: what changed, what is next, how many stood where, how long it took, who acts.

pub mod changes;
pub mod durations;
pub mod trend;
pub mod upcoming;
pub mod who;
