//! How many initiatives stand in each status.

use crate::domain::vocabulary::Status;

/// How many of some rows stand in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; Status::ALL.len()]);

impl Counts {
    /// One for each status that is given.
    pub fn of(statuses: impl Iterator<Item = Status>) -> Counts {
        let mut counts = Counts::default();
        statuses.for_each(|status| counts.add(status, 1));
        counts
    }

    /// So many more in a status.
    pub fn add(&mut self, status: Status, n: usize) {
        if let Some(count) = self.0.get_mut(status as usize) {
            *count += n;
        }
    }

    /// One that stood in a status stands in another.
    pub fn change(&mut self, from: Status, to: Status) {
        if let Some(count) = self.0.get_mut(from as usize) {
            *count -= 1;
        }
        self.add(to, 1);
    }

    /// How many stand in a status.
    pub fn get(&self, status: Status) -> usize {
        self.0.get(status as usize).copied().unwrap_or_default()
    }

    /// How many are adopted. What is in effect has been adopted, and counts.
    pub fn adopted(&self) -> usize {
        self.get(Status::Adopted) + self.get(Status::InEffect)
    }

    /// How many are still to be adopted.
    pub fn open(&self) -> usize {
        Status::OPEN.iter().map(|status| self.get(*status)).sum()
    }

    /// How many there are.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}
