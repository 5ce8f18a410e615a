//! The pages made ahead of time: nothing of the data is missing on them, and nothing on them leads astray.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::document;
use security_union_explorer::drawing::node::Node;
use security_union_explorer::language::Words;
use security_union_explorer::pages::Edition;
use serde_json::Value;

const MASTER: &str = include_str!("../public/data/security-union.json");
const SITE: &str = "https://example.eu/security/";

/// Every page by its path; the front page is its content.
fn made(site: Option<&str>) -> BTreeMap<String, String> {
    let facts = Catalogue::new(document::read(MASTER).unwrap().document);
    let words = Words::english();
    let edition = Edition::new(&facts, &words, site);
    let html = |nodes: Vec<Node>| nodes.iter().map(Node::html).collect::<String>();
    let mut files: BTreeMap<String, String> = edition.files().into_iter().collect();
    files.insert("index.html".into(), html(edition.front_head()) + &html(edition.front_content()));
    files
}

/// The document as a reader of its JSON has it, without any of our code.
fn initiatives() -> Vec<Value> {
    let master: Value = serde_json::from_str(MASTER).unwrap();
    master["initiatives"].as_array().unwrap().clone()
}

fn page_of(initiative: &Value) -> String {
    format!("initiative/{}/index.html", initiative["id"].as_str().unwrap())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The values of an attribute, wherever it stands.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_initiative_is_on_the_front_page_and_has_its_own() {
    let files = made(None);
    let front = &files["index.html"];
    let all = initiatives();
    assert!(all.len() >= 250);
    for initiative in &all {
        let id = initiative["id"].as_str().unwrap();
        let short = escaped(initiative["short"].as_str().unwrap());
        assert_eq!(front.matches(&format!("<a href=\"initiative/{id}/\">{short}</a>")).count(), 1, "{id}");
        let page = &files[&page_of(initiative)];
        assert!(page.contains(&format!("<h1>{short}</h1>")), "{id}");
        assert!(page.contains(&escaped(initiative["summary"].as_str().unwrap())), "{id}");
        assert!(page.contains(&format!("query=\"initiative={id}\"")), "{id}");
    }
    assert_eq!(files.keys().filter(|path| path.starts_with("initiative/")).count(), all.len());
}

#[test]
fn every_step_is_on_its_page_with_its_date_and_source() {
    let files = made(None);
    let mut n_steps = 0;
    for initiative in initiatives() {
        let page = &files[&page_of(&initiative)];
        let steps: Vec<&str> = page
            .split("<ol class=\"steps\">")
            .nth(1)
            .map_or(vec![], |rest| rest.split("</ol>").next().unwrap().split("<li>").skip(1).collect());
        let events = initiative["events"].as_array().unwrap();
        assert_eq!(steps.len(), events.len(), "{}", initiative["id"]);
        for event in events {
            let (date, label) = (event["date"].as_str().unwrap(), event["label"].as_str().unwrap());
            let is_it = |step: &&&str| {
                step.contains(&escaped(label))
                    && (date.contains('Q') || step.contains(&format!("datetime=\"{date}\"")))
                    && event["source"].as_str().is_none_or(|url| step.contains(&format!("href=\"{}\"", escaped(url))))
                    && step.contains("source read") == (event["verified"] == true)
            };
            assert!(steps.iter().any(|step| is_it(&step)), "{}: {event}", initiative["id"]);
            n_steps += 1;
        }
    }
    assert!(n_steps > 1400, "{n_steps} steps");
}

#[test]
fn official_numbers_lead_to_official_pages() {
    let page = &made(None)["initiative/nis2-directive/index.html"];
    for address in [
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022L2555",
        "https://oeil.secure.europarl.europa.eu/oeil/en/procedure-file?reference=2020/0359(COD)",
        "https://law-tracker.europa.eu/procedure/2020_359?lang=en",
    ] {
        assert!(values(page, "href").contains(&address), "{address}");
    }
}

#[test]
fn links_stay_within_the_release_or_are_https() {
    let files = made(None);
    let known: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let beside = ["page.css", "builder.html", "icon.png", "explorer.js", "data/security-union.json", "index.html"];
    for (path, html) in &files {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for value in values(html, "href").into_iter().chain(values(html, "src")) {
            if value.starts_with("https://") || value.starts_with('#') || value == "data:," {
                assert!(!value.starts_with('#') || html.contains(&format!(" id=\"{}\"", &value[1..])), "{value}");
                continue;
            }
            let mut place: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in value.split('?').next().unwrap().split('/') {
                match part {
                    ".." => assert!(place.pop().is_some(), "{path}: {value} leads out of the release"),
                    "." | "" => {}
                    part => place.push(part),
                }
            }
            let mut target = place.join("/");
            if target.is_empty() || value.ends_with('/') {
                target = format!("{target}/index.html").trim_start_matches('/').to_owned();
            }
            assert!(known.contains(target.as_str()) || beside.contains(&target.as_str()), "{path}: {value}");
        }
        assert!(!html.contains("http://") || !path.ends_with(".html"), "{path} names something that is not https");
        // What the policy forbids.
        assert!(values(html, "style").is_empty() && !html.contains("<style"), "{path}");
        assert_eq!(html.matches("<script").count(), html.matches("<script type=\"").count(), "{path}");
    }
}

#[test]
fn whole_addresses_stand_where_the_site_is_known_and_nowhere_else() {
    let (here, there) = (made(None), made(Some(SITE)));
    let canonical = |html: &str| html.matches("rel=\"canonical\"").count();
    assert!(here.values().all(|html| canonical(html) == 0 && !html.contains("og:url")));
    assert!(!here.contains_key("sitemap.xml") && !here.contains_key("robots.txt"));
    let own = "<link rel=\"canonical\" href=\"https://example.eu/security/initiative/nis2-directive/\">";
    assert!(there["initiative/nis2-directive/index.html"].contains(own));
    assert!(there["index.html"].contains("<link rel=\"canonical\" href=\"https://example.eu/security/\">"));
    assert_eq!(there["sitemap.xml"].matches("<loc>https://example.eu/security/").count(), initiatives().len() + 1);
    // A picture is found by its whole address alone.
    assert!(here.values().all(|html| !html.contains("og:image")));
    let pictured = "<meta property=\"og:image\" content=\"https://example.eu/security/preview.png\">";
    assert!(there.iter().filter(|(path, _)| path.starts_with("initiative/")).all(|(_, html)| html.contains(pictured)));
    assert!(there["robots.txt"].ends_with("Sitemap: https://example.eu/security/sitemap.xml\n"));
    assert!(there["404.html"].contains("href=\"https://example.eu/security/page.css\""));
}

#[test]
fn machines_are_told_what_a_page_is() {
    let files = made(Some(SITE));
    let data = |path: &str| -> Value {
        let block = files[path].split("<script type=\"application/ld+json\">").nth(1).unwrap();
        serde_json::from_str(block.split("</script>").next().unwrap()).unwrap()
    };
    let law = data("initiative/nis2-directive/index.html");
    assert_eq!(law["@type"], "Legislation");
    assert_eq!(law["legislationIdentifier"], "32022L2555");
    assert_eq!(law["legislationDate"], "2022-12-14");
    assert_eq!(law["url"], "https://example.eu/security/initiative/nis2-directive/");
    let dataset = data("index.html");
    assert_eq!(dataset["@type"], "Dataset");
    assert_eq!(dataset["temporalCoverage"], "2020-07-24/2025-12-31");
    assert_eq!(dataset["license"], "https://creativecommons.org/licenses/by/4.0/");
    for initiative in initiatives() {
        let is_law =
            ["regulation", "directive", "decision", "agreement"].iter().any(|kind| initiative["kind"] == *kind);
        let expected = if is_law { "Legislation" } else { "CreativeWork" };
        assert_eq!(data(&page_of(&initiative))["@type"], expected, "{}", initiative["id"]);
    }
}

#[test]
fn two_editions_are_the_same_bytes() {
    assert_eq!(made(Some(SITE)), made(Some(SITE)));
}

#[test]
fn a_document_without_anything_makes_pages_too() {
    let empty = r#"{"format":1,"title":"T","language":"en","licence":"L","version":"1","checked_through":"2024-01-01",
        "strategy":{"title":"S","start":"2020","end":"2025"},"stops":[],"areas":[],"topics":[],"actors":[],
        "glossary":[],"initiatives":[]}"#;
    let facts = Catalogue::new(document::read(empty).unwrap().document);
    let words = Words::english();
    let edition = Edition::new(&facts, &words, None);
    assert_eq!(edition.files().len(), 2, "the page for what is not there, and the heads of the table");
    assert!(!edition.front_content().is_empty() && !edition.front_head().is_empty());
}

