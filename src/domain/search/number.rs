//! Official numbers, however they are written.
//!
//! | written | series | number |
//! |---|---|---|
//! | `(EU) 2022/2557`, `No 910/2014`, `2008/841/JHA`, `32022L2557` | act | 2022/2557, … |
//! | `COM(2020) 829`, `com 2020 829`, `COM/2020/829 final`, `52020PC0829` | COM (so JOIN, SWD, SEC, C) | 2020/829 |
//! | `2020/0365(COD)`, `2020/0365 COD` | procedure | 2020/365 |
//! | `2022/2557` | not said | 2022/2557 |
//!
//! A number whose series is not said is the same as one of any series.

use super::words::{Words, is_digits};

/// Which register a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Series {
    Act,
    Com,
    Join,
    Swd,
    Sec,
    C,
    Procedure,
    Unknown,
}

/// An official number. The digits may be the beginning of a number that is still being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    year: u32,
    number: u32,
    series: Series,
    /// Whether nothing more of it is to come: it is filled up with zeros, or something stands after it.
    is_whole: bool,
}

/// A number in a text: from word `core` (what stands before belongs to it, but says only what it is) to before `end`.
pub(super) struct Reading {
    pub number: Number,
    pub core: usize,
    pub end: usize,
}

/// How well a number fits another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Whole,
    Beginning,
}

/// Bodies whose letters stand beside the number of an act.
const BODIES: &[&str] = &["eu", "ec", "eec", "euratom", "jha", "cfsp"];
/// Codes of procedures, as they stand after their numbers.
const PROCEDURES: &[&str] =
    &["cod", "nle", "cns", "app", "avc", "ini", "inl", "bud", "rsp", "dea", "rps", "sync", "acc"];

impl Number {
    /// Its digits; none when it is still to be typed.
    pub fn digits(&self) -> String {
        if self.number == 0 { String::new() } else { self.number.to_string() }
    }

    /// Its entry in a dictionary. It begins with a character that no word has; all that share [`Number::stem`] stand together.
    pub fn key(&self) -> String {
        let series = match self.series {
            Series::Act => 'A',
            Series::Com => 'M',
            Series::Join => 'J',
            Series::Swd => 'W',
            Series::Sec => 'S',
            Series::C => 'C',
            Series::Procedure => 'P',
            Series::Unknown => 'X',
        };
        format!("{}{series}", self.stem())
    }

    /// How the keys of all numbers begin that this one could be.
    pub fn stem(&self) -> String {
        format!("#{}/{}", self.year, self.digits())
    }

    /// Whether a key that begins with the stem is this number's or that of one it can become.
    pub fn fit(&self, key: &str) -> Option<Fit> {
        let key = key.strip_prefix(self.stem().as_str())?;
        let series = key.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let own = self.key();
        let is_same = own.ends_with('X') || series == "X" || own.ends_with(series);
        let fit = if key == series { Fit::Whole } else { Fit::Beginning };
        (is_same && (fit == Fit::Whole || !self.is_whole)).then_some(fit)
    }
}

/// The number that begins with a word, if one does.
pub(super) fn number_at(words: &Words, at: usize) -> Option<Reading> {
    // Few words are followed by a number: the reading below is only for those.
    let has_digit = |at: usize| words.word(at).bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    if !(at..at + 4).any(has_digit) {
        return None;
    }
    document_at(words, at).or_else(|| celex_at(words, at)).or_else(|| act_at(words, at))
}

/// `COM(2020) 829 final`
fn document_at(words: &Words, at: usize) -> Option<Reading> {
    let series = match words.word(at) {
        "com" => Series::Com,
        "join" => Series::Join,
        "swd" => Series::Swd,
        "sec" => Series::Sec,
        "c" => Series::C,
        _ => return None,
    };
    let is_near = |gap: &str| gap.len() <= 3 && gap.bytes().all(|byte| b" ()/[]:".contains(&byte));
    if !is_near(words.gap(at + 1)) || !is_near(words.gap(at + 2)) {
        return None;
    }
    let written = words.word(at + 2);
    let (year, number) = (year(words.word(at + 1))?, digits(written)?);
    let is_final = words.gap(at + 3) == " " && words.word(at + 3) == "final";
    let end = at + 3 + usize::from(is_final);
    Some(Reading { number: Number { year, number, series, is_whole: is_final || is_filled(written) }, core: at, end })
}

/// `32022L2557`
fn celex_at(words: &Words, at: usize) -> Option<Reading> {
    let word = words.word(at);
    let (year_digits, number) = parts_of_celex(word)?;
    let kind = word.get(5..word.len() - number.len())?;
    let series = match (word.get(..1), kind) {
        (Some("0" | "3"), _) => Series::Act,
        (_, "pc" | "dc") => Series::Com,
        (_, "jc") => Series::Join,
        (_, "sc") => Series::Swd,
        _ => Series::Unknown,
    };
    let is_whole = is_filled(number);
    let number = Number { year: year(year_digits)?, number: digits(number)?, series, is_whole };
    Some(Reading { number, core: at, end: at + 1 })
}

