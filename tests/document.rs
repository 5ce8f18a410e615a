//! The document format as a visitor's browser meets it: the real data, broken data, and the two files it travels in.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;

use proptest::prelude::*;
use security_union_explorer::domain::document::json::{self, Json};
use security_union_explorer::domain::document::{self, Document, Effect, Reading, Unreadable, wire};
use security_union_explorer::domain::initiative::Target;

const MASTER: &str = include_str!("../public/data/security-union.json");
const ACCEPTED: &str = include_str!("../data/accepted.json");
/// The least that is a document.
const EMPTY: &str = r#"{"format": 1, "areas": [], "initiatives": []}"#;

fn master() -> wire::Document {
    serde_json::from_str(MASTER).unwrap()
}

fn read(json: &str) -> Reading {
    document::read(json).unwrap()
}

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/document/{name}.json", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"))
}

mod the_real_document {
    use super::*;

    #[test]
    fn has_no_problem_for_a_reader() {
        assert_eq!(read(MASTER).problems, []);
    }

    #[test]
    fn is_whole() {
        let Document { initiatives, details, stops, areas, actors, topics, glossary, .. } = read(MASTER).document;
        let events: usize = initiatives.iter().map(|initiative| initiative.events.len()).sum();
        let counts = [initiatives.len(), events, stops.len(), areas.len(), actors.len(), topics.len(), glossary.len()];
        assert_eq!(counts, [250, 1582, 9, 6, 73, 53, 38]);
        assert!(details.iter().zip(&initiatives).all(|(detail, one)| detail.evidence.len() == one.events.len()));
    }

    #[test]
    fn has_only_doubts_that_somebody_accepted_and_no_acceptance_too_many() {
        let accepted: Vec<serde_json::Value> = serde_json::from_str(ACCEPTED).unwrap();
        let mut accepted: Vec<(String, String)> = accepted
            .iter()
            .map(|one| (one["path"].as_str().unwrap().into(), one["what"].as_str().unwrap().into()))
            .collect();
        let mut found: Vec<(String, String)> =
            document::check(&master()).into_iter().map(|problem| (problem.path, problem.what)).collect();
        accepted.sort();
        found.sort();
        assert_eq!(found, accepted);
    }

    #[test]
    fn is_written_as_the_program_writes_it() {
        // Fails on a misspelt field name too: the program does not know it and leaves it out.
        let written = document::write(&master());
        let differs = MASTER.lines().zip(written.lines()).enumerate().find(|(_, (left, right))| left != right);
        assert_eq!(differs, None);
        assert_eq!(MASTER.len(), written.len());
    }

    #[test]
    fn keeps_the_order_of_stops_of_one_day() {
        let mut wire = master();
        wire.stops[2].date = wire.stops[1].date.clone();
        let ids = |wire: &wire::Document| {
            let stops = read(&serde_json::to_string(wire).unwrap()).document.stops;
            stops.into_iter().map(|stop| stop.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&wire), ids(&master()));
    }

    #[test]
    fn names_no_web_page_that_is_not_https() {
        assert!(!MASTER.contains("\"http:"));
    }

    #[cfg(feature = "schema")]
    #[test]
    fn has_its_schema_beside_it() {
        assert_eq!(include_str!("../public/data/security-union.schema.json"), document::schema());
    }
}

mod two_files {
    use super::*;

    /// The document and its details, read from the two files that `split` makes.
    fn through_two_files(wire: &wire::Document) -> Document {
        let (small, details) = document::split(wire, "details.json");
        let mut parts = read(&serde_json::to_string(&small).unwrap()).document;
        assert_eq!(parts.details, []);
        parts.details = document::read_details(&serde_json::to_string(&details).unwrap(), &parts).unwrap();
        assert_eq!(parts.details_path.take().as_deref(), Some("details.json"));
        parts
    }

    #[test]
    fn read_as_one() {
        assert_eq!(through_two_files(&master()), read(MASTER).document);
    }

