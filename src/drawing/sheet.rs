//! The timeline as a file: one SVG that stands by itself, light, with its title, dates, filters, key and source. Text stays
//! text, and nothing in it refers to anything outside.

use super::axis::{AXIS_HEIGHT, CHARACTER, axis, lines};
use super::legend::{BARS, sample};
use super::mark::{definitions, shape_at, status_dot, status_icon};
use super::node::{Element, Node, Parts, element, pixels};
use super::row::{ROW_HEIGHT, layout_of, picture};
use super::scene::{NAMES_WIDTH, Scene};
use crate::domain::timeline::{Frame, Lane, Line, Shape};
use crate::domain::vocabulary::Status;

/// Width of the sheet, in pixels.
pub const WIDTH: f64 = 1240.0;
/// Air around everything, in pixels.
const MARGIN: f64 = 28.0;
/// Where the axis begins: below the title and three lines of text.
const HEAD: f64 = 128.0;
/// Where the bars begin, in pixels from the left.
const TRACK_X: f64 = MARGIN + NAMES_WIDTH;
/// How much room they have, in pixels.
const TRACK_WIDTH: f64 = WIDTH - MARGIN - TRACK_X;
/// Height of the heading of a lane, in pixels.
const LANE_HEIGHT: f64 = 40.0;
/// Characters of a name that fit on a line.
const NAME_CHARACTERS: usize = 38;
/// Height of a line of the key, in pixels.
const KEY_HEIGHT: f64 = 22.0;
/// Lines of text at the foot, each so long at most, in characters.
const FOOT_CHARACTERS: usize = 170;

/// The colours of the style sheet's light scheme, for what has them by class.
const STYLE: &str = "\
text{font-family:system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:13px;fill:#16202e}\
.title{font-family:ui-serif,Georgia,'Times New Roman',serif;font-size:26px}\
.soft,.tick-label,.report-label{fill:#55606f;font-size:12px}\
.lane-title{font-size:15px;font-weight:600}\
.as-of-label{fill:#a85803;font-size:12px;font-weight:600}.baseline-label{fill:#1c4a94;font-size:12px}\
.mark-count{font-size:9px;font-weight:600;fill:#55606f}\
.grid-line{stroke:#d8dde5}.report-line{stroke:#d8dde5;stroke-dasharray:1 3}\
.as-of-line{stroke:#a85803;stroke-width:2}.baseline-line{stroke:#1c4a94;stroke-width:2;stroke-dasharray:2 3}\
.fill-proposed{fill:#d5e2f6}.fill-agreed{fill:#6490d1}\
.status-announced{fill:#fff;stroke:#3566b2;stroke-width:1.25}.status-proposed{stroke:#3566b2;stroke-width:.75}\
.status-agreed{fill:#6490d1}.status-adopted{fill:#3566b2}.status-in-effect{fill:#123263}\
.status-ended{fill:none;stroke:#55606f;stroke-width:1.25;stroke-dasharray:2 2}\
.status-not-yet-begun{fill:none;stroke:#7b8796;stroke-dasharray:1 2}\
.bar.planned{stroke:none;fill-opacity:.65}.bar.planned.status-announced,.bar.planned.status-proposed{fill:#6490d1}\
.uncertain{fill:#55606f}\
.shape{fill:#16202e;stroke:#fff;stroke-width:1;paint-order:stroke}.shape.open{fill:#fff;stroke:#16202e;stroke-width:1.25}\
.shape.planned{fill-opacity:.6}.shape.open.planned{fill-opacity:1;stroke-opacity:.6}";

/// What is written around the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What is shown: "19 of 250 initiatives".
    pub title: String,
    /// The two dates, in a sentence.
    pub dates: String,
    /// The filters in words; empty without any.
    pub filters: String,
    /// Where it is from, with version, licence and address.
    pub source: String,
}

