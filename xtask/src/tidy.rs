//! What the compiler does not check: which folder may use which, what may not be used where, words without messages.
//!
//! It reads the text of the files; comments and strings are blanked first where they do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::dist::files_under;

/// The folders of `src` from the inside out. A file may use its own folder and those of a lower rank.
const LAYERS: &[(&str, u8)] =
    &[("domain", 0), ("language", 1), ("state", 2), ("drawing", 3), ("pages", 4), ("web", 5), ("view", 6), ("app", 7)];

/// Names that may not be used in some folders (all when none is given), with the reason.
const BANNED: &[(&str, &[&str], &str)] = &[
    ("leptos", &["domain", "language", "state", "drawing", "pages"], "the core compiles without it"),
    ("web_sys", &["domain", "language", "state", "drawing", "pages"], "the core knows no browser"),
    ("js_sys", &["domain", "language", "state", "drawing", "pages"], "the core knows no browser"),
    ("wasm_bindgen", &["domain", "language", "state", "drawing", "pages"], "the core knows no browser"),
    ("SystemTime", &["domain", "language", "state", "drawing", "pages", "view"], "today is passed in"),
    ("Instant", &["domain", "language", "state", "drawing", "pages", "view"], "there is no clock in the core"),
    ("get_element_by_id", &[], "it does not reach into a shadow root: use a NodeRef"),
    ("Portal", &["view", "app"], "it mounts into the host page: use <dialog> or popover"),
    ("leptos_meta", &[], "it writes into the host page's head"),
    ("leptos_router", &[], "it takes the host page's links"),
    ("inner_html", &[], "data are text, never HTML"),
    ("set_inner_html", &[], "data are text, never HTML"),
    ("insert_adjacent_html", &[], "data are text, never HTML"),
    ("set_outer_html", &[], "data are text, never HTML"),
    ("eval", &[], "the content security policy forbids it"),
    ("todo", &[], "finish it, or leave it out"),
    ("unimplemented", &[], "finish it, or leave it out"),
];

/// The methods that take a message's key as their first argument. A key is a string literal with a dot; every
/// literal of that form counts as said, wherever it stands. Keys that are put together are allowed by their group:
/// `format!("group.{…}")`, or the bare literal `"group"`, as in `word("status", slug)`.
const MESSAGE_CALLS: &[&str] = &["text", "say", "parts"];
/// The method that takes a group as its first argument.
const GROUP_CALL: &str = "word";
/// The English messages: the explorer's, and those of the pages made ahead of time.
const MESSAGES: [&str; 2] = ["public/messages/en.json", "src/pages/en.json"];
/// The folders in which these methods are the messages'.
const SPEAKING: &[&str] = &["language", "drawing", "pages", "view", "web", "app"];

/// A longer file is told, not refused.
const LONG: usize = 400;

/// Reads the sources and says everything that is wrong.
///
/// # Errors
/// When anything is.
pub fn run(root: &Path) -> Result<(), String> {
    let mut sources = BTreeMap::new();
    for file in files_under(&root.join("src"))? {
        if file.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?;
            let name = file.strip_prefix(root.join("src")).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            sources.insert(name, text);
        }
    }
    let order = modules_in(sources.get("domain/mod.rs").map_or("", String::as_str));
    let mut wrong = Vec::new();
    for (name, text) in &sources {
        wrong.extend(no_layer(name));
        wrong.extend(upward_uses(name, text));
        wrong.extend(later_uses(name, text, &order));
        wrong.extend(banned_names(name, text));
        let lines = text.lines().count();
        if LONG < lines {
            eprintln!("note: src/{name} has {lines} lines; about 300 read well");
        }
    }
    let mut english = serde_json::Map::new();
    for file in MESSAGES {
        let text = fs::read_to_string(root.join(file)).map_err(|why| format!("cannot read {file}: {why}"))?;
        let texts: serde_json::Map<_, _> = serde_json::from_str(&text).map_err(|why| format!("{file}: {why}"))?;
        english.extend(texts);
    }
    wrong.extend(message_keys(&sources, &english));
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}\n{} things to mend", wrong.join("\n"), wrong.len())) }
}

