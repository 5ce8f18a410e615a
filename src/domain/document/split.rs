//! The document in two files: a small one that shows first, and the long texts and sources that follow.
//!
//! Reading the two gives what reading the whole gives. Nobody edits them; a document should have no problems before
//! it is split.

use super::record::dated;
use super::wire::{Details, DetailsRecord, Document, Event, Initiative, Source};

/// Stands for "no source" among the positions of [`DetailsRecord::event_sources`].
const NONE: u16 = u16::MAX;

/// The small file, which names `details_path` as the place of the rest, and the rest.
pub fn split(document: &Document, details_path: &str) -> (Document, Details) {
    let (initiatives, records) = document.initiatives.iter().map(split_initiative).unzip();
    let mut small = Document { schema: None, initiatives, details: Some(details_path.to_owned()), ..document.clone() };
    small.stops.iter_mut().for_each(|stop| stop.notes.clear());
    // What only readers of the document itself see.
    for actor in &mut small.actors {
        actor.seat.clear();
        actor.since.clear();
    }
    (small, Details { version: document.version.clone(), details: records })
}

fn split_initiative(initiative: &Initiative) -> (Initiative, DetailsRecord) {
    let mut events: Vec<_> =
        initiative.events.iter().filter_map(|event| Some((dated(event).ok()?.0, event.clone()))).collect();
    events.sort_by_key(|event| event.0);
    let mut record = DetailsRecord {
        id: initiative.id.clone(),
        aliases: initiative.aliases.clone(),
        summary: initiative.summary.clone(),
        sources: initiative.sources.clone(),
        ..DetailsRecord::default()
    };
    for (position, (_, event)) in events.iter().enumerate() {
        record.event_sources.push(source_position(&mut record.sources, &event.source));
        if !event.verified {
            record.unverified.extend(u16::try_from(position));
        }
    }
    let events =
        events.into_iter().map(|(_, event)| Event { source: String::new(), verified: false, ..event }).collect();
    let mut small = Initiative { events, ..initiative.clone() };
    small.aliases.clear();
    small.summary.clear();
    small.sources.clear();
    small.notes.clear();
    (small, record)
}

/// The position of a page, which is added when it is not there yet.
fn source_position(sources: &mut Vec<Source>, url: &str) -> u16 {
    if url.is_empty() {
        return NONE;
    }
    let position = sources.iter().position(|source| source.url == url).unwrap_or_else(|| {
        sources.push(Source { url: url.to_owned(), title: String::new() });
        sources.len() - 1
    });
    u16::try_from(position).unwrap_or(NONE)
}
