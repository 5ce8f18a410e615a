//! The whole: landmarks, the order of parts, and which page is in sight.

use leptos::prelude::*;

use super::Context;
use super::about::about;
use super::area_cards::area_cards;
use super::date_bar::date_bar;
use super::filters::filters;
use super::frame::{footer, masthead};
use super::headline::headline;
use super::initiative::initiative;
use super::mark::definitions;
use super::results::results;
use super::trouble::remarks;
use crate::state::Page;

/// The explorer. The exploring page stays mounted under an opened one, so that coming back is where one left.
pub fn explorer(cx: Context) -> AnyView {
    let is_exploring = move || cx.page.with(|page| *page == Page::Explore);
    let opened = move || match cx.page.get() {
        Page::Explore => ().into_any(),
        Page::Initiative(id) => initiative(cx, &id),
        Page::About => about(cx).into_any(),
    };
    view! {
        <div class="explorer" lang=cx.words().language().to_owned()>
            {definitions()}
            {masthead(cx)}
            {remarks(cx)}
            <div class="explore" hidden=move || !is_exploring()>
                {headline(cx)}
                {date_bar(cx)}
                {area_cards(cx)}
                <div class="selection">
                    {filters(cx)}
                    {results(cx)}
                </div>
            </div>
            <div class="opened">{opened}</div>
            {footer(cx)}
        </div>
    }
    .into_any()
}
