//! Sentences that several views say alike: when something happens, why a status is what it is, what comes next.

use super::Words;
use crate::domain::catalogue::Catalogue;
use crate::domain::date::{Day, PartialDate, Precision};
use crate::domain::initiative::{Event, Initiative};
use crate::domain::progress::status::counts_from;
use crate::domain::progress::who::Who;
use crate::domain::vocabulary::{Certainty, Stage, Status};

impl Words {
    /// The word for a member of a vocabulary: `status.adopted`.
    pub fn word(&self, group: &str, slug: &str) -> String {
        self.text(&format!("{group}.{slug}"))
    }

    /// A span of time as running text: "30 June 2026", "June 2026", "the third quarter of 2026", "2026".
    pub fn span(&self, date: PartialDate) -> String {
        if date.precision() != Precision::Quarter {
            return self.format().date(date);
        }
        let (year, month, _) = date.first().to_ymd();
        self.say(&format!("quarter.{}", month.div_ceil(3)), &[("year", year.to_string().into())])
    }

    /// When something happens, as exactly as is known: "on 30 June 2026", "in June 2026", "in 2026"; a deadline known only as
    /// a span "by the end of 2026", and one with a day "by 30 June 2026".
    pub fn when(&self, event: &Event) -> String {
        let is_day = event.date.precision() == Precision::Day;
        let key = match (event.stage == Stage::Deadline, is_day) {
            (true, true) => "when.by",
            (true, false) => "when.by_the_end",
            (false, true) => "when.on",
            (false, false) => "when.in",
        };
        self.say(key, &[("date", self.span(event.date).into())])
    }

    /// An event with when it happens, and what that date is where it is not a plain fact: "Directive signed, on 14 December
    /// 2022", "Rules apply, on 18 October 2026, fixed in law".
    pub fn happening(&self, event: &Event) -> String {
        let said =
            self.say("event.phrase", &[("label", event.label.clone().into()), ("date", self.when(event).into())]);
        self.as_certain(said, event)
    }

    /// Adds to what is said of a date what that date is, where it is not a plain fact.
    fn as_certain(&self, said: String, event: &Event) -> String {
        match event.certainty {
            Certainty::Fact => said,
            certainty => format!("{said}, {}", self.word("certainty", certainty.slug())),
        }
    }

    /// Why a row has its status on a day: the event that set it, and since when it is in force if that was another one.
    pub fn reason(&self, facts: &Catalogue, row: usize, day: Day) -> String {
        let (Some(initiative), Some(standing)) = (facts.initiative(row), facts.standing(row, day)) else {
            return String::new();
        };
        let Some(since) = standing.since else { return self.text("standing.no_reason") };
        let Some(event) = initiative.events.get(since.event) else { return String::new() };
        let status = self.word("status", standing.status.slug());
        let mut said =
            self.say("standing.reason", &[("status", status.into()), ("event", self.happening(event).into())]);
        let is_law_in_force = matches!(standing.status, Status::Adopted | Status::InEffect);
        if let Some(in_force) =
            in_force(facts, initiative, day).filter(|position| *position != since.event && is_law_in_force)
            && let Some(event) = initiative.events.get(in_force)
        {
            said.push(' ');
            let date = self.as_certain(self.span(event.date), event);
            said.push_str(&self.say("standing.in_force", &[("date", date.into())]));
        }
        said
    }

    /// The next step of a row after a day and who has to act; says so when none is known.
    pub fn next_step(&self, facts: &Catalogue, row: usize, day: Day) -> String {
        let next = facts.standing(row, day).and_then(|standing| standing.next);
        let initiative = facts.initiative(row);
        let found = initiative.and_then(|initiative| Some((initiative.kind, initiative.events.get(next?)?)));
        let Some((kind, event)) = found else { return self.text("standing.no_next") };
        let said = self.say("standing.next", &[("event", self.happening(event).into())]);
        match Who::of(kind, event) {
            Some(who) => {
                let who = self.word("who", who.slug());
                format!("{said} {}", self.say("standing.to_act", &[("who", who.into())]))
            }
            None => said,
        }
    }
}

/// The event by which an initiative is in force on a day.
fn in_force(facts: &Catalogue, initiative: &Initiative, day: Day) -> Option<usize> {
    let checked = facts.document().checked_through;
    initiative
        .events
        .iter()
        .position(|event| event.stage == Stage::InForce && !event.partial && counts_from(event, checked) <= day)
}