fn layer_of(name: &str) -> Option<(&'static str, u8)> {
    let folder = name.split(['/', '.']).next()?;
    LAYERS.iter().copied().find(|(layer, _)| *layer == folder)
}

/// What no rule would hold for: a file outside the folders that have a layer.
fn no_layer(name: &str) -> Option<String> {
    let is_known = name == "lib.rs" || layer_of(name).is_some();
    (!is_known).then(|| format!("src/{name}: give its folder a layer in `LAYERS`, and a line in src/lib.rs"))
}

/// The paths of a file that lead to a folder it may not use.
fn upward_uses(name: &str, text: &str) -> Vec<String> {
    let Some((own, rank)) = layer_of(name) else {
        return Vec::new();
    };
    roots_used(name, text)
        .into_iter()
        .filter_map(|(line, used)| {
            let (layer, of_used) = layer_of(&used)?;
            let is_upward = layer != own && rank <= of_used;
            is_upward.then(|| format!("src/{name}:{line}: `{own}` may not use `{layer}`, which may use it"))
        })
        .collect()
}

/// The paths of a file of the domain that lead to a module of it which comes later in `order`, the list of its modules.
fn later_uses(name: &str, text: &str, order: &[String]) -> Vec<String> {
    let Some(rest) = name.strip_prefix("domain/") else { return Vec::new() };
    let rank = |module: &str| order.iter().position(|other| other == module);
    let own = rest.split(['/', '.']).next().unwrap_or_default();
    let Some(own_rank) = rank(own) else { return Vec::new() };
    modules_used(name, text, "domain")
        .into_iter()
        .filter(|(_, used)| rank(used).is_some_and(|used| own_rank < used))
        .map(|(line, used)| {
            format!("src/{name}:{line}: `{own}` may not use `{used}`, which comes after it in src/domain/mod.rs")
        })
        .collect()
}

/// The modules that a folder declares, in its order.
fn modules_in(text: &str) -> Vec<String> {
    let declared = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    text.lines().filter_map(declared).collect()
}

/// The modules directly under the crate's root that a file names, with their lines.
fn roots_used(name: &str, text: &str) -> Vec<(usize, String)> {
    modules_used(name, text, "")
}

/// The modules directly under a folder of the root, or the root itself, that a file in it names, with their lines.
fn modules_used(name: &str, text: &str, folder: &str) -> Vec<(usize, String)> {
    let code = code_of(text, true);
    // The folder is one module further down.
    let below = usize::from(!folder.is_empty());
    let depth = depth_of(name) - below;
    let mut used = Vec::new();
    let mut inline_modules = Vec::new();
    let mut braces = 0_usize;
    let words = words_of(&code);
    for (nth, (line, word)) in words.iter().enumerate() {
        let word_at = |place: usize| words.get(place).map_or("", |(_, word)| word.as_str());
        match word.as_str() {
            "{" => {
                if 2 <= nth && word_at(nth - 2) == "mod" {
                    inline_modules.push(braces);
                }
                braces += 1;
            }
            "}" => {
                braces = braces.saturating_sub(1);
                if inline_modules.last() == Some(&braces) {
                    inline_modules.pop();
                }
            }
            "crate" if word_at(nth + 1) == "::" && (folder.is_empty() || word_at(nth + 2) == folder) => {
                used.extend(first_names(&words, nth + 2 + 2 * below, *line));
            }
            "super" if word_at(nth + 1) == "::" && (nth < 2 || word_at(nth - 2) != "super") => {
                let supers = (0..).take_while(|step| word_at(nth + 2 * step) == "super").count();
                if supers == depth + inline_modules.len() {
                    used.extend(first_names(&words, nth + 2 * supers, *line));
                }
            }
            _ => {}
        }
    }
    used
}

/// How many modules a file is below the crate's root.
fn depth_of(name: &str) -> usize {
    let parts = name.split('/').count();
    if name.ends_with("/mod.rs") || name == "lib.rs" { parts - 1 } else { parts }
}

