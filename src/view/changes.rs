//! What changed between the baseline and the as-of date, by area, in sentences with their steps; to read, to send, to print.

use leptos::prelude::*;

use super::Context;
use super::chips::filter_names;
use super::controls::choose;
use super::follow::{flag, runs, text};
use super::picture::kept_picture;
use super::take_away::Copier;
use crate::domain::date::Day;
use crate::domain::progress::changes::{Changes, changes};
use crate::domain::vocabulary::StopKind;
use crate::drawing::changes::account as draw;
use crate::language::About;
use crate::state::Message;
use crate::state::preset::Lock;
use crate::web::page;

/// The account. It speaks of the selected initiatives.
pub fn changes_view(cx: Context) -> AnyView {
    let body = move |kept: &mut _| {
        let changes = changes_now(cx);
        cx.read(|scene| draw(scene, &changes, kept))
    };
    view! {
        <div class="account">
            <fieldset role="presentation" class="held-dates" disabled=flag(move || cx.is_locked(Lock::Dates))>{pairs(cx)}</fieldset>
            {take_away(cx)}
            {kept_picture(cx, "painted", body)}
        </div>
    }
    .into_any()
}

/// What changed for the selected initiatives.
pub fn changes_now(cx: Context) -> Changes {
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
        let days = value.split_once('.').map(|(from, to)| (Day::parse(from), Day::parse(to)));
        if let Some((Some(from), Some(to))) = days {
            cx.send(Message::Compare(from, cx.as_of_on(to)));
        }
    };
    choose("between", cx.text("changes.pick"), options, chosen, on_choice)
}

/// The buttons that give the account away.
fn take_away(cx: Context) -> AnyView {
    let copier = Copier::new(cx);
    let save = move |_| cx.save("security-union-changes.txt", "text/plain;charset=utf-8", account(cx));
    view! {
        <div class="take-away">
            {copier.button("primary", "changes.copy", account)}
            <button type="button" class="primary" on:click=runs(save)>{cx.text("changes.save")}</button>
            <button type="button" class="primary" on:click=runs(|_| page::print())>{cx.text("changes.print")}</button>
            {copier.outcome()}
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
            address: &cx.lasting_address(),
            address_of: &|id| cx.lasting_address_of(id),
        };
        cx.words().account(&cx.facts(), &changes_now(cx), about)
    })
}