    #[test]
    fn read_as_one_whatever_the_order_of_the_events() {
        let mut wire = master();
        wire.initiatives.iter_mut().for_each(|record| record.events.reverse());
        let json = serde_json::to_string(&wire).unwrap();
        assert_eq!(through_two_files(&wire), read(&json).document);
    }

    #[test]
    fn read_as_one_with_broken_events_and_links() {
        for name in ["unknown-stage", "impossible-date", "http-link", "script-link", "events-out-of-order"] {
            let json = fixture(name);
            assert_eq!(through_two_files(&serde_json::from_str(&json).unwrap()), read(&json).document, "{name}");
        }
    }

    #[test]
    fn keep_what_editors_note_to_themselves() {
        let (small, details) = document::split(&master(), "details.json");
        let small = serde_json::to_string(&small).unwrap();
        assert!(!small.contains("\"notes\""));
        assert!(!serde_json::to_string(&details).unwrap().contains("\"notes\""));
    }

    #[test]
    fn of_different_versions_do_not_go_together() {
        let (_, details) = document::split(&master(), "details.json");
        let other = Document { version: "2027".into(), ..read(MASTER).document };
        let details = serde_json::to_string(&details).unwrap();
        assert_eq!(document::read_details(&details, &other), Err(Unreadable::OtherVersion));
    }

    #[test]
    fn are_not_the_same_file_twice() {
        let (small, _) = document::split(&master(), "details.json");
        let small = serde_json::to_string(&small).unwrap();
        let no_details = Err(Unreadable::NotADocument { field: "details" });
        assert_eq!(document::read_details(&small, &read(&small).document), no_details);
    }

    #[test]
    fn leave_what_is_missing_empty() {
        let document = read(&fixture("good")).document;
        let details = document::read_details(r#"{"version": "1", "details": []}"#, &document).unwrap();
        assert_eq!(details.len(), 2);
        assert!(details.iter().all(|detail| detail.summary.is_empty() && detail.evidence.is_empty()));
    }
}

mod a_broken_document {
    use super::*;

    /// The one problem that reading a fixture finds, as path, what is wrong, and effect.
    #[track_caller]
    fn check(name: &str, path: &str, what: &str, effect: Effect) -> Document {
        let Reading { document, problems } = read(&fixture(name));
        let found: Vec<_> = problems.iter().map(|one| (one.path.as_str(), one.what.as_str(), one.effect)).collect();
        assert_eq!(found, [(path, what, effect)], "{name}");
        assert!(problems.iter().all(|one| !one.mend.is_empty()));
        document
    }

    fn ids(document: &Document) -> Vec<&str> {
        document.initiatives.iter().map(|initiative| initiative.id.as_str()).collect()
    }

