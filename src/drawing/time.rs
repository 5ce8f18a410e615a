//! Dates as elements.

use super::node::{Element, element};
use super::scene::Scene;
use crate::domain::date::Precision;
use crate::domain::initiative::Event;

/// The date of an event: machines read the exact form, people the short one.
pub fn time(scene: &Scene<'_>, event: &Event) -> Element {
    // HTML knows no quarters.
    let machine = (event.date.precision() != Precision::Quarter).then(|| event.date.to_string());
    element("time").with_some("datetime", machine).text(scene.short_date(event.date))
}
