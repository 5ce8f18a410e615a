//! What records of several kinds have.

use super::problem::Problems;
use super::wire;
use crate::domain::initiative::{Refs, Source};

/// References as they are: the core does not take them apart.
pub(super) fn refs(refs: wire::Refs) -> Refs {
    let wire::Refs { celex, proposal_celex, procedure, com, oj, repeals } = refs;
    Refs { celex, proposal_celex, procedure, com, oj, repeals }
}

/// The pages with an https address, each once.
pub(super) fn sources(
    list: Vec<wire::Source>,
    initiative: Option<&str>,
    path: &str,
    problems: &mut Problems,
) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::with_capacity(list.len());
    for source in list {
        let url = problems.link(source.url, initiative, || [path, ".sources"].concat());
        if !url.is_empty() && !sources.iter().any(|other| other.url == url) {
            sources.push(Source { url, title: source.title });
        }
    }
    sources
}
