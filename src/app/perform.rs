//! Carries out what an update asks for: the address, the title, the focus.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::instance::AddressBar;
use crate::state::address::encode;
use crate::state::{Focus, Message, Model, Page, Request};
use crate::view::{Context, FocusTargets};
use crate::web::{history, page};

/// Does what the views may not: it knows the page around the explorer.
pub struct Performer {
    root: HtmlElement,
    address_bar: AddressBar,
    targets: FocusTargets,
    opener: Option<(HtmlElement, f64)>,
}

impl Performer {
    /// For the explorer in `root`.
    pub fn new(root: HtmlElement, address_bar: AddressBar, targets: FocusTargets) -> Performer {
        Performer { root, address_bar, targets, opener: None }
    }

    /// Remembers where the reader was before a page opens, to bring them back.
    pub fn remember_before(&mut self, message: &Message) {
        let opens = matches!(message, Message::Open(_) | Message::OpenAbout);
        if opens
            && let Some(opener) = page::focused(&self.root)
            && !is_in_opened_page(&opener)
        {
            self.opener = Some((opener, page::scroll_position()));
        }
    }

    /// Carries out requests, in order.
    pub fn perform(&self, requests: &[Request], model: &Model) {
        for request in requests {
            match request {
                Request::PushAddress => self.write_address(model, history::push),
                Request::ReplaceAddress => self.write_address(model, history::replace),
                Request::Focus(focus) => self.focus(*focus),
            }
        }
    }

    fn write_address(&self, model: &Model, write: fn(&str)) {
        if self.address_bar == AddressBar::Page {
            let state = encode(model);
            write(&if state.is_empty() { history::path() } else { format!("{}?{state}", history::path()) });
        }
    }

    fn focus(&self, focus: Focus) {
        let targets = self.targets;
        let root = self.root.clone();
        let opener = self.opener.clone();
        page::after_drawing(move || match focus {
            Focus::Heading => {
                if let Some(heading) = targets.heading.try_get_untracked().flatten() {
                    page::focus(&heading);
                }
                page::show(&root);
            }
            Focus::Results => {
                if let Some(heading) = targets.results.try_get_untracked().flatten() {
                    page::focus(&heading);
                    page::show(&heading);
                }
            }
            Focus::Opener => match opener {
                Some((opener, position)) if opener.is_connected() => {
                    page::scroll_to(position);
                    page::focus(&opener);
                }
                _ => page::show(&root),
            },
        });
    }
}

/// Whether an element belongs to a page that was opened over the exploring page: coming back skips those.
fn is_in_opened_page(element: &HtmlElement) -> bool {
    element.closest(".opened").ok().flatten().is_some()
}

/// Keeps the page's title in step with what is shown.
pub fn keep_title(cx: Context) {
    let own = page::title();
    let shown = cx.only(|model| Model { page: model.page.clone(), ..Model::default() });
    Effect::new(move |_| {
        let opened = match shown.get().page {
            Page::Explore => None,
            Page::About => Some(cx.text("about.heading")),
            Page::Initiative(id) => {
                let facts = cx.facts();
                facts.row(&id).and_then(|row| facts.initiative(row)).map(|initiative| initiative.short.clone())
            }
        };
        let title = opened.map(|opened| format!("{opened} · {own}")).unwrap_or_else(|| own.clone());
        page::set_title(&title);
    });
}
