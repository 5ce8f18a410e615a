//! A strict reader of calendar files, written from RFC 5545: the oracle of the tests and of fuzzing. It panics on what
//! the standard does not have.

/// A component as the file has it: its properties with parameters, unfolded but not unescaped, and what it holds.
#[derive(Debug)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// Names, with parameters, and values.
    pub properties: Vec<(String, String)>,
    /// What it holds.
    pub components: Vec<Component>,
}

impl Component {
    /// The value of a property that is there once.
    #[track_caller]
    pub fn value(&self, name: &str) -> &str {
        self.optional(name).unwrap_or_else(|| panic!("no {name} in {self:?}"))
    }

    /// The value of a property that is there once or not at all.
    #[track_caller]
    pub fn optional(&self, name: &str) -> Option<&str> {
        let mut values = self.properties.iter().filter(|property| property.0 == name);
        let value = values.next().map(|property| property.1.as_str());
        assert_eq!(values.next(), None, "{name} twice in {self:?}");
        value
    }
}

/// Reads a file and lets nothing pass that the standard does not.
pub fn strictly(file: &str) -> Component {
    let whole = file.strip_suffix("\r\n").expect("the last line ends too");
    let mut lines: Vec<String> = Vec::new();
    for line in whole.split("\r\n") {
        assert!(!line.is_empty() && line.len() <= 75, "{} bytes: {line:?}", line.len());
        assert!(!line.chars().any(char::is_control), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("something to go on with").push_str(rest),
            None => lines.push(line.into()),
        }
    }
    let mut open: Vec<Component> = Vec::new();
    for (nth, line) in lines.iter().enumerate() {
        let (name, value) = line.split_once(':').expect("a name and a value");
        let is_name = name.bytes().all(|byte| byte.is_ascii_uppercase() || b"-;=".contains(&byte));
        assert!(!name.is_empty() && is_name, "{line:?}");
        match name {
            "BEGIN" => open.push(Component { name: value.into(), properties: vec![], components: vec![] }),
            "END" => {
                let component = open.pop().expect("an end of something");
                assert_eq!(component.name, value);
                match open.last_mut() {
                    Some(parent) => parent.components.push(component),
                    None => {
                        assert_eq!(nth + 1, lines.len(), "nothing follows the calendar");
                        return component;
                    }
                }
            }
            _ => open.last_mut().expect("a component").properties.push((name.into(), value.into())),
        }
    }
    panic!("no end")
}

/// Text as it was before it was escaped.
#[track_caller]
pub fn unescaped(text: &str) -> String {
    let mut letters = text.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        assert!(!",;".contains(letter), "not escaped in {text:?}");
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some(letter @ ('\\' | ',' | ';')) => letter,
                other => panic!("a backslash and {other:?} in {text:?}"),
            },
            letter => letter,
        });
    }
    plain
}

/// What of a text can stand in a calendar.
pub fn cleaned(text: &str) -> String {
    let text = text.replace('\t', " ").replace(['\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}
