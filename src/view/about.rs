//! About the data and the method: who made this, how a status is computed, what "checked" means, the reports, the terms.

use leptos::prelude::*;

use super::Context;
use super::link::{link, outside};
use super::mark::{shape_icon, status_icon};
use crate::domain::initiative::Stop;
use crate::domain::progress::status::status_after;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::{Kind, Stage, Status};
use crate::state::Message;
use crate::web::module::beside;

/// The page.
pub fn about(cx: Context) -> impl IntoView {
    let facts = cx.facts();
    let document = facts.document();
    let n_events: usize = facts.initiatives().iter().map(|initiative| initiative.events.len()).sum();
    let numbers = cx.say(
        "about.numbers",
        &[
            ("initiatives", facts.initiatives().len().into()),
            ("events", n_events.into()),
            ("date", cx.date(document.checked_through).into()),
        ],
    );
    let reports: Vec<_> = document.stops.iter().map(|stop| report(cx, stop)).collect();
    let terms: Vec<_> = document
        .glossary
        .iter()
        .map(|term| view! { <div><dt>{term.term.clone()}</dt><dd>{term.definition.clone()}</dd></div> }.into_any())
        .collect();
    view! {
        <article class="about">
            <p class="back">{link(cx, "", Message::Explore, cx.text("initiative.back"))}</p>
            <h1 tabindex="-1" node_ref=cx.targets.heading>{cx.text("about.heading")}</h1>
            <p class="lead">{cx.text("about.independent")}</p>
            <p>{numbers}</p>

            <h2>{cx.text("about.status_heading")}</h2>
            <p>{cx.text("about.status")}</p>
            <dl class="statuses">{Status::ALL.iter().map(|status| meaning(cx, *status)).collect::<Vec<_>>()}</dl>
            {rules(cx)}
            <p>{cx.text("about.partial")}</p>

            <h2>{cx.text("about.checked_heading")}</h2>
            <p>{cx.text("about.checked")}</p>
            <p>{cx.text("about.dates")}</p>

            <h2>{cx.text("about.reports_heading")}</h2>
            <ol class="reports">{reports}</ol>

            <h2>{cx.text("about.glossary_heading")}</h2>
            <dl class="glossary">{terms}</dl>

            <h2>{cx.text("about.licence_heading")}</h2>
            <p>{cx.text("about.licence")}</p>
            <p><a href=beside("licences.txt")>{cx.text("about.licences")}</a></p>
            <p>{cx.text("about.privacy")}</p>
        </article>
    }
}

/// A status and what it means.
fn meaning(cx: Context, status: Status) -> AnyView {
    let icon = status_icon(status);
    view! { <div><dt>{icon}{cx.word("status", status.slug())}</dt><dd>{cx.word("status_rule", status.slug())}</dd></div> }.into_any()
}

/// The table of rules: which step gives which status, by kind. Drawn from the function that computes it.
fn rules(cx: Context) -> impl IntoView {
    let heads: Vec<_> =
        Kind::ALL.iter().map(|kind| view! { <th scope="col">{cx.word("kind", kind.slug())}</th> }.into_any()).collect();
    let lines: Vec<_> = Stage::ALL
        .iter()
        .filter(|stage| Kind::ALL.iter().any(|kind| status_after(*kind, **stage).is_some()))
        .map(|stage| {
            let cells: Vec<_> = Kind::ALL
                .iter()
                .map(|kind| {
                    let status = status_after(*kind, *stage);
                    let word = status.map(|status| cx.word("status", status.slug()));
                    view! { <td>{word.unwrap_or("–".into())}</td> }.into_any()
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{shape_icon(Shape::of(*stage), false)}" "{cx.word("stage", stage.slug())}</th>
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=cx.text("about.rules_caption")>
            <table class="rules">
                <caption>{cx.text("about.rules_caption")}</caption>
                <thead><tr><th scope="col">{cx.text("about.rules_step")}</th>{heads}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

/// A stop of the date bar with what it says and where to read it.
fn report(cx: Context, stop: &Stop) -> AnyView {
    let sources: Vec<_> = stop
        .sources
        .iter()
        .map(|source| view! { <li>{outside(&source.url, source.title.clone())}</li> }.into_any())
        .collect();
    let remarks = (!stop.remarks.is_empty()).then(|| view! { <p class="hint">{stop.remarks.clone()}</p> }.into_any());
    let number = stop.refs.com.clone().map(|com| format!(" · {com}"));
    view! {
        <li>
            <h3>{stop.title.clone()}</h3>
            <p class="hint">{cx.date(stop.day)}{number}</p>
            <p>{stop.summary.clone()}</p>
            {remarks}
            <ul class="plain">{sources}</ul>
        </li>
    }
    .into_any()
}
