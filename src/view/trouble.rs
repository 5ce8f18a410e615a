//! What went wrong, in sentences with a way on: the data did not come, a record is broken, an address makes no sense.

use std::rc::Rc;

use leptos::prelude::*;

use super::follow::{follow, runs, text};
use super::{Context, DetailsState};
use crate::domain::document::{Effect, Unreadable};
use crate::language::Words;
use crate::state::address::Notice;
use crate::state::{Message, Page};
use crate::view::reactive::{RwSignal, StoredValue};
use crate::web::fetch::FetchError;

/// Why there is nothing to explore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing came.
    Fetch(FetchError),
    /// What came is a document, but not the one that was published with this explorer.
    Altered,
    /// What came is no document that this explorer can read.
    Unreadable(Unreadable),
}

impl Trouble {
    /// Its sentence.
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Trouble::Fetch(FetchError::NoNetwork) => words.text("trouble.no_network"),
            Trouble::Fetch(FetchError::TimedOut) => words.text("trouble.timed_out"),
            Trouble::Fetch(FetchError::TooLarge(bytes)) => {
                words.say("trouble.too_large", &[("n", (bytes / 1_000_000).into())])
            }
            Trouble::Fetch(FetchError::Refused(404)) => words.text("trouble.not_found"),
            Trouble::Fetch(FetchError::Refused(status)) => {
                words.say("trouble.refused", &[("status", status.to_string().into())])
            }
            Trouble::Altered => words.text("trouble.altered"),
            Trouble::Unreadable(Unreadable::NotJson { .. }) => words.text("trouble.not_json"),
            Trouble::Unreadable(Unreadable::WrongFormat { found, .. }) => {
                words.say("trouble.wrong_format", &[("found", found.to_string().into())])
            }
            Trouble::Unreadable(Unreadable::NotADocument { field }) => {
                words.say("trouble.not_a_document", &[("field", (*field).into())])
            }
            Trouble::Unreadable(Unreadable::OtherVersion) => words.text("trouble.altered"),
        }
    }
}

/// The notice above the page's own content, which stays in sight below it.
pub fn trouble(words: &Words, trouble: &Trouble, n_tries: RwSignal<usize>, retry: Rc<dyn Fn()>) -> AnyView {
    let own_words = StoredValue::new(words.clone());
    let tries = move || match n_tries.get() {
        1 => String::new(),
        n => own_words.with_value(|words| words.say("trouble.tries", &[("n", n.into())])),
    };
    let retry = StoredValue::new(retry);
    let on_click = move |_| {
        if let Some(retry) = retry.try_get_value() {
            retry();
        }
    };
    view! {
        <div class="explorer trouble" role="alert" lang=words.language().to_owned()>
            <p><strong>{words.text("trouble.heading")}</strong>" "{trouble.sentence(words)}" "<span prop:textContent=text(tries)></span></p>
            <button type="button" class="primary" on:click=runs(on_click)>{words.text("trouble.retry")}</button>
        </div>
    }
    .into_any()
}

/// What the reader should know about this page: ignored parts of the address, broken records, missing long texts.
pub fn remarks(cx: Context) -> impl IntoView {
    view! {
        <div class="remarks">
            {follow(move || ignored(cx).into_any())}
            {follow(move || empty_range(cx).into_any())}
            {broken(cx)}
            {follow(move || missing_details(cx).into_any())}
        </div>
    }
}

/// How many parts of an address are named, and how much of each: enough to find it there, too little to speak for us on a page of
/// others.
const MOST_PARTS: usize = 10;
const LONGEST_PART: usize = 40;

/// A part of an address as it can be shown among words of ours: short, in one word, and without what turns the direction of a line.
fn shown(part: &str) -> String {
    let is_plain = |c| matches!(c, '!'..='~' | '\u{a1}'..='\u{5ff}');
    part.chars().take(LONGEST_PART).map(|c| if is_plain(c) { c } else { '_' }).collect()
}

/// The sentence that says what was ignored of the address and of the element's attributes, if anything was.
pub fn ignored_parts(cx: Context) -> Option<String> {
    let facts = cx.facts();
    let said = |notice: &Notice| shown(&[&notice.name, "=", &notice.value].concat());
    let mut parts: Vec<String> = cx.surroundings().notices.iter().take(MOST_PARTS).map(said).collect();
    if let Page::Initiative(id) = &cx.model().page
        && facts.row(id).is_none()
    {
        parts.push(["initiative=", id].concat());
    }
    let list = cx.words().format().list(&parts);
    (!parts.is_empty()).then(|| cx.say("remark.ignored", &[("parts", list.into())]))
}

/// That the time range of the address has nothing in it.
fn empty_range(cx: Context) -> Option<AnyView> {
    let (from, to) = cx.model().query.empty_range()?;
    let said = cx.say("remark.empty_range", &[("from", cx.date(from).into()), ("to", cx.date(to).into())]);
    Some(view! { <div class="remark" role="status"><p>{said}</p></div> }.into_any())
}

/// What was ignored.
fn ignored(cx: Context) -> Option<AnyView> {
    let sentence = ignored_parts(cx)?;
    let dismiss = move |_| {
        let is_nowhere = matches!(&cx.model_now().page, Page::Initiative(id) if cx.facts().row(id).is_none());
        cx.send(if is_nowhere { Message::Explore } else { Message::KeepFocus });
        cx.dismiss_notices();
    };
    Some(
        view! {
            <div class="remark" role="status">
                <p>{sentence}</p>
                <button type="button" class="quiet" on:click=runs(dismiss)>{cx.text("remark.dismiss")}</button>
            </div>
        }
        .into_any(),
    )
}

/// The records that could not be read.
fn broken(cx: Context) -> Option<AnyView> {
    let problems = cx.problems();
    let problems: Vec<_> = problems.into_iter().filter(|problem| problem.effect != Effect::Doubt).collect();
    if problems.is_empty() {
        return None;
    }
    let n = problems.len();
    let lines: Vec<_> = problems
        .into_iter()
        .map(|problem| view! { <li><code>{problem.path}</code>": "{problem.what}"; "{problem.mend}</li> }.into_any())
        .collect();
    Some(
        view! {
            <details class="remark">
                <summary>{cx.say("remark.broken", &[("n", n.into())])}</summary>
                <ul>{lines}</ul>
            </details>
        }
        .into_any(),
    )
}

/// That summaries and sources are missing, with a way to ask again.
fn missing_details(cx: Context) -> Option<AnyView> {
    let retry = move |_| cx.retry_details();
    (cx.surroundings().details == DetailsState::Failed).then(|| {
        view! {
            <div class="remark" role="status">
                <p>{cx.text("remark.no_details")}</p>
                <button type="button" class="quiet" on:click=runs(retry)>{cx.text("trouble.retry")}</button>
            </div>
        }
        .into_any()
    })
}
