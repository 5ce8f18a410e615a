//! Search over the real data: what somebody types, and what must come first.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::document::read;
use security_union_explorer::domain::search::{IndexBuilder, Query};
use security_union_explorer::language::Words;

/// The published document, as the explorer searches it.
struct Published {
    facts: Catalogue,
}

fn published() -> Published {
    let text = include_str!("../public/data/security-union.json");
    Published { facts: Catalogue::new(read(text).unwrap().document) }
}

impl Published {
    fn find(&self, query: &str) -> Vec<&str> {
        self.facts.search().search(query).rows.iter().map(|hit| self.id(hit.row)).collect()
    }

    fn id(&self, row: usize) -> &str {
        &self.facts.initiative(row).unwrap().id
    }

    /// These come first, in this order.
    fn check(&self, query: &str, first: &[&str]) {
        let found = self.find(query);
        assert!(found.starts_with(first), "{query}: {:?}", &found[..found.len().min(12)]);
    }
}

#[test]
fn names_acronyms_and_words() {
    let data = published();
    data.check("nis2", &["nis2-directive"]);
    data.check("NIS 2", &["nis2-directive"]);
    data.check("nis-2 directive", &["nis2-directive"]);
    data.check("CRA", &["cyber-resilience-act"]);
    data.check("cyber resilience", &["cyber-resilience-act"]);
    data.check("europol regulation 2022", &["europol-regulation-2022"]);
    data.check("eurojust mandate", &["eurojust-case-management"]);
    data.check("cyber security", &["cybersecurity-act-amendment"]);
    for query in ["e-evidence", "eevidence", "E‑Evidence", "e evidence"] {
        data.check(query, &["e-evidence-regulation", "e-evidence-directive", "eu-us-e-evidence-agreement"]);
    }
    let europol = data.find("europol");
    let is_named = |id: &&str| id.contains("europol");
    assert!(europol.len() > 50 && europol.iter().take(5).all(is_named), "{europol:?}");
}

#[test]
fn accents_and_case_do_not_count() {
    let data = published();
    for query in ["prum", "Prüm", "PRÜM", "pru\u{308}m", "Prum II"] {
        data.check(query, &["prum-ii-regulation"]);
    }
    data.check("ÇŸBÉR rèsïlíênče ąćt", &["cyber-resilience-act"]);
}

#[test]
fn one_typo_is_forgiven() {
    let data = published();
    assert_eq!(data.find("terorism"), data.find("terrorism"));
    assert_eq!(data.find("critcal entites"), data.find("critical entities"));
    data.check("encrypton", &["encryption-technology-roadmap"]);
    data.check("radicalization", &["radicalisation-strategic-orientations"]);
    data.check("cyebr resileince", &["cyber-resilience-act"]);
    let of_slip = data.find("firarms");
    let of_word = data.find("firearms");
    assert!(of_word.len() > 3 && of_word[..3].iter().all(|id| of_slip.contains(id)), "{of_word:?}, {of_slip:?}");
    assert!(data.find("xyzzy").is_empty());
    assert!(data.find("nis3").is_empty());
}

#[test]
fn numbers_in_any_spelling() {
    let data = published();
    let spellings = [
        "2022/2557",
        "(EU) 2022/2557",
        "EU 2022/2557",
        "2022/2557/EU",
        "Directive (EU) 2022/2557",
        "32022L2557",
        "32022l2557",
        "COM(2020) 829",
        "COM(2020)829",
        "com 2020 829",
        "COM/2020/829",
        "COM(2020) 829 final",
        "52020PC0829",
        "com 829",
        "2020/0365(COD)",
        "2020/0365 COD",
        "2020/0365",
        "2020/365",
        "CELEX:32022L2557",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32022L2557",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=COM:2020:829:FIN",
        "https://law-tracker.europa.eu/procedure/2020_365",
    ];
    for query in spellings {
        data.check(query, &["cer-directive"]);
    }
    for query in ["COM(2020) 830", "2022/2559", "JOIN(2020) 829"] {
        assert!(!data.find(query).contains(&"cer-directive"), "{query}");
    }
}

