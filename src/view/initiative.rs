//! The page of one initiative.

use leptos::prelude::*;

use super::follow::{aria_flag, flag};
use super::next::calendar_button;
use super::picture::picture;
use super::take_away::of_initiative;
use super::{Context, DetailsState};
use crate::domain::progress::upcoming::upcoming;
use crate::drawing::initiative::{initiative as draw, neighbours, unknown};

/// The page of an initiative; for an id that the data does not have, a way back.
pub fn initiative(cx: Context, id: &str) -> AnyView {
    let Some(row) = cx.facts().row(id) else {
        let id = id.to_owned();
        let said = picture(cx, "painted", move || cx.read(|scene| unknown(scene, &id)));
        return view! { <article class="initiative">{said}</article> }.into_any();
    };
    let is_waiting = move || cx.surroundings().details == DetailsState::Loading;
    let content = move || cx.read(|scene| draw(scene, row, is_waiting()));
    // Its steps ahead as a calendar file, if it has any.
    let steps = move || upcoming(&cx.facts(), &[row], cx.dates().as_of);
    view! {
        <article class="initiative" aria-busy=aria_flag(is_waiting)>
            {picture(cx, "painted", content)}
            <div class="take-away">
                <span hidden=flag(move || steps().is_empty())>{calendar_button(cx, steps)}</span>
                {of_initiative(cx, row)}
            </div>
            {picture(cx, "painted", move || vec![cx.read(|scene| neighbours(scene, row))])}
        </article>
    }
    .into_any()
}
