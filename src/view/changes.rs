//! What changed between the baseline and the as-of date, by area, in sentences with their steps; to read, to send, to print.

use leptos::prelude::*;

use super::Context;
use super::block::{hint, item};
use super::chips::filter_names;
use super::controls::choose;
use super::follow::{flag, follow, runs, text};
use super::link::initiative_link;
use super::mark::status_icon;
use crate::domain::date::Day;
use crate::domain::progress::changes::{Changes, Moved, Movement, changes};
use crate::domain::vocabulary::StopKind;
use crate::language::About;
use crate::state::Message;
use crate::state::address::parse_day;
use crate::state::preset::Lock;
use crate::web::{clipboard, page};

/// The account. It speaks of the selected initiatives.
pub fn changes_view(cx: Context) -> AnyView {
    let body = move || {
        let facts = cx.facts();
        let changes = changes_now(cx);
        let summary = cx.words().changes_summary(&facts, &changes, cx.dates());
        let areas: Vec<_> = (0..facts.document().areas.len()).map(|area| area_changes(cx, area, &changes)).collect();
        view! { <p class="lead">{summary}</p>{areas} }.into_any()
    };
    view! {
        <div class="account">
            <fieldset role="presentation" class="held-dates" disabled=flag(move || cx.is_locked(Lock::Dates))>{pairs(cx)}</fieldset>
            {follow(body)}
            {take_away(cx)}
        </div>
    }
    .into_any()
}

fn changes_now(cx: Context) -> Changes {
    changes(&cx.facts(), cx.selection().rows(), &cx.statuses())
}

/// Two stops that follow each other, in one choice: "the sixth to the seventh report".
fn pairs(cx: Context) -> AnyView {
    let facts = cx.facts();
    let document = facts.document();
    let mut days: Vec<Day> = document
        .stops
        .iter()
        .filter(|stop| stop.kind != StopKind::News && stop.day < document.checked_through)
        .map(|stop| stop.day)
        .collect();
    days.push(document.checked_through);
    let value = |from: Day, to: Day| format!("{from}.{to}");
    let name = |day: Day| facts.stop_on(day).map_or_else(|| cx.short_date(day), |stop| stop.short.clone());
    let mut options = vec![(String::new(), cx.text("changes.own"))];
    for pair in days.windows(2).rev() {
        if let [from, to] = pair {
            let said = cx.say("changes.pair", &[("from", name(*from).into()), ("to", name(*to).into())]);
            options.push((value(*from, *to), said));
        }
    }
    let known: Vec<String> = options.iter().map(|(value, _)| value.clone()).collect();
    let chosen = text(move || {
        let dates = cx.dates();
        Some(value(dates.baseline, dates.as_of)).filter(|value| known.contains(value)).unwrap_or_default()
    });
    let on_choice = move |value: String| {
        let days = value.split_once('.').map(|(from, to)| (parse_day(from), parse_day(to)));
        if let Some((Some(from), Some(to))) = days {
            cx.send(Message::SetBaseline(Some(from)));
            cx.send(Message::SetAsOf(Some(to)));
        }
    };
    choose("between", cx.text("changes.pick"), options, chosen, on_choice)
}

/// The buttons that give the account away.
fn take_away(cx: Context) -> AnyView {
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        clipboard::copy(&account(cx), move |is_copied| {
            let _ = copied.try_set(Some(is_copied));
        })
    };
    let save = move |_| cx.save("security-union-changes.txt", "text/plain;charset=utf-8", account(cx));
    let said = move || {
        match copied.get() {
        None => ().into_any(),
        Some(true) => view! { <p class="hint" role="status">{cx.text("changes.copied")}</p> }.into_any(),
        // The page may not write to the clipboard: the reader can.
        Some(false) => {
            view! { <textarea readonly=true rows="12" aria-label=cx.text("changes.text") prop:value=account(cx)></textarea> }
                .into_any()
        }
    }
    };
    view! {
        <div class="take-away">
            <button type="button" class="primary" on:click=runs(copy)>{cx.text("changes.copy")}</button>
            <button type="button" class="primary" on:click=runs(save)>{cx.text("changes.save")}</button>
            <button type="button" class="primary" on:click=runs(|_| page::print())>{cx.text("changes.print")}</button>
            {follow(said)}
        </div>
    }
    .into_any()
}

/// The account as plain text.
fn account(cx: Context) -> String {
    untrack(|| {
        let filters = filter_names(cx);
        let about = About {
            dates: cx.dates(),
            filters: &filters,
            address: &cx.full_address(),
            address_of: &|id| cx.address_of(id),
        };
        cx.words().account(&cx.facts(), &changes_now(cx), about)
    })
}

/// What moved in one area; nothing when nothing did.
fn area_changes(cx: Context, area: usize, changes: &Changes) -> Option<AnyView> {
    let facts = cx.facts();
    let known = facts.document().areas.get(area)?;
    let in_area = |moved: &&Moved| facts.initiative(moved.row).is_some_and(|initiative| initiative.area == area);
    let moved: Vec<&Moved> = changes.moved.iter().filter(in_area).collect();
    if moved.is_empty() {
        return None;
    }
    let ways: Vec<_> = Movement::ALL
        .iter()
        .filter_map(|kind| {
            let items: Vec<_> = moved.iter().filter(|moved| moved.kind == *kind).map(|moved| line(cx, moved)).collect();
            (!items.is_empty()).then(|| {
                let heading = cx.word("movement", kind.slug());
                view! { <h4>{heading}</h4><ul class="plain moves">{items}</ul> }.into_any()
            })
        })
        .collect();
    Some(
        view! {
            <section>
                <h3><span class="area-number">{known.number.to_string()}</span>{known.short.clone()}</h3>
                {ways}
            </section>
        }
        .into_any(),
    )
}

/// One initiative: from where to where, and through which steps.
fn line(cx: Context, moved: &Moved) -> AnyView {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(moved.row) else { return ().into_any() };
    let words = cx.words();
    let steps = moved.steps.iter().filter_map(|position| initiative.events.get(*position));
    let steps: Vec<String> = steps.map(|event| words.happening(event)).collect();
    let short = initiative_link(cx, "", moved.row, initiative.short.clone());
    item(view! { {status_icon(moved.to)}<div>{short}" "{words.way(moved)}{hint(steps.join("; "))}</div> }.into_any())
}