/// The name at a place, or the first name of each branch when a group starts there.
fn first_names(words: &[(usize, String)], from: usize, line: usize) -> Vec<(usize, String)> {
    let Some((_, first)) = words.get(from) else {
        return Vec::new();
    };
    if first != "{" {
        return vec![(line, first.clone())];
    }
    let (mut names, mut depth, mut starts) = (Vec::new(), 0_usize, false);
    for (line, word) in &words[from..] {
        match word.as_str() {
            "{" => {
                depth += 1;
                starts = depth == 1;
            }
            "}" => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            "," => starts = depth == 1,
            name if starts => {
                names.push((*line, name.to_owned()));
                starts = false;
            }
            _ => {}
        }
    }
    names
}

fn banned_names(name: &str, text: &str) -> Vec<String> {
    let folder = layer_of(name).map_or("", |(layer, _)| layer);
    let code = code_of(text, true);
    let words = words_of(&code);
    let mut found = Vec::new();
    for (nth, (line, word)) in words.iter().enumerate() {
        for (banned, folders, reason) in BANNED {
            if word == banned && (folders.is_empty() || folders.contains(&folder)) {
                found.push(format!("src/{name}:{line}: `{word}`: {reason}"));
            }
        }
        // An attribute of an element; a call or a field is `style` with something else after it.
        if word == "style" && folder == "view" && words.get(nth + 1).is_some_and(|(_, next)| next == "=") {
            found.push(format!("src/{name}:{line}: `style=`: the content security policy forbids it; use a class"));
        }
    }
    found
}

/// Keys that are asked for and not there, and keys that are there and never asked for.
fn message_keys(
    sources: &BTreeMap<String, String>,
    messages: &serde_json::Map<String, serde_json::Value>,
) -> Vec<String> {
    let (mut wrong, mut said, mut groups) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (name, text) in sources {
        let code = code_of(text, false);
        let is_test_from = code.find("#[cfg(test)]").unwrap_or(code.len());
        let speaks = layer_of(name).is_some_and(|(layer, _)| SPEAKING.contains(&layer));
        for (at, literal) in literals_of(&code) {
            if is_test_from < at {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            let before = code[..at].trim_end();
            if let Some((group, _)) = literal.split_once("{").filter(|_| before.ends_with("format!(")) {
                if is_key(&format!("{group}x")) && group.ends_with('.') {
                    groups.insert(group.to_owned());
                }
                continue;
            }
            if is_key(&format!("{literal}.x")) && !literal.contains('.') {
                let group = format!("{literal}.");
                let has_messages = messages.keys().any(|key| key.starts_with(&group));
                if speaks && is_argument_of(before, GROUP_CALL) && !has_messages {
                    wrong.push(format!("src/{name}:{line}: no English message {group}…"));
                }
                groups.insert(group);
                continue;
            }
            if !is_key(&literal) {
                continue;
            }
            let is_asked = speaks && MESSAGE_CALLS.iter().any(|call| is_argument_of(before, call));
            if is_asked && !messages.contains_key(&literal) {
                wrong.push(format!("src/{name}:{line}: no English message {literal}"));
            }
            said.insert(literal);
        }
    }
    for key in messages.keys() {
        let is_said = said.contains(key) || groups.iter().any(|group| key.starts_with(group.as_str()));
        if !is_said {
            wrong.push(format!("the English message {key} is never said"));
        }
    }
    wrong
}

/// Whether the code before a literal makes it the first argument of a method.
fn is_argument_of(before: &str, call: &str) -> bool {
    before.trim_end_matches('&').ends_with(&format!(".{call}("))
}

/// `group.name`: lower case, digits, `_` and `-`, at least one dot.
fn is_key(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|part| {
            part.starts_with(|letter: char| letter.is_ascii_lowercase())
                && part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
        })
}

/// The string literals of code without comments, each with the place of its opening quote.
fn literals_of(code: &str) -> Vec<(usize, String)> {
    let bytes = code.as_bytes();
    let (mut literals, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let end = end_of_token(bytes, at);
        if bytes[at] == b'"' {
            literals.push((at, code[at + 1..end.saturating_sub(1).max(at + 1)].to_owned()));
        }
        at = end;
    }
    literals
}