/// Read by another reader of tables, and compared with the document as a reader of its JSON has it.
#[test]
fn every_step_is_a_line_of_the_table() {
    let file = made(None).remove("data/steps.csv").unwrap();
    let mut reader = csv_oracle::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    let lines: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let steps = |initiative: &Value| {
        let mut events = initiative["events"].as_array().unwrap().clone();
        let words = Words::english();
        // The document itself need not be in order of time.
        events.sort_by_key(|event| event["date"].as_str().unwrap().to_owned());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (id, celex) = (text(&initiative["id"]), text(&initiative["refs"]["celex"]));
        let of = move |event: &Value| {
            let certainty = match event["certainty"].as_str() {
                None | Some("fact") => String::new(),
                Some(certainty) => words.word("certainty", certainty),
            };
            let (kind, read) = (words.word("stage", &text(&event["stage"])), event["verified"] == true);
            let (part, read) = [event["partial"] == true, read].map(|is_so| if is_so { "yes" } else { "no" }).into();
            let plain =
                [id.clone(), celex.clone(), text(&event["date"]), text(&event["label"]), text(&event["source"])];
            [plain.to_vec(), vec![certainty, kind, part.to_owned(), read.to_owned()]].concat()
        };
        events.iter().map(of).collect::<Vec<_>>()
    };
    let columns = ["initiative", "celex", "date", "step", "source", "certainty", "kind", "part_only", "source_read"];
    let mut found: Vec<Vec<String>> =
        lines.iter().map(|line| columns.map(|name| line[name].clone()).to_vec()).collect();
    let mut expected: Vec<Vec<String>> = initiatives().iter().flat_map(steps).collect();
    assert_eq!(found.len(), 1582);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let nis2 = lines.iter().find(|line| line["initiative"] == "nis2-directive").unwrap();
    assert_eq!([&nis2["name"], &nis2["area"], &nis2["initiative_kind"]], ["NIS2 Directive", "1", "Directive"]);
}