/// A sheet and its height in pixels.
pub fn sheet(scene: &Scene<'_>, lanes: &[Lane], caption: &Caption) -> (Node, f64) {
    let frame = scene.frame_of(scene.window, TRACK_WIDTH);
    let top = HEAD + AXIS_HEIGHT as f64;
    let (rows, bottom) = draw_rows(scene, lanes, &frame, top + 6.0);
    let (key, end) = key(scene, bottom + 20.0);
    let foot = wrapped(&caption.source, FOOT_CHARACTERS, 4);
    let height = end + 18.0 * foot.len() as f64 + MARGIN;
    let inner = |x: f64, y: f64, width: f64, height: f64| {
        element("svg")
            .with("x", pixels(x))
            .with("y", pixels(y))
            .with("width", pixels(width))
            .with("height", pixels(height))
    };
    let head = [text("title", MARGIN, 50.0, caption.title.clone()), text("soft", MARGIN, 76.0, caption.dates.clone())];
    let filters = texts("soft", MARGIN, 96.0, 18.0, wrapped(&caption.filters, FOOT_CHARACTERS, 2));
    let foot = texts("soft", MARGIN, end, 18.0, foot);
    let sheet = element("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("width", pixels(WIDTH))
        .with("height", pixels(height))
        .with("viewBox", format!("0 0 {} {}", pixels(WIDTH), pixels(height)))
        .with("lang", scene.words.language().to_owned())
        .child(element("title").text(caption.title.clone()))
        .child(element("desc").text(format!("{} {} {}", caption.dates, caption.filters, caption.source)))
        .child(element("style").text(STYLE))
        .child(definitions())
        .child(element("rect").with("width", "100%").with("height", "100%").with("fill", "#fff"))
        .children(head)
        .children(filters)
        .child(inner(TRACK_X, HEAD, TRACK_WIDTH, AXIS_HEIGHT as f64).child(axis(scene, &frame, TRACK_WIDTH)))
        .child(inner(TRACK_X, top, TRACK_WIDTH, bottom - top).children(lines(scene, &frame, TRACK_WIDTH)))
        .children(rows)
        .children(key)
        .children(foot);
    (sheet.node(), height)
}

/// The lanes with their rows from a height downwards, and where they end.
fn draw_rows(scene: &Scene<'_>, lanes: &[Lane], frame: &Frame, top: f64) -> (Vec<Node>, f64) {
    let (mut rows, mut y) = (Vec::new(), top);
    for line in scene.chart(lanes).lines() {
        match line {
            Line::Lane(lane) => {
                let (number, title) = scene.title_of(lane);
                let title = number.map_or(title.clone(), |number| format!("{number} {title}"));
                rows.push(text("lane-title", MARGIN, y + 26.0, title));
                y += LANE_HEIGHT;
            }
            Line::Row(row) => {
                rows.extend(draw_row(scene, row, y, frame));
                y += ROW_HEIGHT as f64;
            }
        }
    }
    (rows, y)
}

fn draw_row(scene: &Scene<'_>, row: usize, y: f64, frame: &Frame) -> Vec<Node> {
    let Some(initiative) = scene.facts.initiative(row) else { return Vec::new() };
    let status = scene.status(row);
    let lines = wrapped(&initiative.short, NAME_CHARACTERS, 2);
    let first = if lines.len() > 1 { y + 14.0 } else { y + 22.0 };
    let name = texts("name", MARGIN + 22.0, first, 14.0, lines);
    let place = |drawing: Element, x: f64, y: f64| drawing.with("x", pixels(x)).with("y", pixels(y));
    let icon = match status_icon(status) {
        Node::Element(icon) => place(Parts::clone(&icon).into(), MARGIN, y + 11.0).node(),
        text => text,
    };
    let mut track = picture(&layout_of(scene, row, initiative, frame));
    track.attributes.retain(|(name, _)| *name != "width");
    let track = place(track, TRACK_X, y).with("width", pixels(TRACK_WIDTH));
    [icon].into_iter().chain(name).chain([track.node()]).collect()
}

/// What the bars and marks mean, from a height downwards, and where the text below it stands.
fn key(scene: &Scene<'_>, top: f64) -> (Vec<Node>, f64) {
    let (mut x, mut y, mut drawn) = (MARGIN, top, Vec::new());
    let mut add = |drawing: Option<Element>, width: f64, word: String| {
        let own = width + word.chars().count() as f64 * CHARACTER;
        if x + own > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + KEY_HEIGHT);
        }
        let to = format!("translate({} {})", pixels(x), pixels(y));
        drawn.extend(drawing.map(|drawing| element("g").with("transform", to).child(drawing).node()));
        drawn.push(text("soft", x + width, y + 9.5, word));
        x += own + 18.0;
    };
    for status in BARS {
        add(Some(sample(status)), 32.0, scene.word("status", status.slug()));
    }
    add(None, 0.0, scene.text("timeline.thread"));
    for status in [Status::Ended, Status::NotYetBegun] {
        add(Some(status_dot(status)), 18.0, scene.word("status", status.slug()));
    }
    for shape in Shape::ALL.iter().filter(|shape| !scene.model.hidden.contains(**shape)) {
        add(Some(shape_at(*shape, "6".into(), 5, false)), 18.0, scene.word("shape", shape.slug()));
    }
    (drawn, y + KEY_HEIGHT + 18.0)
}

fn text(class: &'static str, x: f64, y: f64, content: String) -> Node {
    element("text").with("class", class).with("x", pixels(x)).with("y", pixels(y)).text(content).node()
}

/// Lines of text below each other, `height` apart.
fn texts(class: &'static str, x: f64, y: f64, height: f64, lines: Vec<String>) -> impl Iterator<Item = Node> {
    lines.into_iter().enumerate().map(move |(at, line)| text(class, x, y + height * at as f64, line))
}

/// A text in lines of so many characters, broken at words, and in a word that is longer than a line; what does not fit into `n_lines` ends with an ellipsis.
pub fn wrapped(text: &str, n_characters: usize, n_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= n_characters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => {
                // An address can be longer than a line.
                let letters: Vec<char> = word.chars().collect();
                lines.extend(letters.chunks(n_characters).map(|piece| piece.iter().collect::<String>()));
            }
        }
    }
    if lines.len() > n_lines {
        lines.truncate(n_lines);
        if let Some(last) = lines.last_mut() {
            *last = last.chars().take(n_characters.saturating_sub(1)).chain(['…']).collect();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_words_and_ends_with_an_ellipsis() {
        assert_eq!(wrapped("one two three", 7, 2), ["one two", "three"]);
        assert_eq!(wrapped("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrapped("", 7, 2), Vec::<String>::new());
        assert_eq!(wrapped("incomprehensibilities", 7, 3), ["incompr", "ehensib", "ilities"]);
        assert_eq!(wrapped("incomprehensibilities", 7, 2), ["incompr", "ehensi…"]);
    }
}