/// Year and number of a CELEX number: a digit, the year, one or two letters, up to five digits.
pub(super) fn parts_of_celex(word: &str) -> Option<(&str, &str)> {
    let (sector_and_year, rest) = word.split_at_checked(5)?;
    let number = rest.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
    let is_celex = is_digits(sector_and_year)
        && (1..=2).contains(&(rest.len() - number.len()))
        && is_digits(number)
        && number.len() <= 5;
    let year_digits = sector_and_year.get(1..)?;
    year(year_digits)?;
    is_celex.then_some((year_digits, number))
}

/// `(EU) No 910/2014`, `2008/841/JHA`, `2020/0365(COD)`, `2022/2557`
fn act_at(words: &Words, at: usize) -> Option<Reading> {
    let is_body = |at: usize| BODIES.contains(&words.word(at));
    let mut core = at;
    while core < at + 3 && (is_body(core) || matches!(words.word(core), "no" | "nr")) {
        core += 1;
    }
    let (left, right) = (words.word(core), words.word(core + 1));
    if !matches!(words.gap(core + 1), "/" | "_") || !is_digits(left) {
        return None;
    }
    let suffix = right.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let number = right.get(..right.len() - suffix.len())?;
    let mut end = core + 2;
    let mut series = if core > at { Series::Act } else { Series::Unknown };
    if suffix.is_empty() && words.gap(end) == "/" && is_body(end) {
        (series, end) = (Series::Act, end + 1);
    } else if PROCEDURES.contains(&suffix) {
        series = Series::Procedure;
    } else if suffix.len() <= 1 && matches!(words.gap(end), " " | "(" | " (") && PROCEDURES.contains(&words.word(end)) {
        (series, end) = (Series::Procedure, end + 1);
    } else if !suffix.is_empty() {
        return None;
    }
    let is_whole = end > core + 2 || !suffix.is_empty() || (number.starts_with('0') && is_filled(number));
    let (year, number) = match (year(left), year(number)) {
        (Some(year), _) => (year, digits(number)?),
        (None, Some(year)) if left.len() <= 4 && series != Series::Procedure => (year, digits(left)?),
        // Acts before 1999 carry two digits of their year, and always their body.
        _ if left.len() == 2 && series == Series::Act => (1900 + left.parse::<u32>().ok()?, digits(number)?),
        _ => return None,
    };
    Some(Reading { number: Number { year, number, series, is_whole }, core, end })
}

/// Whether a running number has all its four digits.
fn is_filled(number: &str) -> bool {
    number.len() >= 4
}

/// A year in which the Union or its forerunners could have numbered something.
fn year(word: &str) -> Option<u32> {
    let year = (word.len() == 4 && is_digits(word)).then(|| word.parse().ok())??;
    (1950..=2099).contains(&year).then_some(year)
}

/// A running number.
fn digits(word: &str) -> Option<u32> {
    (word.len() <= 5 && is_digits(word)).then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let words = Words::of(text);
        let found = number_at(&words, 0).map_or("none".to_owned(), |found| {
            assert_eq!(found.end, words.len(), "{text}");
            found.number.key()
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_spelling_has_one_key() {
        for text in ["(EU) 2022/2557", "2022/2557/EU", "EU 2022/2557", "32022L2557", "(eu) no 2557/2022"] {
            check(text, "#2022/2557A");
        }
        for text in
            ["COM(2020) 829", "com 2020 829", "COM/2020/829", "COM (2020) 829 final", "COM(2020)0829", "52020PC0829"]
        {
            check(text, "#2020/829M");
        }
        for text in ["2020/0365(COD)", "2020/0365 COD", "2020/365 (cod)", "2020/0365cod", "2020/0365A(COD)"] {
            check(text, "#2020/365P");
        }
        check("2020/365", "#2020/365X");
        check("2008/841/JHA", "#2008/841A");
        check("95/46/EC", "#1995/46A");
        check("910/2014", "#2014/910X");
        check("JOIN(2020) 18", "#2020/18J");
        check("52020SC0100", "#2020/100W");
        check("52023JC0009", "#2023/9J");
        check("C(2023) 4049", "#2023/4049C");
        check("2020/0", "#2020/X");
        check("02016R0679", "#2016/679A");
    }

    #[test]
    fn other_numbers_are_none() {
        for text in
            ["24/7", "2022", "COM(2020)", "2022 2557", "5G", "3202L2557", "1234567", "2020/123456", "2022/25b", "eu eu"]
        {
            check(text, "none");
        }
    }

    #[test]
    fn a_number_fits_those_it_can_become() {
        let key = |text: &str| number_at(&Words::of(text), 0).unwrap().number;
        assert_eq!(key("2020/0365").fit(&key("2020/0365(COD)").key()), Some(Fit::Whole));
        assert_eq!(key("2020/036").fit(&key("2020/0365(COD)").key()), Some(Fit::Beginning));
        assert_eq!(key("COM(2020) 365").fit(&key("2020/0365(COD)").key()), None);
        assert_eq!(key("COM(2020) 365").fit(&key("2020/365").key()), Some(Fit::Whole));
        assert_eq!(key("2020/365").fit(&key("2020/36").key()), None);
    }
}
