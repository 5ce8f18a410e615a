//! What changed between two days, as text to send to somebody: whole sentences, each initiative with its address.

use super::Words;
use crate::domain::catalogue::Catalogue;
use crate::domain::date::Day;
use crate::domain::document::Document;
use crate::domain::initiative::{Event, Initiative};
use crate::domain::progress::changes::{Changes, Moved, Movement};
use crate::domain::selection::Dates;
use crate::domain::vocabulary::Status;

/// What the text says beside the changes.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The two dates.
    pub dates: Dates,
    /// The filters in words.
    pub filters: &'a [String],
    /// The address of this account; empty when the address is not ours.
    pub address: &'a str,
    /// The address of an initiative, if there is one.
    pub address_of: &'a dyn Fn(&str) -> Option<String>,
}

impl Words {
    /// A day in words: the stop of that day with its date, or the date.
    fn stop_with_day(&self, facts: &Catalogue, day: Day) -> String {
        let date = self.format().date(day.into());
        match facts.stop_on(day) {
            Some(stop) => self.say("changes.stop", &[("name", self.stop(stop).into()), ("date", date.into())]),
            None => date,
        }
    }

    /// How many went which way, in a sentence.
    pub fn changes_summary(&self, facts: &Catalogue, changes: &Changes, dates: Dates) -> String {
        let n = |kind: Movement| changes.moved.iter().filter(|moved| moved.kind == kind).count();
        let said = |key: &str, n: usize| (n > 0).then(|| self.say(key, &[("n", n.into())]));
        let moved = Movement::ALL.iter().filter_map(|kind| said(&format!("changes.n_{}", kind.slug()), n(*kind)));
        let rest = said("changes.n_unchanged", changes.n_unchanged);
        let ways: Vec<String> = moved.chain(rest).collect();
        let key = if changes.moved.is_empty() { "changes.none" } else { "changes.summary" };
        let arguments = [
            ("from", self.stop_with_day(facts, dates.baseline).into()),
            ("to", self.stop_with_day(facts, dates.as_of).into()),
            ("list", self.format().list(&ways).into()),
        ];
        let stayed = said("changes.n_stayed", changes.stayed.len());
        [self.say(key, &arguments)].into_iter().chain(stayed).collect::<Vec<_>>().join(" ")
    }

    /// The steps through which an initiative went, in one line. One that is not known to the day may have come before the
    /// baseline already.
    pub fn steps_since(&self, moved: &Moved, initiative: &Initiative, baseline: Day) -> String {
        let steps = moved.steps.iter().filter_map(|position| initiative.events.get(*position));
        let said = |event: &Event| {
            let perhaps = event.date.first() <= baseline;
            let perhaps =
                perhaps.then(|| self.say("changes.perhaps", &[("date", self.format().date(baseline.into()).into())]));
            [self.happening(event)].into_iter().chain(perhaps).collect::<Vec<_>>().join(" ")
        };
        steps.map(said).collect::<Vec<_>>().join("; ")
    }

    /// From where to where an initiative went, or where it stands as before.
    pub fn way(&self, moved: &Moved) -> String {
        let key = match moved.kind {
            Movement::Stayed if moved.to == Status::NotYetBegun => "changes.not_begun",
            Movement::Stayed => "changes.stays",
            _ => "changes.from_to",
        };
        let word = |slug: &str| self.word("status_in_text", slug).into();
        self.say(key, &[("from", word(moved.from.slug())), ("to", word(moved.to.slug()))])
    }

    /// The filters in a sentence; nothing without any.
    pub fn filtered_by(&self, filters: &[String]) -> Option<String> {
        let list = || self.format().list(filters);
        (!filters.is_empty()).then(|| self.say("sheet.filters", &[("list", list().into())]))
    }

    /// Where something that leaves the page is from, as the message of this key says it.
    pub fn source(&self, key: &str, document: &Document, address: &str) -> String {
        let arguments = [
            ("version", document.version.clone().into()),
            ("checked", self.format().date(document.checked_through.into()).into()),
            ("licence", document.licence.clone().into()),
            ("address", address.into()),
        ];
        self.say(key, &arguments)
    }

    /// The whole account as plain text.
    pub fn account(&self, facts: &Catalogue, changes: &Changes, about: About<'_>) -> String {
        let mut lines =
            vec![self.text("account.title"), String::new(), self.changes_summary(facts, changes, about.dates)];
        lines.extend(self.filtered_by(about.filters));
        for (position, area) in facts.document().areas.iter().enumerate() {
            let moved = changes.in_area(facts, position);
            if moved.is_empty() {
                continue;
            }
            lines.extend([String::new(), format!("{} {}", area.number, area.title)]);
            for moved in moved {
                let Some(initiative) = facts.initiative(moved.row) else { continue };
                let steps = self.steps_since(moved, initiative, about.dates.baseline);
                lines.push(format!("- {} {} {steps}.", initiative.short, self.way(moved)));
                lines.extend((about.address_of)(&initiative.id).map(|address| format!("  {address}")));
            }
        }
        lines.extend([String::new(), self.source("account.source", facts.document(), about.address)]);
        let text = lines.join("\n");
        format!("{}\n", text.trim_end())
    }
}