/// The code with its comments blanked and, if asked, its strings too; lines stay where they are.
fn code_of(text: &str, without_strings: bool) -> String {
    let bytes = text.as_bytes();
    let mut code = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = end_of_token(bytes, at);
        let token = &bytes[at..end];
        let is_comment = token.starts_with(b"//") || token.starts_with(b"/*");
        let is_string = token.starts_with(b"\"") || (1 < token.len() && (token[0] == b'r' || token[0] == b'\''));
        if is_comment || (is_string && without_strings) {
            code.extend(token.iter().map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }));
        } else {
            code.extend(token);
        }
        at = end;
    }
    String::from_utf8_lossy(&code).into_owned()
}

/// Where what starts at `at` ends: a comment, a string, a character, a word, or one byte.
fn end_of_token(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let find = |part: &[u8], from: usize| {
        rest.get(from..)
            .and_then(|rest| rest.windows(part.len()).position(|window| window == part))
            .map_or(rest.len(), |found| from + found + part.len())
    };
    let length = if rest.starts_with(b"//") {
        find(b"\n", 0) - usize::from(rest.contains(&b'\n'))
    } else if rest.starts_with(b"/*") {
        find(b"*/", 2)
    } else if rest[0] == b'"' {
        let mut end = 1;
        while end < rest.len() && rest[end] != b'"' {
            end += if rest[end] == b'\\' { 2 } else { 1 };
        }
        (end + 1).min(rest.len())
    } else if rest[0] == b'r' && rest.get(1).is_some_and(|next| *next == b'"' || *next == b'#') {
        let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
        if rest.get(1 + hashes) == Some(&b'"') {
            find(format!("\"{}", "#".repeat(hashes)).as_bytes(), 2 + hashes)
        } else {
            1
        }
    } else if rest[0] == b'\'' {
        // A character, not a lifetime: it closes after one character or an escape.
        let end = if rest.get(1) == Some(&b'\\') { find(b"'", 3) } else { find(b"'", 1) };
        let is_character = rest.get(1) == Some(&b'\\') || (end <= 6 && !rest[1..end - 1].contains(&b','));
        if is_character && 2 < end { end } else { 1 }
    } else if rest[0].is_ascii_alphanumeric() || rest[0] == b'_' {
        rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
    } else {
        1
    };
    at + length.max(1)
}

