//! Text with what was searched for marked in it.

use leptos::prelude::*;

use super::Context;
use super::follow::follow;
use crate::domain::search::marks;

/// The text, with the matches of the search in `<mark>`. Follows the search while the row matches.
pub fn marked(cx: Context, row: usize, text: String) -> AnyView {
    follow(move || {
        let selection = cx.selection();
        if selection.searched().is_empty() || !selection.contains(row) {
            return text.clone().into_any();
        }
        pieces(&text, selection.searched())
    })
}

fn pieces(text: &str, searched: &str) -> AnyView {
    let mut views = Vec::new();
    let mut done = 0;
    for range in marks(text, searched) {
        let (Some(before), Some(found)) = (text.get(done..range.start), text.get(range.clone())) else { continue };
        views.push(before.to_owned().into_any());
        views.push(view! { <mark>{found.to_owned()}</mark> }.into_any());
        done = range.end;
    }
    views.push(text.get(done..).unwrap_or_default().to_owned().into_any());
    views.into_any()
}
