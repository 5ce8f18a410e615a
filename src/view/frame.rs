//! What stands around every page: the name, the way to the method, and who made this.

use leptos::prelude::*;

use super::Context;
use super::link::{link, outside};
use crate::domain::vocabulary::StopKind;
use crate::state::Message;

/// The top line.
pub fn masthead(cx: Context) -> impl IntoView {
    let facts = cx.facts();
    view! {
        <header class="masthead">
            {link(cx, "brand", Message::Explore, cx.text("brand.name"))}
            <span class="strategy">{facts.document().strategy.clone()}</span>
            <nav aria-label=cx.text("brand.nav")>
                {link(cx, "", Message::OpenAbout, cx.text("about.link"))}
            </nav>
        </header>
    }
}

/// The last lines.
pub fn footer(cx: Context) -> impl IntoView {
    let facts = cx.facts();
    let document = facts.document();
    let checked = cx.date(document.checked_through);
    let licence = match document.licence.as_str() {
        "CC-BY-4.0" => outside("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        other => other.to_owned().into_any(),
    };
    // What this is about, to read: the last report, and the news items.
    let last_report = document.stops.iter().rfind(|stop| stop.kind == StopKind::Report);
    let news = document.stops.iter().filter(|stop| stop.kind == StopKind::News);
    let pages: Vec<_> = last_report
        .into_iter()
        .chain(news)
        .filter_map(|stop| {
            let source = stop.sources.first()?;
            Some(view! { <li>{outside(&source.url, source.title.clone())}</li> }.into_any())
        })
        .collect();
    view! {
        <footer class="footer">
            <p>{cx.say("footer.independent", &[("date", checked.into())])}</p>
            <ul class="plain pages" aria-label=cx.text("footer.pages")>{pages}</ul>
            <p>
                {cx.text("footer.data")}" "{licence}". "
                {cx.say("footer.version", &[("version", document.version.clone().into())])}
            </p>
        </footer>
    }
}
