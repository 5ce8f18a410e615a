//! The model as text, and back: what follows the `?` of a shared link.
//!
//! Only what differs from the default is written. Published addresses are a promise: names are added here, never
//! changed (`tests/addresses.rs` holds the frozen list). `v` is the version of the names; it is 1 while it is left out.
//! What cannot be understood is ignored with a [`Notice`], and the nearest sense is shown.

use form_urlencoded::{Serializer, parse};

use super::model::{Model, Page, Span, View, Walk};
use crate::domain::date::{Day, PartialDate};
use crate::domain::document::is_slug;
use crate::domain::order::Sort;
use crate::domain::progress::upcoming::Step;
use crate::domain::query::{Facet, Query, choose};
use crate::domain::timeline::{Group, Shape};

/// Longest search text that an address carries, in characters; what is longer is cut, and noticed.
const LONGEST_TEXT: usize = 200;

/// A part of an address that was ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The name of the parameter.
    pub name: String,
    /// The value, or the part of it, that means nothing.
    pub value: String,
}

/// Reads an address, with or without its `?`. Never fails: what means nothing is noticed and left out.
///
/// ```
/// # use security_union_explorer::state::address::{decode, encode};
/// let (model, notices) = decode("?area=1.2&status=adopted&view=lost");
/// assert_eq!(model.query.areas, [1, 2]);
/// assert_eq!(notices.len(), 1);
/// assert_eq!(encode(&model), "area=1.2&status=adopted");
/// ```
pub fn decode(address: &str) -> (Model, Vec<Notice>) {
    let mut model = Model::default();
    let mut notices = Vec::new();
    for (name, value) in parse(address.strip_prefix('?').unwrap_or(address).as_bytes()) {
        read(&mut model, &name, &value, &mut notices);
    }
    (model, notices)
}

/// Whether an address says anything, be it the default.
pub fn says_something(address: &str) -> bool {
    parse(address.strip_prefix('?').unwrap_or(address).as_bytes()).any(|(name, value)| {
        let mut notices = Vec::new();
        read(&mut Model::default(), &name, &value, &mut notices);
        notices.is_empty() && !is_mark(&name)
    })
}

/// Writes the address of a model, without the `?`: empty for the default.
pub fn encode(model: &Model) -> String {
    let Model {
        query,
        as_of,
        baseline,
        page,
        view,
        sort,
        is_reversed,
        group,
        span,
        zoom,
        folded,
        hidden,
        walk,
        steps,
        area_text,
    } = model;
    let mut address = Serializer::new(String::new());
    let mut write = |name: &str, value: String| {
        if !value.is_empty() {
            address.append_pair(name, &value);
        }
    };
    match page {
        Page::Explore => {}
        Page::Initiative(id) => write("initiative", id.clone()),
        Page::About => write("page", "about".into()),
    }
    write("q", query.text.clone());
    for facet in Facet::ALL.iter().copied() {
        write(facet.slug(), query.choices(facet).join("."));
    }
    write("from", query.from.map(|date| date.to_string()).unwrap_or_default());
    write("to", query.to.map(|date| date.to_string()).unwrap_or_default());
    write("moved", if query.moved { "1".into() } else { String::new() });
    write("as-of", as_of.map(|day| day.to_string()).unwrap_or_default());
    write("compare", baseline.map(|day| day.to_string()).unwrap_or_default());
    write("view", word(view.slug(), *view == View::default()));
    write("sort", word(sort.slug(), *sort == Sort::default()));
    write("order", word("reverse", !is_reversed));
    write("by", word(group.slug(), *group == Group::default()));
    write("span", word(span.slug(), *span == Span::default()));
    write("zoom", zoom.map(|(first, last)| format!("{first}.{last}")).unwrap_or_default());
    write("fold", folded.join("."));
    write("hide", hidden.iter().map(Shape::slug).collect::<Vec<_>>().join("."));
    write("walk", word(walk.slug(), *walk == Walk::default()));
    write("step", steps.iter().map(|step| step.slug()).collect::<Vec<_>>().join("."));
    write("read", area_text.map(|number| number.to_string()).unwrap_or_default());
    address.finish()
}