#[test]
fn what_stands_around_a_number_says_what_it_is() {
    let data = published();
    for query in [
        "procedure 2020/0365(COD)",
        "the proposal COM(2020) 829",
        "Richtlinie (EU) 2022/2557",
        "directive (UE) 2022/2557 du Parlement européen",
        "eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022L2557",
    ] {
        assert_eq!(data.find(query), ["cer-directive"], "{query}");
    }
    // What is found with all its words is not widened.
    assert_eq!(data.find("Regulation 2022/991 Europol"), ["europol-regulation-2022"]);
    assert!(data.find("2020/9999 xyzzy").is_empty());
    // The act that it repeals.
    assert_eq!(data.find("Directive 2008/114/EC"), ["cer-directive"]);
}

#[test]
fn a_complete_number_is_not_the_beginning_of_another() {
    let data = published();
    let n = |query: &str| data.find(query).len();
    for (beginning, complete) in [("2022/39", "2022/0039(COD)"), ("COM(2022) 18", "COM(2022) 18 final")] {
        assert!(n(beginning) > n(complete) && n(complete) == 1, "{complete}: {} of {}", n(complete), n(beginning));
    }
    assert_eq!(n("52022PC0018"), 1);
    assert!(n("2022/0039") < n("2022/39") && n("2022/25/EU") < n("2022/25"));
    assert!(data.find("2008/11/EC").is_empty());
}

#[test]
fn a_plural_finds_the_singular_too() {
    let data = published();
    for (plural, singular) in [("critical infrastructures", "critical infrastructure"), ("hate crimes", "hate crime")] {
        let (found, expected) = (data.find(plural), data.find(singular));
        assert!(expected.len() > 4 && expected.iter().all(|id| found.contains(id)), "{plural}: {found:?}");
    }
    assert!(data.find("strategies").len() > 30);
}

#[test]
fn a_question_is_asked_by_its_words() {
    let data = published();
    for (question, words) in [
        ("what is the EU doing against disinformation?", "EU disinformation"),
        ("how does the EU fight organised crime", "EU fight organised crime"),
        ("the drones", "drones"),
    ] {
        assert!(!data.find(words).is_empty(), "{words}");
        assert_eq!(data.find(question), data.find(words), "{question}");
    }
}

#[test]
fn two_letters_that_are_a_word_are_that_word() {
    let data = published();
    let n = |query: &str| data.find(query).len();
    for query in ["UN", "US", "UK", "AI"] {
        assert!((1..40).contains(&n(query)), "{query}: {}", n(query));
    }
    let states = data.find("United States");
    assert!(data.find("USA").iter().all(|id| states.contains(id)) && n("USA") > 5);
    // Nothing is called so: it is the beginning of a word.
    assert!(n("te") > 20);
}

/// The words of long names are in too many of them: "law enforcement" is not all that Europol has to do with.
#[test]
fn those_involved_are_found_by_their_whole_names() {
    let data = published();
    let document = data.facts.document();
    for (position, actor) in document.actors.iter().enumerate() {
        let found = data.find(&actor.name);
        let of_actor = data.facts.initiatives().iter().filter(|one| one.actors.contains(&position));
        let missed: Vec<_> = of_actor.map(|one| one.id.as_str()).filter(|id| !found.contains(id)).collect();
        assert!(missed.is_empty(), "{}: {missed:?}", actor.name);
    }
    // And by what they are for.
    for (words, actor) in
        [("coast guard", "frontex"), ("civil aviation", "icao"), ("space agency", "european-space-agency")]
    {
        let position = document.actors.iter().position(|one| one.id == actor).unwrap();
        let found = data.find(words);
        assert!(
            data.facts
                .initiatives()
                .iter()
                .all(|one| !one.actors.contains(&position) || found.contains(&one.id.as_str())),
            "{words}"
        );
    }
    assert!((5..30).contains(&data.find("law enforcement").len()), "{:?}", data.find("law enforcement"));
}

