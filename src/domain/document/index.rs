//! Looking up records by id: sorted lists, because a hash table would weigh more in the browser than it saves.

use crate::domain::positions::sorted_positions;

/// Where each id stands in its list.
pub(super) struct Index<'a>(Vec<(&'a str, usize)>);

impl<'a> Index<'a> {
    /// An index of ids in the order of their list.
    pub(super) fn of(ids: impl Iterator<Item = &'a str>) -> Index<'a> {
        Index::of_list(&ids.collect::<Vec<_>>())
    }

    fn of_list(ids: &[&'a str]) -> Index<'a> {
        let positions = sorted_positions(ids.len(), &|a, b| ids.get(a).cmp(&ids.get(b)));
        Index(positions.into_iter().filter_map(|position| Some((*ids.get(position)?, position))).collect())
    }

    /// The position of the first record with this id.
    pub(super) fn get(&self, id: &str) -> Option<usize> {
        let at = self.0.partition_point(|entry| entry.0 < id);
        self.0.get(at).filter(|entry| entry.0 == id).map(|entry| entry.1)
    }
}

/// For each id whether it is the first of its kind.
pub(super) fn firsts<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<bool> {
    firsts_of(&ids.collect::<Vec<_>>())
}

fn firsts_of(ids: &[&str]) -> Vec<bool> {
    let index = Index::of_list(ids);
    ids.iter().zip(0..).map(|(id, position)| index.get(id) == Some(position)).collect()
}