fn word(slug: &str, is_default: bool) -> String {
    if is_default { String::new() } else { slug.to_owned() }
}

/// Reads one parameter into the model.
fn read(model: &mut Model, name: &str, value: &str, notices: &mut Vec<Notice>) {
    if let Some(facet) = Facet::from_slug(name) {
        return read_choices(&mut model.query, facet, name, value, notices);
    }
    // What is not understood, if something is not.
    let mut left = value;
    let is_understood = match name {
        "v" => value == "1",
        "initiative" => is_slug(value).then(|| model.page = Page::Initiative(value.to_owned())).is_some(),
        "page" => (value == "about").then(|| model.page = Page::About).is_some(),
        "q" => {
            let text: String = value.chars().take(LONGEST_TEXT).collect();
            left = value.get(text.len()..).unwrap_or_default();
            model.query.text = text;
            left.is_empty()
        }
        "from" => set(&mut model.query.from, PartialDate::parse(value)),
        "to" => set(&mut model.query.to, PartialDate::parse(value)),
        "moved" => (value == "1").then(|| model.query.moved = true).is_some(),
        "as-of" => set(&mut model.as_of, Day::parse(value)),
        "compare" => set(&mut model.baseline, Day::parse(value)),
        "view" => View::from_slug(value).map(|view| model.view = view).is_some(),
        "sort" => Sort::from_slug(value).map(|sort| model.sort = sort).is_some(),
        "order" => (value == "reverse").then(|| model.is_reversed = true).is_some(),
        "by" => Group::from_slug(value).map(|group| model.group = group).is_some(),
        "span" => Span::from_slug(value).map(|span| model.span = span).is_some(),
        "zoom" => set(&mut model.zoom, read_zoom(value)),
        "fold" | "hide" | "step" => return value.split('.').for_each(|part| read_part(model, name, part, notices)),
        "walk" => Walk::from_slug(value).map(|walk| model.walk = walk).is_some(),
        "read" => set(&mut model.area_text, value.parse().ok()),
        _ => is_mark(name),
    };
    if !is_understood {
        notices.push(Notice { name: name.to_owned(), value: left.to_owned() });
    }
}

/// Marks that other sites hang on links are not the reader's fault, nor ours.
fn is_mark(name: &str) -> bool {
    name.starts_with("utm_") || name.ends_with("clid")
}

/// Reads the choices of a facet; each is understood or noticed on its own, and one that stands twice counts once.
fn read_choices(query: &mut Query, facet: Facet, name: &str, value: &str, notices: &mut Vec<Notice>) {
    for choice in value.split('.').filter(|choice| !choice.is_empty()) {
        if !is_slug(choice) || !query.choose(facet, choice) {
            notices.push(Notice { name: name.to_owned(), value: choice.to_owned() });
        }
    }
}

/// `first.last`, two days in this order.
fn read_zoom(value: &str) -> Option<(Day, Day)> {
    let (first, last) = value.split_once('.')?;
    let (first, last) = (Day::parse(first)?, Day::parse(last)?);
    (first <= last).then_some((first, last))
}

/// One lane that is folded, one shape that is hidden or one kind of step; one that stands twice counts once.
fn read_part(model: &mut Model, name: &str, part: &str, notices: &mut Vec<Notice>) {
    let is_understood = match (name, Shape::from_slug(part), Step::from_slug(part)) {
        ("step", _, Some(step)) => {
            choose(&mut model.steps, step);
            true
        }
        ("fold", ..) if is_slug(part) => {
            choose(&mut model.folded, part.to_owned());
            true
        }
        ("hide", Some(shape), _) => {
            if !model.hidden.contains(shape) {
                model.hidden.toggle(shape);
            }
            true
        }
        _ => part.is_empty(),
    };
    if !is_understood {
        notices.push(Notice { name: name.to_owned(), value: part.to_owned() });
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if is_some {
        *place = value;
    }
    is_some
}
