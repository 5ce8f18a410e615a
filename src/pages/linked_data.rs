//! What a page is, in the words of schema.org, for machines.
//!
//! Only what the facts say: whether a law is "in force" is not the same as our "in effect", so that is left out.

use serde_json::{Map, Value, json};

use super::{Edition, page_of};
use crate::domain::initiative::Initiative;
use crate::domain::official_page::{eur_lex, licence};
use crate::domain::vocabulary::{Certainty, Kind, Stage};
use crate::drawing::about::{DOCUMENT, STEPS};
use crate::drawing::node::{Node, element};

/// A block of data, which a browser does not run.
pub fn script(data: &Value) -> Node {
    element("script").with("type", "application/ld+json").text(data.to_string()).node()
}

fn object(fields: Vec<(&str, Option<Value>)>) -> Value {
    let known = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(known.collect::<Map<String, Value>>())
}

/// The data set, as the front page has it.
pub fn dataset(edition: &Edition<'_>) -> Value {
    let document = edition.facts.document();
    let file = |path: &str, format: &str| {
        let address = edition.address(path)?;
        Some(json!({ "@type": "DataDownload", "encodingFormat": format, "contentUrl": address }))
    };
    let files = [file(DOCUMENT, "application/json"), file(STEPS, "text/csv")];
    let downloads: Option<Vec<Value>> = files.into_iter().collect();
    let (start, end) = document.period;
    object(vec![
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!("Dataset"))),
        ("name", Some(json!(document.title))),
        ("description", Some(json!(edition.words.text("page.lead")))),
        ("url", edition.address("").map(Value::from)),
        ("inLanguage", Some(json!(document.language))),
        ("version", Some(json!(document.version))),
        ("license", licence(&document.licence).1.map(Value::from)),
        ("temporalCoverage", Some(json!(format!("{}/{}", start.first(), end.last())))),
        ("isAccessibleForFree", Some(json!(true))),
        ("distribution", downloads.map(Value::from)),
    ])
}

/// An initiative: legislation where it is a binding act, else a work.
pub fn initiative(edition: &Edition<'_>, row: usize, initiative: &Initiative) -> Value {
    let is_law = matches!(initiative.kind, Kind::Regulation | Kind::Directive | Kind::Decision | Kind::Agreement);
    let (refs, detail) = (&initiative.refs, edition.facts.detail(row));
    let of_law = |value: Option<Value>| value.filter(|_| is_law);
    let adopted = initiative.events.iter().find(|event| {
        let is_final = matches!(event.stage, Stage::Adopted | Stage::Signed) && !event.partial;
        is_final && event.certainty == Certainty::Fact
    });
    let mut names: Vec<&str> = Vec::new();
    names.extend((initiative.short != initiative.title).then_some(initiative.short.as_str()));
    names.extend(detail.into_iter().flat_map(|detail| detail.aliases.iter().map(String::as_str)));
    let number = refs.celex.as_ref().or(refs.proposal_celex.as_ref());
    object(vec![
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!(if is_law { "Legislation" } else { "CreativeWork" }))),
        ("name", Some(json!(initiative.title))),
        ("alternateName", (!names.is_empty()).then(|| json!(names))),
        ("description", detail.map(|detail| json!(detail.summary))),
        ("url", edition.address(&page_of(initiative)).map(Value::from)),
        ("sameAs", number.map(|celex| json!(eur_lex(celex)))),
        ("legislationIdentifier", of_law(number.map(|celex| json!(celex)))),
        ("legislationType", of_law(Some(json!(edition.words.word("kind", initiative.kind.slug()))))),
        ("legislationJurisdiction", of_law(Some(json!("European Union")))),
        ("legislationDate", of_law(adopted.map(|event| json!(event.date.to_string())))),
    ])
}
