//! What a reader takes away: links, citations and accounts to the clipboard, the selection as a file.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Context;
use super::chips::filter_names;
use super::follow::{effect, follow, runs};
use super::picture::picture;
use crate::domain::export::csv::csv;
use crate::drawing::node::classed;
use crate::drawing::scene::rows_of;
use crate::state::View;
use crate::view::reactive::RwSignal;
use crate::web::{clipboard, clock, page};

/// Buttons that copy texts, and one place where it is said that it was done.
#[derive(Clone, Copy)]
pub struct Copier {
    cx: Context,
    /// Whether the last copy could be made, and what is shown of it: that it was, else the text.
    copied: RwSignal<Option<(bool, String)>>,
}

impl Copier {
    /// Nothing is copied yet. What was copied is old news once something else is shown.
    pub fn new(cx: Context) -> Copier {
        let copied = RwSignal::new(None);
        effect(move || {
            cx.model();
            if copied.with_untracked(Option::is_some) {
                copied.set(None);
            }
        });
        Copier { cx, copied }
    }

    /// A button that copies what `text` makes; `key` is its name.
    pub fn button(self, class: &'static str, key: &'static str, text: fn(Context) -> String) -> AnyView {
        self.button_of(class, key, Box::new(text))
    }

    /// The same for a text that depends on more than the state.
    pub fn button_of(self, class: &'static str, key: &'static str, text: Box<dyn Fn(Context) -> String>) -> AnyView {
        let copy = move |event: MouseEvent| {
            let around = page::target(&event).and_then(|button| button.parent_element());
            let text = untrack(|| text(self.cx));
            let before = self.cx.model_now();
            clipboard::copy(&text.clone(), move |is_copied| {
                // The reader may have been asked first, and the explorer may be gone by now.
                let is_there = self.copied.try_get_untracked().is_some();
                if is_there && Arc::ptr_eq(&before, &self.cx.model_now()) {
                    let mut shown = if is_copied { self.cx.text("copy.done") } else { text };
                    // The same once more is news too.
                    if self.copied.get_untracked() == Some((true, shown.clone())) {
                        shown.push('\u{a0}');
                    }
                    self.copied.set(Some((is_copied, shown)));
                    if !is_copied {
                        page::before_next_drawing(move || {
                            around.and_then(|around| page::first(&around, "textarea")).as_ref().map(page::focus);
                        });
                    }
                }
            });
        };
        view! { <button type="button" class=class on:click=runs(copy)>{self.cx.text(key)}</button> }.into_any()
    }

    /// What became of the last copy. Where the page may not write to the clipboard, the reader can.
    pub fn outcome(self) -> AnyView {
        let cx = self.cx;
        follow(move || match self.copied.get() {
            None => ().into_any(),
            Some((true, done)) => view! { <p class="hint" role="alert">{done}</p> }.into_any(),
            Some((false, text)) => {
                let n_lines = text.lines().count().clamp(2, 12).to_string();
                view! {
                    <label class="by-hand">
                        {cx.text("copy.text")} <textarea readonly=true rows=n_lines prop:value=text></textarea>
                    </label>
                }
                .into_any()
            }
        })
    }
}

/// The buttons of the whole selection: its link, how to cite it, and a table of it for a spreadsheet.
pub fn of_selection(cx: Context) -> AnyView {
    let copier = Copier::new(cx);
    let has_address = !untrack(|| cx.full_address()).is_empty();
    let link = has_address.then(|| copier.button("quiet", "copy.link", |cx| cx.full_address()));
    let save = move |_| {
        let name = untrack(|| format!("security-union-{}.csv", cx.dates().as_of));
        cx.save(&name, "text/csv;charset=utf-8", untrack(|| table(cx)));
    };
    view! {
        <div class="take-away">
            {link}
            {copier.button("quiet", "copy.citation", citation)}
            <button type="button" class="quiet" on:click=runs(save)>{cx.text("copy.csv")}</button>
            {embed(cx)}
            {copier.outcome()}
        </div>
    }
    .into_any()
}

/// The link for the editor of another page, who wants this there.
fn embed(cx: Context) -> AnyView {
    let draw = move || {
        let link = |address| classed("a", "quiet").with("href", address).text(cx.text("copy.embed")).node();
        cx.embed_address().map(link).into_iter().collect()
    };
    picture(cx, "painted", draw)
}

/// The buttons of one initiative: its link, and how to cite it.
pub fn of_initiative(cx: Context, row: usize) -> AnyView {
    let copier = Copier::new(cx);
    // As it stands at the dates that are shown, whatever is filtered.
    let link = move |cx: Context| {
        let facts = cx.facts();
        facts.initiative(row).and_then(|initiative| cx.address_at_dates(&initiative.id)).unwrap_or_default()
    };
    let cite = move |cx: Context| {
        let facts = cx.facts();
        let Some(initiative) = facts.initiative(row) else { return String::new() };
        let standing = cx.statuses().now.get(row).map(|status| cx.word("status", status.slug())).unwrap_or_default();
        let arguments = [
            ("name", initiative.short.clone().into()),
            ("title", initiative.title.clone().into()),
            ("status", standing.into()),
            ("as_of", cx.date(cx.dates().as_of).into()),
        ];
        let key = if initiative.short == initiative.title { "cite.initiative" } else { "cite.named" };
        cited(cx, cx.say(key, &arguments), &cx.lasting_address_of(&initiative.id).unwrap_or_default())
    };
    let has_address = !untrack(|| link(cx)).is_empty();
    let link = has_address.then(|| copier.button_of("primary", "copy.link", Box::new(link)));
    view! {
        {link}
        {copier.button_of("primary", "copy.citation", Box::new(cite))}
        {copier.outcome()}
    }
    .into_any()
}

/// How to cite what is selected.
fn citation(cx: Context) -> String {
    let model = cx.model_now();
    let arguments = [
        ("n", cx.selection().len().into()),
        ("total", cx.total().into()),
        ("as_of", cx.date(cx.dates().as_of).into()),
        ("baseline", cx.baseline_name().into()),
    ];
    let is_compared = model.view == View::Changes || model.query.moved;
    let key = if is_compared { "cite.compared" } else { "cite.selection" };
    let what = [Some(cx.say(key, &arguments)), cx.words().filtered_by(&filter_names(cx))];
    cited(cx, what.into_iter().flatten().collect::<Vec<_>>().join(" "), &cx.lasting_address())
}

/// What is cited, and where it is from.
fn cited(cx: Context, what: String, address: &str) -> String {
    let facts = cx.facts();
    let (document, as_of) = (facts.document(), cx.dates().as_of);
    let key = if as_of > document.checked_through { "cite.source_ahead" } else { "cite.source" };
    let source = cx.words().source(key, document, address);
    let read = cx.say("cite.read", &[("today", cx.date(clock::today()).into())]);
    [&what, source.trim_end(), &read].join(" ")
}

/// The selection as a table, in the order that is chosen.
fn table(cx: Context) -> String {
    let records = cx.read(|scene| {
        let rows = rows_of(scene.facts, &scene.selection(), scene.statuses, scene.model, scene.words);
        scene.words.records(scene.facts, &rows, scene.as_of(), &|id| cx.lasting_address_of(id))
    });
    csv(&records)
}