/// Words and signs of code, each with its line; `::` is one sign.
fn words_of(code: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    for (nth, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphanumeric() || first == '_' {
                rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len())
            } else if rest.starts_with("::") || rest.starts_with("==") {
                2
            } else {
                first.len_utf8()
            };
            words.push((nth + 1, rest[..length].to_owned()));
            rest = rest[length..].trim_start();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upward(name: &str, text: &str) -> usize {
        upward_uses(name, text).len()
    }

    #[test]
    fn inner_folders_may_not_use_outer_ones() {
        assert_eq!(upward("domain/query.rs", "use crate::state::Model;"), 1);
        assert_eq!(upward("state/update.rs", "use crate::domain::query::Query;"), 0);
        assert_eq!(upward("domain/query.rs", "use crate::domain::date::Day;"), 0);
        assert_eq!(upward("view/list.rs", "use crate::web::page;"), 0);
        assert_eq!(upward("drawing/row.rs", "use crate::web::page;"), 1);
        assert_eq!(upward("web/page.rs", "use crate::view::list;"), 1);
        assert_eq!(upward("app/mod.rs", "use crate::{view::list, web::{self, page}};"), 0);
        assert_eq!(upward("language/mod.rs", "use crate::{\n  domain::{date, state},\n  state::Model,\n};"), 1);
        assert_eq!(upward("domain/a.rs", "fn f() { crate::language::say(); }"), 1, "not only `use`");
    }

    #[test]
    fn every_folder_has_a_layer() {
        assert_eq!(no_layer("domain/query.rs").or(no_layer("lib.rs")).or(no_layer("app/mod.rs")), None);
        assert!(no_layer("graph/mod.rs").is_some() && no_layer("main.rs").is_some());
    }

    #[test]
    fn super_is_followed_to_the_root() {
        assert_eq!(upward("domain/query.rs", "use super::super::state::Model;"), 1);
        assert_eq!(upward("domain/query.rs", "use super::state::Model;"), 0, "domain::state is its own");
        assert_eq!(upward("domain/timeline/mod.rs", "use super::super::view::X;"), 1);
        assert_eq!(upward("domain/query.rs", "mod tests {\n use super::super::super::state::X;\n}"), 1);
        assert_eq!(upward("domain/query.rs", "mod tests {\n use super::super::state::X;\n}"), 0);
        assert_eq!(upward("state.rs", "use super::view::X;"), 1);
    }

    #[test]
    fn modules_of_the_domain_use_those_above_them() {
        let order = modules_in("//! List.\n\npub mod date;\npub mod catalogue;\n\npub mod progress;\n");
        assert_eq!(order, ["date", "catalogue", "progress"]);
        let later = |name: &str, text: &str| later_uses(name, text, &order).len();
        assert_eq!(later("domain/catalogue.rs", "use super::progress::trend::Change;"), 1);
        assert_eq!(later("domain/catalogue.rs", "use crate::domain::progress::trend::Change;"), 1);
        assert_eq!(later("domain/catalogue.rs", "use super::date::Day;\nuse crate::state::Model;"), 0);
        assert_eq!(later("domain/progress/trend.rs", "use super::upcoming::X;\nuse crate::domain::catalogue::Y;"), 0);
        assert_eq!(later("domain/date.rs", "mod tests { use super::super::catalogue::X; }"), 1);
        assert_eq!(later("domain/date.rs", "use crate::domain::{date::Day, progress::Trend};"), 1);
        assert_eq!(later("drawing/row.rs", "use crate::domain::progress::X;"), 0);
    }

    #[test]
    fn comments_and_strings_do_not_count() {
        assert_eq!(upward("domain/a.rs", "//! See [`crate::state::Model`].\n/* crate::view::X */"), 0);
        assert_eq!(
            upward("domain/a.rs", "const A: &str = \"crate::view\"; const B: char = '\"'; use crate::app::X;"),
            1
        );
        assert_eq!(upward("domain/a.rs", "fn f<'a>(x: &'a str) {} const R: &str = r#\"\"crate::app::x\"#;"), 0);
        assert!(banned_names("domain/a.rs", "// leptos todo!()\nlet a = \"todo!\";").is_empty());
    }

    #[test]
    fn banned_names_say_why() {
        assert_eq!(banned_names("domain/a.rs", "use leptos::prelude::*;\ntodo!()").len(), 2);
        assert_eq!(banned_names("view/a.rs", "view! { <p style=\"x\" inner_html=y /> }").len(), 2);
        assert!(banned_names("view/a.rs", "use leptos::prelude::*;").is_empty());
    }

    #[test]
    fn keys_and_messages_belong_together() {
        let check = |code: &str, english: &str| {
            let sources = BTreeMap::from([("view/a.rs".to_owned(), code.to_owned())]);
            message_keys(&sources, &serde_json::from_str(english).unwrap()).len()
        };
        assert_eq!(check("cx.text(\"a.b\")", "{\"a.b\":\"\"}"), 0);
        assert_eq!(check("cx.say(\n  \"a.b\", &[])", "{\"a.b\":\"\"}"), 0);
        assert_eq!(check("cx.say(\"a.c\", &[])", "{\"a.b\":\"\"}"), 2, "one missing, one never said");
        assert_eq!(check("let key = \"a.b\"; cx.text(key)", "{\"a.b\":\"\"}"), 0);
        assert_eq!(check("cx.text(&format!(\"a.{x}\"))", "{\"a.b\":\"\",\"a.c\":\"\"}"), 0);
        assert_eq!(check("cx.word(\"a\", slug)", "{\"a.b\":\"\",\"a.c\":\"\"}"), 0);
        assert_eq!(check("cx.word(\"a\", slug)", "{}"), 1, "a group without messages");
        assert_eq!(check("context(\"a.c\"); word(\"true\")", "{}"), 0, "not one of the methods");
        assert_eq!(check("// cx.text(\"a.c\")\n#[cfg(test)]\nmod tests { fn f() { text(\"no.such\") } }", "{}"), 0);
    }
}
