//! What fields for a date do not take, and why.

use leptos::ev::Event;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::Context;
use super::follow::{effect, maybe};
use super::picture::painted;
use crate::drawing::classed;
use crate::drawing::scene::bounds;
use crate::language::NoDate;
use crate::view::reactive::RwSignal;

/// What a field for a date did not take, and why. It holds while the date stays as it was then: one that comes from
/// elsewhere takes the place of what was typed.
#[derive(Clone, Copy)]
pub struct Refusal {
    shown: Signal<String>,
    /// The date as it was shown, and the sentence.
    refused: RwSignal<(String, String)>,
}

impl Refusal {
    /// Nothing refused yet, in a field that shows its date like this.
    pub fn of(shown: Signal<String>) -> Refusal {
        let refused = RwSignal::new((String::new(), String::new()));
        // It is over then, also when the date comes back to what it was.
        effect(move || {
            let now = shown.get();
            if refused.with_untracked(|(was, why)| *was != now && !why.is_empty()) {
                refused.set(Default::default());
            }
        });
        Refusal { shown, refused }
    }

    /// Hears whether what was typed into the field was taken; if not, with the sentence that says why.
    pub fn hear(self, typed: &Event, taken: Result<(), String>) {
        let shown = self.shown.get_untracked();
        if taken.is_ok() {
            // The same date in other words is no change that the field would follow.
            event_target::<HtmlInputElement>(typed).set_value(&shown);
        }
        self.refused.set((shown, taken.err().unwrap_or_default()));
    }

    fn now(self) -> String {
        let (was, why) = self.refused.get();
        if was == self.shown.get() { why } else { String::new() }
    }

    /// The element that says the sentence; it is empty when there is none.
    pub fn alert(self, id: String) -> AnyView {
        painted(move || classed("p", "field-error").with("id", id.clone()).with("role", "alert").text(self.now()))
    }

    /// The value of `aria-invalid`.
    pub fn invalid(self) -> Signal<Option<String>> {
        maybe(move || (!self.now().is_empty()).then(|| "true".into()))
    }
}

/// Why a text is not taken as a date, in a sentence; `form` is the key of the forms that can be read.
pub fn no_date(cx: Context, typed: &str, why: NoDate, form: &str) -> String {
    let bounds = bounds(&cx.facts());
    let arguments = [
        ("text", typed.into()),
        ("form", cx.text(form).into()),
        ("from", bounds.first_day().year().to_string().into()),
        ("to", bounds.last_day().year().to_string().into()),
    ];
    cx.say(&format!("no-date.{}", why.slug()), &arguments)
}