    #[test]
    fn is_no_document_at_all() {
        assert!(matches!(document::read(&fixture("not-json")), Err(Unreadable::NotJson { line: 2.., .. })));
        assert_eq!(document::read(&fixture("wrong-format")), Err(Unreadable::WrongFormat { found: 2 }));
        for (json, expected) in [
            ("", Unreadable::NotJson { line: 1, column: 1 }),
            ("<!doctype html>", Unreadable::NotJson { line: 1, column: 1 }),
            ("{}", Unreadable::NotADocument { field: "format" }),
            ("7", Unreadable::NotADocument { field: "format" }),
            (r#"{"format": 3}"#, Unreadable::WrongFormat { found: 3 }),
            (r#"{"format": 1, "areas": 7}"#, Unreadable::NotADocument { field: "areas" }),
            (r#"{"format": 1, "areas": [], "initiative": []}"#, Unreadable::NotADocument { field: "initiatives" }),
            (r#"{"format": 1, "areas": null, "initiatives": []}"#, Unreadable::NotADocument { field: "areas" }),
        ] {
            assert_eq!(document::read(json), Err(expected), "{json}");
        }
    }

    /// A field that it can do without is left out when it has the wrong type, and named; of several the first.
    #[test]
    fn loses_nothing_else_to_a_field_of_the_wrong_type() {
        for (field, value, path) in [
            ("glossary", "\"x\"", "glossary"),
            ("licence", "5", "licence"),
            ("stops", "{}", "stops"),
            ("strategy", "\"2020\"", "strategy"),
            ("strategy", r#"{"title": 5, "start": "2020", "end": "2025"}"#, "strategy.title"),
        ] {
            let mut fields = serde_json::to_value(master()).unwrap();
            fields[field] = serde_json::from_str(value).unwrap();
            let reading = document::read(&fields.to_string()).unwrap();
            assert_eq!(reading.document.initiatives.len(), 250, "{field}");
            assert!(reading.problems.iter().any(|problem| problem.path == path), "{field}: {:?}", reading.problems);
        }
    }

    /// What stands in the place of a day that cannot be read gives other numbers: readers are told.
    #[test]
    fn says_that_a_day_of_its_own_is_none() {
        let problems = |checked_through: &str, start: &str, end: &str| {
            let mut document = master();
            document.checked_through = checked_through.into();
            (document.strategy.start, document.strategy.end) = (start.into(), end.into());
            let problems = read(&document::write(&document)).problems;
            assert!(problems.iter().all(|problem| problem.effect == Effect::PartLeftOut));
            problems.into_iter().map(|problem| problem.path).collect::<Vec<_>>()
        };
        assert!(problems("2026-06-30", "2020-07-24", "2025").is_empty());
        assert_eq!(problems("30/06/2026", "2020-07-24", "2025"), ["checked_through"]);
        assert_eq!(problems("2026-06-30", "soon", ""), ["strategy.start", "strategy.end"]);
        assert_eq!(problems("2026-06-30", "2025", "2020"), ["strategy.end"]);
    }

    #[test]
    fn loses_only_its_broken_record() {
        let path = "initiatives[broken].events";
        let document = check("broken-record", path, "it should be a list", Effect::RecordLeftOut);
        assert_eq!(ids(&document), ["first", "second"]);
    }

    #[test]
    fn loses_only_the_event_that_has_a_number_for_a_date() {
        let path = "initiatives[first].events[0].date";
        let document = check("number-for-a-date", path, "it should be text", Effect::PartLeftOut);
        assert_eq!(document.initiatives[0].events.len(), 1);
    }

    /// A list in a record of another list is named by both.
    #[test]
    fn names_the_place_of_what_is_in_a_stop_or_an_area() {
        let mut json: serde_json::Value = serde_json::from_str(&document::write(&master())).unwrap();
        json["stops"][1]["sources"][0]["url"] = 7.into();
        json["areas"][2]["highlights"][1]["text"] = true.into();
        json["initiatives"][0]["refs"]["celex"] = 32022.into();
        let first = json["initiatives"][0]["id"].as_str().unwrap().to_owned();
        let seen =
            read(&json.to_string()).problems.into_iter().map(|problem| (problem.path, problem.what, problem.effect));
        let expected = [
            ("stops[1].sources[0].url".to_owned(), "it should be text", Effect::PartLeftOut),
            ("areas[2].highlights[1].text".to_owned(), "it should be text", Effect::PartLeftOut),
            (format!("initiatives[{first}].refs"), "it should be an object of texts", Effect::RecordLeftOut),
        ];
        let expected = expected.map(|(path, what, effect)| (path, what.to_owned(), effect));
        assert_eq!(seen.take(3).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn loses_the_second_record_of_an_id() {
        let what = "an earlier record has this id";
        let document = check("duplicate-id", "initiatives[first]", what, Effect::RecordLeftOut);
        assert_eq!(ids(&document), ["first", "second"]);
        assert_eq!(document.initiatives[0].title, "First initiative");
    }

    #[test]
    fn loses_only_the_event_that_cannot_be_read() {
        for (name, path, what) in [
            ("unknown-stage", "initiatives[first].events[1].stage", "unknown stage \"ratified\""),
            ("impossible-date", "initiatives[first].events[0].date", "unknown date \"2023-02-29\""),
        ] {
            let document = check(name, path, what, Effect::PartLeftOut);
            assert_eq!(document.initiatives[0].events.len(), 1);
            assert_eq!(document.details[0].evidence.len(), 1);
            assert_eq!(document.initiatives[1].events.len(), 2);
        }
    }

    #[test]
    fn never_links_anywhere_but_to_https() {
        let what = "\"http://example.org\" is not an https address";
        let document = check("http-link", "initiatives[first].sources", what, Effect::PartLeftOut);
        assert!(document.details[0].sources.iter().all(|source| source.url.starts_with("https://")));
        let path = "initiatives[first].events[0].source";
        let what = "\"javascript:alert(1)\" is not an https address";
        let document = check("script-link", path, what, Effect::PartLeftOut);
        assert_eq!(document.details[0].evidence[0].url, "");
        assert_eq!(document.initiatives[0].events.len(), 2);
    }

    #[test]
    fn loses_only_a_relation_to_nowhere() {
        let path = "initiatives[first].relations[1]";
        let document = check("relation-to-nowhere", path, "unknown record \"third\"", Effect::PartLeftOut);
        let targets: Vec<_> = document.initiatives[0].relations.iter().map(|relation| relation.to).collect();
        assert_eq!(targets, [Target::Initiative(1), Target::Stop(0)]);
    }

    #[test]
    fn has_no_relation_to_a_record_that_was_left_out() {
        let Reading { document, problems } = read(&fixture("relation-to-broken"));
        let paths: Vec<_> = problems.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths, ["initiatives[second]", "initiatives[first].relations[0]"]);
        assert_eq!(document.initiatives[0].relations, []);
    }

    #[test]
    fn loses_only_unknown_topics_actors_and_areas() {
        let Reading { document, problems } = read(&fixture("unknown-refs"));
        let whats: Vec<_> = problems.iter().map(|problem| problem.what.as_str()).collect();
        assert_eq!(whats, ["unknown topic \"cooking\"", "unknown actor \"nobody\"", "unknown further area \"7\""]);
        let first = &document.initiatives[0];
        assert_eq!((first.topics.as_slice(), first.actors.len(), first.also.len()), (&[0][..], 0, 0));
    }
}

mod an_unusual_document {
    use super::*;

    #[track_caller]
    fn check(name: &str) -> Document {
        let Reading { document, problems } = read(&fixture(name));
        assert_eq!(problems, [], "{name}");
        document
    }

    #[test]
    fn may_have_nine_areas() {
        let document = check("nine-areas");
        assert_eq!(document.areas.len(), 9);
        assert_eq!((document.initiatives[1].area, document.initiatives[1].also.as_slice()), (8, &[1, 7][..]));
        assert_eq!(document.areas[3].short, "Area 4");
    }

    #[test]
    fn keeps_what_looks_like_a_script_as_text() {
        let document = check("script-text");
        assert_eq!(document.initiatives[0].title, "<script>alert(1)</script>");
        assert_eq!(document.details[0].summary, "<img src=x onerror=alert(1)>");
    }

    #[test]
    fn has_its_events_sorted_with_their_evidence() {
        let (straight, reversed) = (check("good"), check("events-out-of-order"));
        assert_eq!(straight, reversed);
    }

    #[test]
    fn shows_the_title_where_there_is_no_short_one() {
        assert_eq!(check("no-short").initiatives[0].short, "First initiative");
    }

    #[test]
    fn may_start_with_a_byte_order_mark_and_have_fields_of_a_later_edition() {
        let json = fixture("good").replacen('{', "\u{feff}{ \"mood\": \"calm\",", 1);
        assert_eq!(read(&json), read(&fixture("good")));
    }

    #[test]
    fn may_have_no_initiative() {
        assert_eq!(read(EMPTY).document.initiatives, []);
    }
}

/// One editing mistake: what `check` says about it, in `path: what`, is new.
mod an_editor {
    use super::*;

    #[track_caller]
    fn check(edit: impl FnOnce(&mut wire::Document), expected: &str) {
        let mut document = master();
        let before = document::check(&document);
        edit(&mut document);
        let problems = document::check(&document);
        let new: Vec<_> = problems
            .iter()
            .filter(|problem| !before.contains(problem))
            .map(|problem| format!("{}: {}", problem.path, problem.what))
            .collect();
        assert!(new.iter().any(|problem| problem == expected), "{expected} is not among {new:#?}");
    }

    fn cer(document: &mut wire::Document) -> &mut wire::Initiative {
        let cer = document.initiatives.iter_mut().find(|record| record.id == "cer-directive");
        cer.unwrap()
    }

    #[test]
    fn is_told_what_is_missing() {
        check(|d| d.licence.clear(), "licence: it is empty");
        check(|d| cer(d).summary = "Short.".into(), "initiatives[cer-directive].summary: it has 6 characters");
        check(|d| cer(d).short.clear(), "initiatives[cer-directive].short: it is empty");
        check(|d| cer(d).sources.clear(), "initiatives[cer-directive].sources: there is none");
        check(|d| cer(d).events.clear(), "initiatives[cer-directive].events: there is none");
        check(|d| cer(d).events[1].label.clear(), "initiatives[cer-directive].events[1].label: it is empty");
        check(|d| cer(d).events[1].source.clear(), "initiatives[cer-directive].events[1].source: it is empty");
        check(|d| cer(d).events[1].verified = false, "initiatives: 32 events were not checked against a page");
        check(|d| d.areas[2].number = 7, "areas[7]: it is area 3 in the list");
        check(|d| d.areas[2].highlights[0].source.clear(), "areas[3]: a fact has no text or no source");
        check(|d| d.stops[2].summary.clear(), "stops[progress-report-2]: it lacks a title, a summary or a source");
        check(
            |d| d.topics.push(wire::Topic { id: "cooking".into(), ..Default::default() }),
            "topics[cooking]: no initiative refers to it",
        );
    }

    #[test]
    fn is_told_which_name_is_none() {
        for alias in ["cer directive", "", "Critical Entities Resilience Directive"] {
            let what = format!("initiatives[cer-directive].aliases[1]: \"{alias}\" is no further name");
            check(|d| cer(d).aliases.push(alias.into()), &what);
        }
    }

    #[test]
    fn is_told_what_a_reader_would_not_see() {
        check(|d| cer(d).kind = "law".into(), "initiatives[cer-directive]: unknown kind \"law\"");
        check(|d| cer(d).also.push(1), "initiatives[cer-directive].also: unknown further area \"1\"");
        let backwards = "strategy.end: it is before strategy.start";
        check(|d| d.strategy.end = "2019".into(), backwards);
        check(|d| cer(d).id = "CER".into(), "initiatives[0]: unknown form of id \"CER\"");
        check(
            |d| cer(d).events[0].date = "2020-13".into(),
            "initiatives[cer-directive].events[0].date: unknown date \"2020-13\"",
        );
    }

    #[test]
    fn is_told_what_cannot_have_followed() {
        let order = "initiatives[cer-directive].events[5]: adopted of 2020-12-14 before proposed of 2020-12-16";
        check(|d| cer(d).events[5].date = "2020-12-14".into(), order);
        let order = "initiatives[cer-directive].events[7]: in-force of 2022-12-16 before published of 2022-12-27";
        check(|d| cer(d).events[7].date = "2022-12-16".into(), order);
        let order = "initiatives[cer-directive].events[8]: deadline of 2021-10-17 before adopted of 2022-12-14";
        check(|d| cer(d).events[8].date = "2021-10-17".into(), order);
        let order = "initiatives[cer-directive].events[1].date: 2021-12 stands after a later date";
        check(|d| cer(d).events[0].date = "2022-12-16".into(), order);
        check(|d| cer(d).events[11].partial = false, "initiatives[cer-directive].events: 2 deadlines for the whole");
    }

    #[test]
    fn is_told_where_past_and_future_are_confused() {
        let what =
            "initiatives[cer-directive].events[12].certainty: a fact of 2026-07-17 lies after the last day checked";
        check(|d| cer(d).events[12].certainty = None, what);
        let what = "initiatives[cer-directive].events[12].certainty: 2026-07-17 has passed and is still fixed";
        check(|d| d.checked_through = "2026-12-31".into(), what);
        // On its own day it has passed already, and may be a fact.
        check(|d| d.checked_through = "2026-07-17".into(), what);
        let mut today = master();
        today.checked_through = "2026-07-17".into();
        cer(&mut today).events[12].certainty = None;
        assert!(document::check(&today).iter().all(|problem| !problem.what.starts_with("a fact of 2026-07-17")));
    }

    #[test]
    fn is_told_where_references_disagree() {
        let refs = |field: &str, what: &str| format!("initiatives[cer-directive].refs.{field}: {what}");
        check(|d| cer(d).refs.celex = Some("32021L2557".into()), &refs("celex", "year 2021 and events of 2022, 2022"));
        check(|d| cer(d).refs.celex = Some("32022R2557".into()), &refs("celex", "32022R2557 is of a regulation"));
        check(
            |d| cer(d).refs.celex = Some("2022/2557".into()),
            &refs("celex", "\"2022/2557\" is not the form of a CELEX number"),
        );
        check(
            |d| cer(d).refs.celex = Some("32022L2555".into()),
            "initiatives[nis2-directive].refs.celex: cer-directive has it too",
        );
        check(
            |d| cer(d).refs.com = Some("COM(2019) 829".into()),
            &refs("com", "year 2019 and events of 2020, 2022, 2022"),
        );
        check(|d| cer(d).refs.com = Some("COM 829".into()), &refs("com", "\"COM 829\" is not a document number"));
        check(
            |d| cer(d).refs.com = Some("COM(2020) 828".into()),
            &refs("proposal_celex", "52020PC0829 is another document than refs.com"),
        );
        check(
            |d| cer(d).refs.procedure = Some("2021/0365(COD)".into()),
            &refs("procedure", "year 2021 and proposed in 2020"),
        );
        check(
            |d| cer(d).refs.procedure = Some("2020/0359(COD)".into()),
            "initiatives[nis2-directive].refs.procedure: cer-directive of the same kind has it too",
        );
        check(
            |d| cer(d).refs.oj = Some("OJ L 333, 28.12.2022, p. 164".into()),
            &refs("oj", "published on 2022-12-28, the event says otherwise"),
        );
        check(
            |d| d.stops[1].date = "2021-12-09".into(),
            "stops[progress-report-1]: its references and its date do not agree",
        );
        let what = "stops[progress-report-1]: it is earlier than the stop before it";
        check(|d| d.stops[1].date = "2020-01-01".into(), what);
    }

    #[test]
    fn is_told_what_is_said_twice() {
        let relation = |to: &str, kind: &str| wire::Relation { to: to.into(), kind: kind.into() };
        let what = "initiatives[nis2-directive].relations[0]: it stands in both records: complements cer-directive";
        check(|d| d.initiatives[1].relations = vec![relation("cer-directive", "complements")], what);
        check(
            |d| cer(d).relations.push(relation("cer-directive", "amends")),
            "initiatives[cer-directive].relations[1]: the record relates to itself",
        );
    }
}

/// Our tree as serde_json's.
fn value(json: &Json) -> serde_json::Value {
    match json {
        Json::Null => serde_json::Value::Null,
        Json::Flag(flag) => (*flag).into(),
        Json::Number(text) => serde_json::from_str(text).unwrap(),
        Json::Text(text) => text.as_ref().into(),
        Json::List(list) => list.iter().map(value).collect(),
        Json::Object(fields) => fields.iter().map(|(name, json)| (name.to_string(), value(json))).collect(),
    }
}

/// Our reader and serde_json see the same in a text.
#[track_caller]
fn agrees_with_serde(text: &str) {
    match (json::parse(text), serde_json::from_str::<serde_json::Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(value(&ours), theirs, "{text}"),
        (Err(_), Err(_)) => {}
        (ours, theirs) => {
            // Numbers too large for a float are no error to us: nobody asks for them.
            let too_large = theirs.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range"));
            assert!(ours.is_ok() && too_large, "{text}: {ours:?}, {theirs:?}");
        }
    }
}

#[test]
fn our_json_is_that_of_serde() {
    agrees_with_serde(MASTER);
    for text in [
        r#""""#,
        r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ude00""#,
        r#""\ud83d\u0041""#,
        r#""\u12""#,
        r#""\x""#,
        "\"\n\"",
        "\"open",
        "01",
        "-",
        "-0",
        "1.",
        ".5",
        "1e",
        "1E+2",
        "1e999",
        "+1",
        "NaN",
        "nul",
        "true",
        "truex",
        "[1,]",
        "[,]",
        "[",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "[] []",
        " [ ] ",
        "\u{a0}1",
        "",
    ] {
        agrees_with_serde(text);
    }
    assert!(json::parse(&"[".repeat(100_000)).is_err());
}

proptest! {
    #[test]
    fn our_json_is_that_of_serde_for_any_text(text in "[\\[\\]{}\",:.eE+0-9truefalsn\\\\ud-]{0,16}") {
        agrees_with_serde(&text);
    }

    #[test]
    fn our_text_is_that_of_serde(text in ".*") {
        agrees_with_serde(&serde_json::to_string(&text).unwrap());
        agrees_with_serde(&text);
    }

    #[test]
    fn reading_never_panics_on_any_text(text in ".*") {
        let _ = document::read(&text);
        let document = read(EMPTY).document;
        let _ = document::read_details(&text, &document);
    }

    #[test]
    fn reading_never_panics_on_a_cut_or_overwritten_document(at in 0usize..4_000, end in 0usize..4_000, with in "[\\[\\]{}\",:0-9a-z\\\\-]{0,12}") {
        let json = fixture("relation-to-nowhere");
        let (at, end) = (at.min(json.len()), end.min(json.len()));
        let (at, end) = (at.min(end), at.max(end));
        let json = [&json[..at], &with, &json[end..]].concat();
        let _ = document::read(&json);
    }

    #[test]
    fn every_value_of_another_type_leaves_a_reading_or_a_reason(step in 0..n_values(&spoilt()["initiatives"]), with in 0usize..6) {
        let mut value = spoilt();
        let other = [serde_json::json!(null), serde_json::json!(-1), serde_json::json!("x"), serde_json::json!([]), serde_json::json!({}), serde_json::json!(true)];
        overwrite(&mut value["initiatives"], &mut step.clone(), &other[with]);
        let reading = read(&value.to_string());
        // Whatever happened to one record, the other one shows or is named.
        prop_assert!(reading.document.initiatives.len() == 2 || !reading.problems.is_empty() || !value["initiatives"].is_array());
    }
}

/// The document whose values are put out of place.
fn spoilt() -> serde_json::Value {
    serde_json::from_str(&fixture("relation-to-nowhere")).unwrap()
}

/// How many values there are inside a value.
fn n_values(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(list) => list.iter().map(|inner| 1 + n_values(inner)).sum(),
        serde_json::Value::Object(fields) => fields.values().map(|inner| 1 + n_values(inner)).sum(),
        _ => 0,
    }
}

/// Puts `other` in the place of the value that is `step` values away, in the order of a walk.
fn overwrite(value: &mut serde_json::Value, step: &mut usize, other: &serde_json::Value) {
    let children: Vec<&mut serde_json::Value> = match value {
        serde_json::Value::Array(list) => list.iter_mut().collect(),
        serde_json::Value::Object(fields) => fields.values_mut().collect(),
        _ => vec![],
    };
    for child in children {
        if *step == 0 {
            *child = other.clone();
            *step = usize::MAX;
            return;
        }
        *step -= 1;
        overwrite(child, step, other);
        if *step == usize::MAX {
            return;
        }
    }
}
