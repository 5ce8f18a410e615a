//! The official pages of a reference: where to read the law and follow its procedure.

use super::initiative::Refs;

/// The act or document with this CELEX number on EUR-Lex.
///
/// ```
/// # use security_union_explorer::domain::official_page::eur_lex;
/// assert_eq!(eur_lex("32022L2557"), "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022L2557");
/// ```
pub fn eur_lex(celex: &str) -> String {
    format!("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{celex}")
}

/// The short name and the page of a licence by its SPDX expression; of one that is not usual for data the expression itself,
/// and no page.
pub fn licence(expression: &str) -> (&str, Option<&'static str>) {
    match expression {
        "CC-BY-4.0" => ("CC BY 4.0", Some("https://creativecommons.org/licenses/by/4.0/")),
        other => (other, None),
    }
}

/// The procedure file in the European Parliament's Legislative Observatory.
pub fn legislative_observatory(procedure: &str) -> String {
    format!("https://oeil.secure.europarl.europa.eu/oeil/en/procedure-file?reference={procedure}")
}

/// The file in the joint EU Law Tracker, which knows the ordinary legislative procedure only.
///
/// ```
/// # use security_union_explorer::domain::official_page::law_tracker;
/// let address = "https://law-tracker.europa.eu/procedure/2020_365?lang=en";
/// assert_eq!(law_tracker("2020/0365(COD)").as_deref(), Some(address));
/// assert_eq!(law_tracker("2022/0066(NLE)"), None);
/// ```
pub fn law_tracker(procedure: &str) -> Option<String> {
    let (year, number) = procedure.strip_suffix("(COD)")?.split_once('/')?;
    let number = number.trim_start_matches('0');
    Some(format!("https://law-tracker.europa.eu/procedure/{year}_{number}?lang=en"))
}

/// A line of the official references of an initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference<'a> {
    /// What it is: its word in message keys.
    pub name: &'static str,
    /// The number or citation.
    pub text: &'a str,
    /// The page that the text leads to.
    pub page: Option<String>,
    /// Further pages: the word of each in message keys, and its address.
    pub more: Vec<(&'static str, String)>,
}

/// The official references, in the order in which they are shown.
///
/// ```
/// # use security_union_explorer::domain::{initiative::Refs, official_page::references_of};
/// let refs = Refs { com: Some("COM(2020) 829".into()), procedure: Some("2020/0365(COD)".into()), ..Refs::default() };
/// let names: Vec<_> = references_of(&refs).iter().map(|line| (line.name, line.more.len())).collect();
/// assert_eq!(names, [("com", 0), ("procedure", 2)]);
/// ```
pub fn references_of(refs: &Refs) -> Vec<Reference<'_>> {
    let document = match &refs.com {
        Some(com) => {
            let page = refs.proposal_celex.as_deref().map(eur_lex);
            Some(Reference { name: "com", text: com, page, ..Reference::default() })
        }
        None => act_on_eur_lex("proposal", &refs.proposal_celex),
    };
    let procedure = refs.procedure.as_deref().map(|procedure| {
        let tracker = law_tracker(procedure).map(|page| ("law_tracker", page));
        let more = [("oeil", legislative_observatory(procedure))].into_iter().chain(tracker).collect();
        Reference { name: "procedure", text: procedure, page: None, more }
    });
    let journal = refs.oj.as_deref().map(|oj| Reference { name: "oj", text: oj, ..Reference::default() });
    let lines =
        [act_on_eur_lex("celex", &refs.celex), journal, document, procedure, act_on_eur_lex("repeals", &refs.repeals)];
    lines.into_iter().flatten().collect()
}

fn act_on_eur_lex<'a>(name: &'static str, celex: &'a Option<String>) -> Option<Reference<'a>> {
    let celex = celex.as_deref()?;
    Some(Reference { name, text: celex, page: Some(eur_lex(celex)), ..Reference::default() })
}

/// The host of an address, as the name of its site.
///
/// ```
/// # use security_union_explorer::domain::official_page::site_of;
/// assert_eq!(site_of("https://www.europol.europa.eu/about"), "europol.europa.eu");
/// ```
pub fn site_of(url: &str) -> String {
    let host = url.split('/').nth(2).unwrap_or(url);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
