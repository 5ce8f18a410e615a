//! Whether references have the form they should have, and agree with the events and with each other.

use super::super::problem::{Problems, place};
use super::super::wire;
use crate::domain::date::{Day, PartialDate};
use crate::domain::vocabulary::{Kind, Stage};

/// Doubts about a record's references.
pub(super) fn check(record: &wire::Initiative, problems: &mut Problems) {
    let refs = &record.refs;
    let known = Known::of(record);
    let mut found: Vec<(&str, Doubt)> = Vec::new();
    let mut keep = |field, doubts: Vec<Doubt>| found.extend(doubts.into_iter().map(|doubt| (field, doubt)));
    if let Some(text) = &refs.celex {
        keep(".refs.celex", check_celex(text, record, &known));
    }
    if let Some(text) = &refs.proposal_celex {
        keep(".refs.proposal_celex", check_proposal(text, refs.com.as_deref(), &known));
    }
    if let Some(text) = &refs.com {
        keep(".refs.com", check_document(text, &known));
    }
    if let Some(text) = &refs.procedure {
        keep(".refs.procedure", check_procedure(text, &known));
    }
    if let Some(text) = &refs.oj {
        keep(".refs.oj", check_journal(text, &known));
    }
    for (field, (what, mend)) in found {
        problems.doubt(place("initiatives", &record.id, field), Some(&record.id), what, mend);
    }
}

/// What is doubtful, and how to mend it.
type Doubt = (String, &'static str);

const MEND_ONE: &str = "mend one of them";

/// What the events of a record say of when it was proposed, adopted and published.
struct Known {
    proposed: Vec<i32>,
    adopted: Vec<i32>,
    either: Vec<i32>,
    published: Vec<PartialDate>,
}

impl Known {
    fn of(record: &wire::Initiative) -> Known {
        let dates = |stages: &[Stage]| -> Vec<PartialDate> {
            let events = record.events.iter().filter(|event| stages.iter().any(|stage| stage.slug() == event.stage));
            events.filter_map(|event| PartialDate::parse(&event.date)).collect()
        };
        let years = |stages: &[Stage]| -> Vec<i32> { dates(stages).iter().map(|date| date.first().year()).collect() };
        let proposed = years(&[Stage::Proposed, Stage::MandateAsked]);
        let adopted = years(&[Stage::Adopted, Stage::Published, Stage::Signed, Stage::Concluded]);
        let either = [proposed.as_slice(), adopted.as_slice()].concat();
        Known { proposed, adopted, either, published: dates(&[Stage::Published]) }
    }
}

fn check_celex(text: &str, record: &wire::Initiative, known: &Known) -> Vec<Doubt> {
    let Some(celex) = Celex::parse(text) else {
        return vec![(format!("\"{text}\" is not the form of a CELEX number"), "write 32022L2557")];
    };
    // What works, and an agreement, often has the number of an act that founds or concludes it.
    if matches!(Kind::from_slug(&record.kind), Some(Kind::Operational | Kind::Funding | Kind::Agreement)) {
        return Vec::new();
    }
    let years = differs(celex.year, if celex.sector == '3' { &known.adopted } else { &known.either });
    let of_year = years.map(|years| (format!("year {} and events of {years}", celex.year), MEND_ONE));
    let kind = celex.kind().filter(|kind| kind.slug() != record.kind);
    let of_kind = kind.map(|kind| (format!("{text} is of a {}", kind.slug()), "mend the number or the kind"));
    of_year.into_iter().chain(of_kind).collect()
}

fn check_proposal(text: &str, com: Option<&str>, known: &Known) -> Vec<Doubt> {
    let Some(celex) = Celex::parse(text).filter(|celex| celex.sector == '5') else {
        return vec![(format!("\"{text}\" is not that of a proposal"), "write 52020PC0829")];
    };
    let years = differs(celex.year, &known.proposed);
    let of_year = years.map(|years| (format!("year {} and proposed in {years}", celex.year), MEND_ONE));
    let is_another = com.and_then(document_number).is_some_and(|com| com != (celex.year, celex.number));
    let of_com = is_another.then(|| (format!("{text} is another document than refs.com"), MEND_ONE));
    of_year.into_iter().chain(of_com).collect()
}

fn check_document(text: &str, known: &Known) -> Vec<Doubt> {
    let Some((year, _)) = document_number(text) else {
        return vec![(format!("\"{text}\" is not a document number"), "write COM(2020) 829")];
    };
    let years = differs(year, if known.proposed.is_empty() { &known.adopted } else { &known.either });
    years.map(|years| (format!("year {year} and events of {years}"), MEND_ONE)).into_iter().collect()
}

fn check_procedure(text: &str, known: &Known) -> Vec<Doubt> {
    let Some(year) = procedure_year(text) else {
        return vec![(format!("\"{text}\" is not a procedure"), "write 2020/0365(COD)")];
    };
    let years = differs(year, &known.proposed);
    years.map(|years| (format!("year {year} and proposed in {years}"), MEND_ONE)).into_iter().collect()
}

fn check_journal(text: &str, known: &Known) -> Vec<Doubt> {
    let Some(day) = journal_day(text) else {
        return vec![(format!("\"{text}\" has no date"), "write OJ L 333, 27.12.2022, p. 164")];
    };
    let is_other = !known.published.is_empty() && !known.published.iter().any(|date| date.meets(day, day));
    is_other.then(|| (format!("published on {day}, the event says otherwise"), MEND_ONE)).into_iter().collect()
}

/// Doubts about a stop's references.
pub(super) fn check_stop(stop: &wire::Stop, path: String, problems: &mut Problems) {
    let year = stop.date.get(..4).and_then(|year| year.parse().ok());
    let com = stop.refs.com.as_deref().and_then(document_number);
    let celex = stop.refs.celex.as_deref().map(|text| Celex::parse(text).map(|celex| (celex.year, celex.number)));
    let disagrees =
        com.is_some_and(|com| Some(com.0) != year) || celex.is_some_and(|celex| celex.is_none() || celex != com);
    if disagrees {
        problems.doubt(path, None, "its references and its date do not agree".into(), "mend one of them");
    }
}

/// The years as text when there are some and `year` is not among them.
fn differs(year: i32, years: &[i32]) -> Option<String> {
    let known = !years.is_empty() && !years.contains(&year);
    known.then(|| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// The parts of a CELEX number.
struct Celex<'a> {
    sector: char,
    year: i32,
    descriptor: &'a str,
    number: u32,
}

impl Celex<'_> {
    fn parse(text: &str) -> Option<Celex<'_>> {
        let sector = text.chars().next().filter(|sector| sector.is_ascii_digit() || matches!(sector, 'C' | 'E'))?;
        let year = digits(text.get(1..5)?)?.cast_signed();
        let rest = text.get(5..)?;
        let (descriptor, number) = rest.split_at(rest.find(|c: char| !c.is_ascii_uppercase())?);
        // A second document of one day and number carries its rank: 32023H0120(01).
        let number = match number.split_once('(') {
            Some((number, rank)) => digits(rank.strip_suffix(')')?).and(Some(number))?,
            None => number,
        };
        let valid = matches!(descriptor.len(), 1 | 2) && matches!(number.len(), 4 | 5);
        valid.then(|| digits(number))?.map(|number| Celex { sector, year, descriptor, number })
    }

    /// The kind of an act of law.
    fn kind(&self) -> Option<Kind> {
        match (self.sector, self.descriptor) {
            ('3', "R") => Some(Kind::Regulation),
            ('3', "L") => Some(Kind::Directive),
            ('3', "D") => Some(Kind::Decision),
            ('3', "H") => Some(Kind::Recommendation),
            _ => None,
        }
    }
}

