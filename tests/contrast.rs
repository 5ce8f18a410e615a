//! Contrast of every pair of colours that meet, light and dark, as WCAG 2.2 reckons it (success criteria 1.4.3, 1.4.11);
//! the statuses also as three kinds of colour blindness see them, by the matrices of Machado, Oliveira and Fernandes,
//! "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::HashMap;

/// A colour in linear light, each part from 0 to 1.
type Colour = [f64; 3];

const PROTANOPIA: [Colour; 3] =
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const DEUTERANOPIA: [Colour; 3] =
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
const TRITANOPIA: [Colour; 3] =
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];

/// The colours of the style sheet by name, in the light and the dark look.
fn tokens() -> [HashMap<String, Colour>; 2] {
    let mut looks = [HashMap::new(), HashMap::new()];
    for line in include_str!("../public/explorer.css").lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": ")) else {
            continue;
        };
        if let Some((light, dark)) = value.split_once("light-dark(").and_then(|(_, pair)| pair.split_once(", ")) {
            let dark = dark.split(')').next().unwrap();
            looks[0].insert(name.to_owned(), colour(light));
            looks[1].insert(name.to_owned(), colour(dark));
        }
    }
    for look in &mut looks {
        // What is announced is outlined only.
        look.insert("fill-1".to_owned(), look["paper"]);
    }
    looks
}

fn colour(hex: &str) -> Colour {
    let digits = hex.strip_prefix('#').expect(hex);
    let part = |at: usize| {
        let part = match digits.len() {
            3 => digits[at..=at].repeat(2),
            _ => digits[2 * at..2 * at + 2].to_owned(),
        };
        let part = f64::from(u8::from_str_radix(&part, 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    [part(0), part(1), part(2)]
}

fn seen(colour: Colour, matrix: &[Colour; 3]) -> Colour {
    matrix.map(|row| row.iter().zip(colour).map(|(weight, part)| weight * part).sum::<f64>().clamp(0.0, 1.0))
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |[red, green, blue]: Colour| 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

#[track_caller]
fn check(pairs: &[(&str, &str)], least: f64) {
    for (look, name) in tokens().iter().zip(["light", "dark"]) {
        for (one, other) in pairs {
            let found = contrast(look[*one], look[*other]);
            assert!(found >= least, "{name}: {one} on {other} has {found:.2}, wanted {least}");
        }
    }
}

#[test]
fn text_can_be_read() {
    for ground in ["paper", "tint"] {
        for text in ["ink", "soft", "blue", "amber", "error"] {
            check(&[(text, ground)], 4.5);
        }
    }
    // What was searched for; a chip that is pressed; names and their edges on the dark areas of a chart.
    check(&[("ink", "mark"), ("paper", "blue"), ("paper", "fill-4"), ("paper", "fill-5")], 4.5);
}

#[test]
fn what_is_drawn_can_be_seen() {
    for ground in ["paper", "tint"] {
        // Edges of fields, lines of the dates, marks, the focus; fills and outlines of the statuses.
        for drawn in ["edge", "blue", "amber", "ink", "soft", "fill-3", "fill-4", "fill-5"] {
            check(&[(drawn, ground)], 3.0);
        }
    }
}

/// Five steps from paper to ink cannot each have 3 to the next: that would be 81, and there are 21. So a status is also
/// told by pattern, by outline, by word; what is asked of the fills is that they keep their order for every eye.
#[test]
fn statuses_keep_apart_for_every_eye() {
    let plain = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let eyes = [
        ("every colour", plain),
        ("protanopia", PROTANOPIA),
        ("deuteranopia", DEUTERANOPIA),
        ("tritanopia", TRITANOPIA),
    ];
    for (look, name) in tokens().iter().zip(["light", "dark"]) {
        for (eye, matrix) in &eyes {
            let fills: Vec<Colour> = ["fill-1", "fill-2", "fill-3", "fill-4", "fill-5"]
                .iter()
                .map(|fill| seen(look[*fill], matrix))
                .collect();
            for at in 1..fills.len() {
                // The second is striped, and outlined like the first.
                let least = if at == 1 { 1.25 } else { 1.6 };
                let found = contrast(fills[at - 1], fills[at]);
                assert!(found >= least, "{name}, {eye}: fill {at} and fill {} have {found:.2}", at + 1);
                let from_paper = |at: usize| contrast(fills[0], fills[at]);
                assert!(from_paper(at) > from_paper(at - 1), "{name}, {eye}: fill {} is out of order", at + 1);
            }
            // The as-of date and the baseline: one is dashed besides.
            let lines = contrast(seen(look["amber"], matrix), seen(look["paper"], matrix));
            assert!(lines >= 3.0, "{name}, {eye}: the as-of date has {lines:.2}");
        }
    }
}

/// The saved picture and the pages made ahead of time have sheets of their own: the same colours.
#[test]
fn other_sheets_have_no_colours_of_their_own() {
    let known: Vec<String> = include_str!("../public/explorer.css")
        .lines()
        .filter(|line| line.trim().starts_with("--"))
        .flat_map(|line| line.split('#').skip(1))
        .map(|hex| hex.chars().take_while(char::is_ascii_hexdigit).collect())
        .collect();
    for (name, sheet) in
        [("page.css", include_str!("../public/page.css")), ("sheet.rs", include_str!("../src/drawing/sheet.rs"))]
    {
        for after in sheet.split('#').skip(1) {
            let hex: String = after.chars().take_while(char::is_ascii_alphanumeric).collect();
            let is_colour = matches!(hex.len(), 3 | 6) && hex.chars().all(|c| c.is_ascii_hexdigit());
            assert!(!is_colour || known.contains(&hex), "{name}: #{hex} is no colour of explorer.css");
        }
    }
}
