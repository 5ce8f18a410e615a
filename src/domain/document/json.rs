//! A small JSON reader: text to a tree, and taking a record's fields out of it by name and type.
//!
//! What serde derives for the document's types weighs 55 KB (Brotli) in the browser, a third of everything a visitor may
//! load; this weighs a tenth of that. Its oracle is `serde_json`, which editors' tools use: see `tests/document.rs`.
//! Numbers stay text until somebody asks for a whole one.

use std::borrow::Cow;

/// A JSON value that borrows from its text where it can.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number as it is written.
    Number(&'t str),
    /// A string, its escapes resolved.
    Text(Cow<'t, str>),
    /// An array.
    List(Vec<Json<'t>>),
    /// An object; of fields with one name the last counts.
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// How deep values may lie in each other: a document needs seven levels.
const DEPTH: u8 = 64;

/// Reads a text that is one JSON value.
///
/// ```
/// # use security_union_explorer::domain::document::json::{Json, Malformed, parse};
/// assert_eq!(parse(r#"["\u00e9", -1.5e3]"#), Ok(Json::List(vec![Json::Text("é".into()), Json::Number("-1.5e3")])));
/// assert_eq!(parse("[1,\n 2,]"), Err(Malformed { line: 2, column: 4 }));
/// ```
///
/// # Errors
/// Where it stops being JSON: one value and no more, at most 64 deep.
pub fn parse(text: &str) -> Result<Json<'_>, Malformed> {
    let mut cursor = Cursor { text, at: 0 };
    match cursor.value(DEPTH).filter(|_| cursor.peek().is_none()) {
        Some(value) => Ok(value),
        None => {
            let before = text.get(..cursor.at).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
            Err(Malformed { line, column })
        }
    }
}

/// A place in a text. After a `None` it stands where the text goes wrong.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no blank; stands on it.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Steps over a byte if it is next.
    fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: u8) -> Option<Json<'t>> {
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => self.list(depth),
            b'{' => self.object(depth),
            b't' => self.word("true").map(|()| Json::Flag(true)),
            b'f' => self.word("false").map(|()| Json::Flag(false)),
            b'n' => self.word("null").map(|()| Json::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        found.then(|| self.at += word.len())
    }

    fn list(&mut self, depth: u8) -> Option<Json<'t>> {
        self.at += 1;
        let mut list = Vec::new();
        if self.accept(b']') {
            return Some(Json::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            if self.accept(b']') {
                return Some(Json::List(list));
            }
            self.accept(b',').then_some(())?;
        }
    }

    fn object(&mut self, depth: u8) -> Option<Json<'t>> {
        self.at += 1;
        let mut fields = Vec::new();
        if self.accept(b'}') {
            return Some(Json::Object(fields));
        }
        loop {
            (self.peek()? == b'"').then_some(())?;
            let name = self.string()?;
            self.accept(b':').then_some(())?;
            fields.push((name, self.value(depth)?));
            if self.accept(b'}') {
                return Some(Json::Object(fields));
            }
            self.accept(b',').then_some(())?;
        }
    }

    fn number(&mut self) -> Option<Json<'t>> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte()? == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        self.text.get(start..self.at).map(Json::Number)
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A string, from its opening to behind its closing mark.
    fn string(&mut self) -> Option<Cow<'t, str>> {
        self.at += 1;
        let mut resolved = String::new();
        let mut start = self.at;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let run = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..0x20));
            self.at += run.unwrap_or(rest.len());
            let part = self.text.get(start..self.at)?;
            match self.byte()? {
                b'"' => {
                    self.at += 1;
                    if resolved.is_empty() {
                        return Some(Cow::Borrowed(part));
                    }
                    resolved.push_str(part);
                    return Some(Cow::Owned(resolved));
                }
                b'\\' => {
                    resolved.push_str(part);
                    self.at += 1;
                    resolved.push(self.escaped()?);
                    start = self.at;
                }
                _ => return None,
            }
        }
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        let byte = self.byte()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.four_digits()?;
                if !(0xd800..0xdc00).contains(&unit) {
                    return char::from_u32(unit);
                }
                // Beyond the first plane a character is written as a pair.
                self.word("\\u")?;
                let low = self.four_digits().filter(|low| (0xdc00..0xe000).contains(low))?;
                return char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
            }
            _ => {
                self.at -= 1;
                return None;
            }
        })
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut value = 0;
        for _ in 0..4 {
            value = value * 16 + char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(value)
    }
}

