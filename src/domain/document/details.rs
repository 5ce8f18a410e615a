//! The long texts and sources of the initiatives, from the document itself or from the file beside it.

use super::index::Index;
use super::parts::sources;
use super::problem::{Problems, place};
use super::text::is_link;
use super::wire;
use crate::domain::initiative::{Detail, Evidence, Initiative, Source};

/// The details of a record that has them itself; `pages` is what each event rests on, in the order of the events.
pub(super) fn of_record(
    aliases: Vec<String>,
    summary: String,
    list: Vec<wire::Source>,
    pages: Vec<(String, bool)>,
    id: &str,
    problems: &mut Problems,
) -> Detail {
    let mut sources = sources(list, Some(id), &place("initiatives", id, ""), problems);
    let mut evidence = Vec::with_capacity(pages.len());
    for (url, verified) in pages {
        if !url.is_empty() && !sources.iter().any(|source| source.url == url) {
            sources.push(Source { url: url.clone(), title: String::new() });
        }
        evidence.push(Evidence { url, verified });
    }
    Detail { aliases, summary, sources, evidence }
}

/// The details of each initiative, found by its id; empty for those the file does not have.
pub(super) fn of_document(records: Vec<wire::DetailsRecord>, initiatives: &[Initiative]) -> Vec<Detail> {
    let mut details = vec![Detail::default(); initiatives.len()];
    let index = Index::of(initiatives.iter().map(|initiative| initiative.id.as_str()));
    for record in records {
        let Some(position) = index.get(&record.id) else { continue };
        let (Some(detail), Some(initiative)) = (details.get_mut(position), initiatives.get(position)) else { continue };
        *detail = of_file(record, initiative);
    }
    details
}

fn of_file(record: wire::DetailsRecord, initiative: &Initiative) -> Detail {
    let mut evidence = Vec::with_capacity(initiative.events.len());
    // Positions count only when they are those of the same events.
    if record.event_sources.len() == initiative.events.len() {
        for (event, source) in record.event_sources.iter().enumerate() {
            let source = record.sources.get(usize::from(*source)).filter(|source| is_link(&source.url));
            let url = source.map(|source| source.url.clone()).unwrap_or_default();
            let verified = !record.unverified.iter().any(|unverified| usize::from(*unverified) == event);
            evidence.push(Evidence { url, verified });
        }
    }
    // What is no link was named when the document was split; here it is only left out.
    let sources = sources(record.sources, None, "", &mut Problems::default());
    Detail { aliases: record.aliases, summary: record.summary, sources, evidence }
}
