//! Carries out what an update asks for: the address, the title, the focus.

use std::cell::RefCell;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::address_bar;
use crate::state::preset::Preset;
use crate::state::settings::AddressUse;
use crate::state::{Focus, Message, Model, Page, Request, View};
use crate::view::reactive::RwSignal;
use crate::view::{Context, effect};
use crate::web::{history, page};

/// Does what the views may not: it knows the page around the explorer.
pub struct Performer {
    root: HtmlElement,
    address: AddressUse,
    preset: RwSignal<Arc<Preset>>,
    /// What the addresses of links start from.
    linked: RwSignal<Arc<Model>>,
    opener: Option<(HtmlElement, f64)>,
    refuge: Option<Refuge>,
    /// What kind of message came last, and when, in milliseconds.
    last: Option<(Discriminant<Message>, f64)>,
    /// Whether the present message is the first of its kind for a while.
    begins: bool,
    /// The state that the history has yet to get, over its present entry, and the page that this is of. It gets it when the state rests: browsers refuse
    /// more than some hundred changes in half a minute, and a thumb that is dragged makes sixty in a second.
    pending: Option<(Model, String)>,
    /// What is to be written into the history, and how: by whoever holds nothing of ours, for the page may react at once.
    writes: Vec<Write>,
}

/// An address, and how it is written.
type Write = (fn(&str), String);

/// Letters that are typed and days that a thumb is dragged over are one step back together, unless there was a rest between
/// them, in milliseconds.
const REST: f64 = 1500.0;

/// Where the focus goes when what had it is gone: to the place in `within` that is known, else to the first of [`REFUGES`] that
/// is drawn there.
struct Refuge {
    within: Element,
    known: Option<String>,
}

impl Refuge {
    fn of(focused: &HtmlElement) -> Option<Refuge> {
        let within = focused.closest("fieldset, .as-of-field, .results, .explorer").ok().flatten()?;
        // What is made anew has the same name.
        let known = Some(focused.id()).filter(|id| !id.is_empty()).map(|id| format!("#{id}"));
        Some(Refuge { within, known })
    }
}

/// Where the focus is kept near: the heading of what is read, else the next thing to do.
const REFUGES: [&str; 3] =
    ["h2[tabindex]", "h1[tabindex]", "input:not([hidden], [type=range]), button:not([hidden], .skip), a[href]"];

impl Performer {
    /// For the explorer in `root`.
    pub fn new(
        root: HtmlElement,
        address: AddressUse,
        preset: RwSignal<Arc<Preset>>,
        linked: RwSignal<Arc<Model>>,
    ) -> Performer {
        Performer {
            root,
            address,
            preset,
            linked,
            opener: None,
            refuge: None,
            last: None,
            begins: false,
            pending: None,
            writes: Vec::new(),
        }
    }

    /// Remembers where the reader is, before something happens: to bring them back from a page that opens, and to keep
    /// the focus near when what has it goes.
    pub fn remember_before(&mut self, message: &Message, model: &Model) {
        if matches!(message, Message::Restore(_)) {
            // The present entry is another one already.
            self.pending.take();
        }
        let (kind, now) = (discriminant(message), js_sys::Date::now());
        // What the page's script says is no step of the reader's.
        self.begins = !matches!(message, Message::Become(_))
            && self.last.is_none_or(|(last, at)| last != kind || REST < now - at);
        // Nor is that something is drawn anew, as when the long texts come while somebody types; or when a page says back what
        // it was told.
        if !matches!(message, Message::KeepFocus | Message::Become(_)) {
            self.last = Some((kind, now));
        }
        let focused = page::focused(&self.root);
        self.refuge = focused.as_ref().and_then(Refuge::of);
        let opens = matches!(message, Message::Open(_) | Message::OpenAbout);
        if opens && model.page == Page::Explore {
            self.opener = focused.map(|opener| (opener, page::scroll_position()));
        }
    }

    /// Carries out requests, in order.
    pub fn perform(&mut self, requests: &[Request], model: &Model) {
        if !requests.contains(&Request::ReplaceAddress) {
            self.linked.try_set(Arc::new(model.clone()));
        }
        for request in requests {
            match request {
                Request::PushAddress => {
                    self.write_pending();
                    self.write(model, history::push);
                }
                Request::ReplaceAddress => self.replace_at_rest(model),
                Request::Focus(focus) => self.focus(*focus),
            }
        }
        if let Some(Refuge { within, known }) = self.refuge.take() {
            let root = self.root.clone();
            page::before_next_drawing(move || {
                let selectors = known.as_deref().into_iter().chain(REFUGES);
                let mut refuges = selectors.filter_map(|selector| page::first(&within, selector));
                if page::focused_beside(&root).is_none()
                    && !page::focused(&root).is_some_and(|focused| page::is_drawn(&focused))
                    && let Some(refuge) = refuges.find(|refuge| page::is_drawn(refuge))
                {
                    page::focus(&refuge);
                }
            });
        }
    }