/// The fields of a record, taken out by name and type. What is missing or `null` is empty; the first that has another
/// type is remembered, and what is taken for it is empty.
pub(super) struct Fields<'t> {
    fields: Vec<(Cow<'t, str>, Json<'t>)>,
    /// The first field of a wrong type, with the type it should have; the name is empty when the whole is no object.
    pub(super) wrong: Option<(&'static str, &'static str)>,
}

impl<'t> From<Json<'t>> for Fields<'t> {
    fn from(json: Json<'t>) -> Fields<'t> {
        match json {
            Json::Object(fields) => Fields { fields, wrong: None },
            _ => Fields { fields: Vec::new(), wrong: Some(("", "an object")) },
        }
    }
}

impl<'t> Fields<'t> {
    /// A whole number in a record that stays as it is.
    pub(super) fn number_of(record: &Json, name: &str) -> Option<u32> {
        let Json::Object(fields) = record else { return None };
        fields.iter().rfind(|field| field.0 == name).and_then(|field| whole(&field.1))
    }

    /// Whatever the field holds; `null` when it is not there or was taken.
    fn take(&mut self, name: &str) -> Json<'t> {
        let field = self.fields.iter_mut().rfind(|field| field.0 == name);
        field.map_or(Json::Null, |field| std::mem::replace(&mut field.1, Json::Null))
    }

    /// A field has another type than this.
    pub(super) fn mistaken(&mut self, name: &'static str, kind: &'static str) {
        self.wrong.get_or_insert((name, kind));
    }

    /// A text, if the field is there.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<String> {
        match self.take(name) {
            Json::Text(text) => return Some(text.into_owned()),
            Json::Null => {}
            _ => self.mistaken(name, "text"),
        }
        None
    }

    /// A text.
    pub(super) fn text(&mut self, name: &'static str) -> String {
        self.optional(name).unwrap_or_default()
    }

    /// A whole number that is not negative, if the field is there.
    pub(super) fn number(&mut self, name: &'static str) -> Option<u32> {
        match self.take(name) {
            Json::Null => None,
            json => {
                let number = whole(&json);
                if number.is_none() {
                    self.mistaken(name, "a whole number");
                }
                number
            }
        }
    }

    /// A number of something of which there are few.
    pub(super) fn small_number(&mut self, name: &'static str) -> Option<u8> {
        let small = u8::try_from(self.number(name)?).ok();
        if small.is_none() {
            self.mistaken(name, "a whole number up to 255");
        }
        small
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        match self.take(name) {
            Json::Flag(flag) => return flag,
            Json::Null => {}
            _ => self.mistaken(name, "true or false"),
        }
        false
    }

    /// A list of anything.
    pub(super) fn list(&mut self, name: &'static str) -> Vec<Json<'t>> {
        match self.take(name) {
            Json::List(list) => return list,
            Json::Null => {}
            _ => self.mistaken(name, "a list"),
        }
        Vec::new()
    }

    /// A list of anything that has to be there.
    pub(super) fn needed_list(&mut self, name: &'static str) -> Vec<Json<'t>> {
        match self.take(name) {
            Json::List(list) => list,
            _ => {
                self.mistaken(name, "a list");
                Vec::new()
            }
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for json in self.list(name) {
            match json {
                Json::Text(text) => texts.push(text.into_owned()),
                _ => self.mistaken(name, "a list of texts"),
            }
        }
        texts
    }

    /// A list of whole numbers.
    pub(super) fn numbers(&mut self, name: &'static str) -> Vec<u16> {
        let mut numbers = Vec::new();
        for json in self.list(name) {
            match whole(&json).and_then(|number| u16::try_from(number).ok()) {
                Some(number) => numbers.push(number),
                None => self.mistaken(name, "a list of whole numbers"),
            }
        }
        numbers
    }

    /// A record inside this one; empty when it is not there.
    pub(super) fn record(&mut self, name: &'static str) -> Fields<'t> {
        match self.take(name) {
            Json::Object(fields) => return Fields { fields, wrong: None },
            Json::Null => {}
            _ => self.mistaken(name, "an object"),
        }
        Fields { fields: Vec::new(), wrong: None }
    }
}

fn whole(json: &Json) -> Option<u32> {
    match json {
        Json::Number(text) => text.parse().ok(),
        _ => None,
    }
}