/// Year and number of `COM(2020) 829`, `JOIN(2020) 18`, `SWD(2021) 422`, `C(2021) 4520`.
fn document_number(text: &str) -> Option<(i32, u32)> {
    let (series, rest) = text.split_once('(')?;
    let (year, number) = rest.split_once(')')?;
    let known = matches!(series, "COM" | "JOIN" | "SWD" | "C") && year.len() == 4;
    known.then(|| Some((digits(year)?.cast_signed(), digits(number.strip_prefix(' ')?)?)))?
}

/// The year of `2020/0365(COD)`.
fn procedure_year(text: &str) -> Option<i32> {
    let (year, rest) = text.split_once('/')?;
    let (number, kind) = rest.strip_suffix(')')?.split_once('(')?;
    let number = number.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(number);
    let known = matches!(kind, "COD" | "NLE" | "CNS" | "APP" | "INI" | "INL" | "BUD");
    (known && year.len() == 4 && number.len() == 4).then(|| digits(number).and(digits(year)).map(u32::cast_signed))?
}

/// The day in `OJ L 333, 27.12.2022, p. 164`.
fn journal_day(text: &str) -> Option<Day> {
    let date = text.strip_prefix("OJ ")?.split(", ").find(|part| part.split('.').count() == 3)?;
    let mut parts = date.split('.').map(digits);
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    Day::from_ymd(year.cast_signed(), month, day)
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_every_form_are_read() {
        for text in ["32022L2557", "52020PC0829", "32023H0120(01)", "52025XG00437", "22021A0430"] {
            assert!(Celex::parse(text).is_some(), "{text}");
        }
        for text in
            ["", "2022L2557", "32022l2557", "32022L25", "32023H0120(x)", "32022ABC0001", "32022L", "３2022L2557"]
        {
            assert!(Celex::parse(text).is_none(), "{text}");
        }
        assert_eq!(document_number("JOIN(2020) 18"), Some((2020, 18)));
        assert_eq!(document_number("COM(2020)829"), None);
        assert_eq!(procedure_year("2022/0132A(COD)"), Some(2022));
        assert_eq!(procedure_year("2022/132(COD)"), None);
        assert_eq!(journal_day("OJ L, 2024/2847, 20.11.2024"), Day::from_ymd(2024, 11, 20));
        assert_eq!(journal_day("OJ C 20, 20.1.2023, p. 1"), Day::from_ymd(2023, 1, 20));
        assert_eq!(journal_day("OJ L 333"), None);
    }
}