    /// The state is written when it rests, as one entry with what follows it until then. The entry is made at once: who goes
    /// back leaves it, and not the one before.
    fn replace_at_rest(&mut self, model: &Model) {
        if self.begins {
            self.write_pending();
            self.write(model, history::push);
        }
        self.pending = Some((model.clone(), history::page()));
    }

    /// Nothing has changed for a moment: the address and the links follow.
    pub fn rest(&mut self) {
        if let Some(model) = self.write_pending() {
            self.linked.try_set(Arc::new(model));
        }
    }

    fn write_pending(&mut self) -> Option<Model> {
        let (model, page) = self.pending.take()?;
        // The page may have become another one since, by a router of its own.
        if page == history::page() {
            self.write(&model, history::replace);
        }
        Some(model)
    }

    /// Has the address of a state written, unless the explorer is gone by now.
    fn write(&mut self, model: &Model, write: fn(&str)) {
        let Some(preset) = self.preset.try_get_untracked() else { return };
        if let Some(address) = address_bar::with_state(self.address, &preset.write(model)) {
            self.writes.push((write, address));
        }
    }

    fn focus(&self, focus: Focus) {
        let root = self.root.clone();
        let opener = self.opener.clone();
        let focused = |root: &HtmlElement| page::focused(root).or_else(|| page::focused_beside(root));
        let before = focused(&root);
        page::before_next_drawing(move || {
            // A reader who has gone on in the meantime, and types already, stays there.
            let now = focused(&root);
            if now.is_some() && now != before {
                return;
            }
            match focus {
                Focus::Heading => {
                    if let Some(heading) = page::first(&root, ".opened h1") {
                        page::focus(&heading);
                    }
                    page::show(&root);
                }
                Focus::Results => page::go_to(&root, "#results-heading"),
                Focus::AreaText => page::go_to(&root, "#area-text h3"),
                Focus::AreaTitle(number) => page::go_to(&root, &format!("#area-title-{number}")),
                Focus::Opener => match opener {
                    Some((opener, position)) if opener.is_connected() => {
                        page::scroll_to(position);
                        page::focus(&opener);
                        // The page may scroll in a box of its own.
                        page::show_nearest(&opener);
                    }
                    // Who began at an opened page has not been at the results yet.
                    _ => page::go_to(&root, "#results-heading"),
                },
            }
        });
    }
}

/// Writes into the history what a performer has for it.
pub fn write_history(performer: &RefCell<Performer>) {
    let writes = std::mem::take(&mut performer.borrow_mut().writes);
    for (write, address) in writes {
        write(&address);
    }
}

/// Keeps the page's title in step with what is shown, and gives it back at the end.
pub fn keep_title(cx: Context) {
    let mut own = page::title();
    let for_return = own.clone();
    on_cleanup(move || page::set_title(&for_return));
    // The page of an initiative is called after it already; what follows is the name of the site.
    if let Some(opened) = title_of(cx, &cx.model_now())
        && let Some(rest) = own.strip_prefix(&format!("{opened} · "))
    {
        own = rest.to_owned();
    }
    let shown = cx.following(|model| Model { page: model.page.clone(), view: model.view, ..Model::default() });
    effect(move || {
        let opened = title_of(cx, &shown.model());
        let title = match opened {
            Some(opened) if own.is_empty() => opened,
            Some(opened) => format!("{opened} · {own}"),
            None => own.clone(),
        };
        page::set_title(&title);
    });
}

/// What the page that is shown is called; the view that shows first has no name of its own.
fn title_of(cx: Context, model: &Model) -> Option<String> {
    match &model.page {
        Page::Explore => (model.view != View::default()).then(|| cx.word("view", model.view.slug())),
        Page::About => Some(cx.text("about.heading")),
        Page::Initiative(id) => {
            let facts = cx.facts();
            facts.row(id).and_then(|row| facts.initiative(row)).map(|initiative| initiative.short.clone())
        }
    }
}