/// What a topic is called where it can be chosen finds what it would choose.
#[test]
fn topics_by_their_names() {
    let data = published();
    let words = Words::english();
    for (position, topic) in data.facts.document().topics.iter().enumerate() {
        let name = words.topic(topic);
        let found = data.find(&name);
        let of_topic = data.facts.initiatives().iter().filter(|one| one.topics.contains(&position));
        let missed: Vec<_> = of_topic.map(|one| one.id.as_str()).filter(|id| !found.contains(id)).collect();
        assert!(missed.is_empty(), "{name}: {missed:?}");
    }
}

#[test]
fn what_the_press_calls_it() {
    let data = published();
    data.check("chat control", &["csa-regulation-proposal", "csa-interim-regulation", "csa-interim-extension"]);
    let artificial = data.find("AI Act");
    assert!(!artificial.contains(&"wildlife-trafficking-action-plan"), "aims and actions: {artificial:?}");
    data.check("CSAM", &["csa-regulation-proposal"]);
    assert!(data.find("CSAM").len() >= 4);
    data.check("TCO", &["terrorist-content-online-regulation"]);
    data.check("hanoi convention", &["un-cybercrime-convention"]);
    data.check("eidas 2", &["digital-identity-regulation"]);
    data.check("DSA", &["digital-services-act"]);
    data.check("EAW", &["european-arrest-warrant"]);
}

#[test]
fn every_record_is_found_first_by_its_own_references_and_by_its_names() {
    let data = published();
    for (row, initiative) in data.facts.initiatives().iter().enumerate() {
        let (id, refs) = (initiative.id.as_str(), &initiative.refs);
        for text in [&refs.celex, &refs.proposal_celex, &refs.procedure, &refs.com].into_iter().flatten() {
            let hits = data.facts.search().search(text).rows;
            let own = hits.iter().find(|hit| hit.row == row).unwrap_or_else(|| panic!("{id} by {text}"));
            assert_eq!(own.score, hits[0].score, "{id} by {text}");
            assert!(!Query::parse(text).marks(text).is_empty(), "{text}");
        }
        let aliases = data.facts.detail(row).map_or(&[][..], |detail| &detail.aliases);
        for text in [&initiative.short, &initiative.title].into_iter().chain(aliases) {
            assert!(data.find(text).contains(&id), "{id} by {text}");
        }
    }
}

#[test]
fn nothing_asked_is_everything_in_its_order() {
    let data = published();
    for query in ["", "  ", "– ?"] {
        assert_eq!(data.find(query), data.facts.initiatives().iter().map(|known| &known.id).collect::<Vec<_>>());
    }
}

#[test]
fn an_index_made_in_parts_is_the_index() {
    let text = include_str!("../public/data/security-union.json");
    let catalogue = || Catalogue::new(read(text).unwrap().document);
    let (whole, parted) = (catalogue(), catalogue());
    let mut builder = IndexBuilder::default();
    let mut n_parts = 1;
    while !parted.index_some(&mut builder, 7) {
        n_parts += 1;
    }
    assert_eq!(n_parts, parted.initiatives().len().div_ceil(7));
    assert_eq!(builder.n_rows(), 0, "what was built is the index now");
    for text in ["", "terorism", "2022/2557", "passenger name record", "nis2", "zzzz"] {
        assert_eq!(whole.search().search(text), parted.search().search(text), "{text}");
    }
    // Who searches before it is there has it at once, and nobody builds on.
    let hasty = catalogue();
    assert!(!hasty.index_some(&mut builder, 1));
    assert_eq!(hasty.search().n_rows(), hasty.initiatives().len());
    assert!(hasty.index_some(&mut builder, 1));
}
