//! One message: a text with places for arguments, plural forms and slots.

use super::Format;

/// What a message is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A text, as it is.
    Text(String),
    /// A number, written and inflected as the language does.
    Number(usize),
}

impl From<usize> for Argument {
    fn from(n: usize) -> Argument {
        Argument::Number(n)
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Argument {
        Argument::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Argument {
        Argument::Text(text.to_owned())
    }
}

/// A piece of a filled message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text to show.
    Text(String),
    /// The name of an argument that was not given: the place for an element.
    Slot(String),
}

impl Part {
    /// The text; a slot shows its name, so that a missing argument is seen.
    pub fn into_text(self) -> String {
        match self {
            Part::Text(text) => text,
            Part::Slot(name) => format!("{{{name}}}"),
        }
    }
}

/// A parsed message. Anything that is not a well-formed place is text.
#[derive(Clone)]
pub(super) struct Template(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Text(String),
    Place(String),
    /// `#` inside a plural form: the number itself.
    Count(String),
    Plural(String, Vec<(String, Template)>),
}

impl Template {
    pub(super) fn parse(text: &str) -> Template {
        parse(text, None)
    }

    /// Fills in the arguments.
    pub(super) fn fill(&self, arguments: &[(&str, Argument)], format: &dyn Format) -> Vec<Part> {
        let mut parts = Vec::new();
        self.fill_into(arguments, format, &mut parts);
        parts
    }

    fn fill_into(&self, arguments: &[(&str, Argument)], format: &dyn Format, parts: &mut Vec<Part>) {
        let find = |name: &str| arguments.iter().find(|(given, _)| *given == name).map(|(_, argument)| argument);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => parts.push(Part::Text(text.clone())),
                Piece::Place(name) | Piece::Count(name) => parts.push(match find(name) {
                    Some(Argument::Text(text)) => Part::Text(text.clone()),
                    Some(Argument::Number(n)) => Part::Text(format.number(*n)),
                    None => Part::Slot(name.clone()),
                }),
                Piece::Plural(name, forms) => {
                    let category = match find(name) {
                        Some(Argument::Number(n)) => format.plural(*n),
                        _ => "other",
                    };
                    let form = forms.iter().find(|(form, _)| form == category);
                    if let Some((_, template)) = form.or(forms.last()) {
                        template.fill_into(arguments, format, parts);
                    }
                }
            }
        }
    }

    /// The text it was parsed from.
    #[cfg(test)]
    pub(super) fn source(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Place(name) => format!("{{{name}}}"),
            Piece::Count(_) => "#".into(),
            Piece::Plural(name, forms) => {
                let forms: Vec<_> = forms.iter().map(|(form, text)| format!("{form} {{{}}}", text.source())).collect();
                format!("{{{name}, plural, {}}}", forms.join(" "))
            }
        };
        self.0.iter().map(piece).collect()
    }
}

/// Parses a text; inside a plural form, `#` stands for the argument named `counted`.
fn parse(text: &str, counted: Option<&str>) -> Template {
    let mut pieces = Vec::new();
    let mut rest = text;
    let special = |c: char| c == '{' || (c == '#' && counted.is_some());
    while let Some((before, from)) = rest.find(special).and_then(|start| rest.split_at_checked(start)) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        if let (Some(after), Some(name)) = (from.strip_prefix('#'), counted) {
            pieces.push(Piece::Count(name.to_owned()));
            rest = after;
            continue;
        }
        let Some((inside, after)) = braced(from) else {
            rest = from;
            break;
        };
        pieces.push(place(inside));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Template(pieces)
}

/// What stands between the brace at the start of `text` and the one that closes it, and what follows.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    for (position, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(1..position)?, text.get(position + 1..)?));
        }
    }
    None
}

/// `name`, or `name, plural, one {…} other {…}`.
fn place(inside: &str) -> Piece {
    let mut fields = inside.splitn(3, ',');
    let name = fields.next().unwrap_or_default().trim();
    let (Some("plural"), Some(mut rest)) = (fields.next().map(str::trim), fields.next()) else {
        return Piece::Place(name.to_owned());
    };
    let mut forms = Vec::new();
    while let Some((form, from)) = rest.find('{').and_then(|start| rest.split_at_checked(start)) {
        let Some((text, after)) = braced(from) else { break };
        forms.push((form.trim().to_owned(), parse(text, Some(name))));
        rest = after;
    }
    Piece::Plural(name.to_owned(), forms)
}

#[cfg(test)]
mod tests {
    use super::super::English;
    use super::*;

    #[track_caller]
    fn check(text: &str, arguments: &[(&str, Argument)], expected: &str) {
        let parts = Template::parse(text).fill(arguments, &English);
        assert_eq!(parts.into_iter().map(Part::into_text).collect::<String>(), expected);
    }

    #[test]
    fn fills_places_and_chooses_plural_forms() {
        let plural = "{n, plural, one {# initiative of {total}} other {# initiatives of {total}}}.";
        check(plural, &[("n", 1.into()), ("total", 250.into())], "1 initiative of 250.");
        check(plural, &[("n", 1200.into()), ("total", "many".into())], "1,200 initiatives of many.");
        check("Checked on {date}", &[("date", "30 June 2026".into())], "Checked on 30 June 2026");
    }

    #[test]
    fn what_is_not_given_is_a_slot() {
        let parts = Template::parse("Of {total}, {n} are done").fill(&[("n", 3.into())], &English);
        assert_eq!(parts.first(), Some(&Part::Text("Of ".into())));
        assert_eq!(parts.get(1), Some(&Part::Slot("total".into())));
    }

    #[test]
    fn broken_text_shows_as_it_is() {
        check("{open", &[], "{open");
        check("closed}", &[], "closed}");
        check("", &[], "");
        check("a # b", &[], "a # b");
    }
}
