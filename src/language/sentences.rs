//! Sentences that several views say alike: when something happens, why a status is what it is, what comes next.

use super::Words;
use crate::domain::catalogue::Catalogue;
use crate::domain::date::{Day, Precision};
use crate::domain::initiative::{Detail, Event, Initiative, Stop, Topic};
use crate::domain::progress::who::Who;
use crate::domain::status::status_after;
use crate::domain::vocabulary::{Certainty, Stage, Status};

impl Words {
    /// The word for a member of a vocabulary: `status.adopted`.
    pub fn word(&self, group: &str, slug: &str) -> String {
        self.text(&format!("{group}.{slug}"))
    }

    /// The name of a topic: the messages', else the document's, else its id.
    pub fn topic(&self, topic: &Topic) -> String {
        let known = self.find(&format!("topic.{}", topic.id));
        known.unwrap_or_else(|| if topic.label.is_empty() { topic.id.replace('-', " ") } else { topic.label.clone() })
    }

    /// The name of a stop of the date bar: the messages' for one they know, else the document's.
    pub fn stop(&self, stop: &Stop) -> String {
        let known = self.find(&format!("stop.{}", stop.id));
        known.unwrap_or_else(|| self.say("stop.other", &[("name", stop.short.as_str().into())]))
    }

    /// A day in words: the stop of that day, or the date.
    pub fn stop_or_day(&self, facts: &Catalogue, day: Day) -> String {
        facts.stop_on(day).map_or_else(|| self.format().date(day.into()), |stop| self.stop(stop))
    }

    /// What the date of an event is, where it is not a plain fact: "fixed in law", "planned".
    pub fn certainty(&self, event: &Event) -> Option<String> {
        (event.certainty != Certainty::Fact).then(|| self.word("certainty", event.certainty.slug()))
    }

    /// What an event is, in short: its stage, whether it concerns only a part, what its date is.
    pub fn kinds_of(&self, event: &Event) -> String {
        let key = if event.stage == Stage::InForce { "event.not_in_full" } else { "event.partial" };
        let part = event.partial.then(|| self.text(key));
        let kinds = [Some(self.word("stage", event.stage.slug())), part, self.certainty(event)];
        kinds.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The further areas that an initiative concerns; nothing when there are none.
    pub fn also_in(&self, facts: &Catalogue, initiative: &Initiative) -> Option<String> {
        let areas = initiative.also.iter().filter_map(|position| facts.document().areas.get(*position));
        let names: Vec<String> = areas.map(|area| area.short.clone()).collect();
        (!names.is_empty()).then(|| self.say("initiative.also", &[("areas", self.format().list(&names).into())]))
    }

    /// The other names that an initiative is known by; nothing when there are none.
    pub fn also_called(&self, detail: &Detail) -> Option<String> {
        let names = &detail.aliases;
        (!names.is_empty()).then(|| self.say("initiative.called", &[("names", self.format().list(names).into())]))
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
        self.say(key, &[("date", self.format().date(event.date).into())])
    }

    /// From when a status holds, by the event that set it: "on 14 December 2022", "since 17 October 2024", "in 2027, planned".
    fn since(&self, status: Status, event: &Event) -> String {
        let key = match (status, event.date.precision()) {
            (Status::InEffect, _) => "when.since",
            // What is published was adopted before.
            (Status::Adopted, Precision::Day) if event.stage == Stage::Published => "when.by",
            (_, Precision::Day) => "when.on",
            _ => "when.in",
        };
        self.as_certain(self.say(key, &[("date", self.format().date(event.date).into())]), event)
    }

    /// An event with when it happens, and what that date is where it is not a plain fact: "Directive signed, on 14 December
    /// 2022", "Rules apply, on 18 October 2026, fixed in law".
    pub fn happening(&self, event: &Event) -> String {
        self.phrase(event, self.when(event))
    }

    /// The same with the bare date: "Rules apply, 18 October 2026, fixed in law".
    pub fn dated(&self, event: &Event) -> String {
        self.phrase(event, self.format().date(event.date))
    }

    fn phrase(&self, event: &Event, date: String) -> String {
        let said = self.say("event.phrase", &[("label", event.label.clone().into()), ("date", date.into())]);
        self.as_certain(said, event)
    }

    /// Adds to what is said of a date what that date is, where it is not a plain fact.
    fn as_certain(&self, said: String, event: &Event) -> String {
        match self.certainty(event) {
            Some(certainty) => format!("{said}, {certainty}"),
            None => said,
        }
    }

    /// Why a row has its status on a day: the event that set it, since when it is in force if that was another one, and what
    /// put a part of it in effect before the whole.
    pub fn reason(&self, facts: &Catalogue, row: usize, day: Day) -> String {
        let (Some(initiative), Some(standing)) = (facts.initiative(row), facts.standing(row, day)) else {
            return String::new();
        };
        let Some(since) = standing.since else { return self.text("standing.no_reason") };
        let Some(event) = initiative.events.get(since.event) else { return String::new() };
        let status = self.word("status", standing.status.slug());
        let when = self.since(standing.status, event);
        let reason = [("status", status.into()), ("when", when.into()), ("label", event.label.clone().into())];
        let mut said = self.say("standing.reason", &reason);
        let is_law_in_force = matches!(standing.status, Status::Adopted | Status::InEffect);
        if let Some(in_force) =
            in_force(facts, initiative, day).filter(|position| *position != since.event && is_law_in_force)
            && let Some(event) = initiative.events.get(in_force)
        {
            said.push(' ');
            let date = self.as_certain(self.format().date(event.date), event);
            said.push_str(&self.say("standing.in_force", &[("date", date.into())]));
        }
        if standing.status == Status::Adopted
            && let Some(event) = part_in_effect(facts, initiative, day)
        {
            said.push(' ');
            said.push_str(&self.say("standing.part", &[("event", self.happening(event).into())]));
        }
        said
    }

    /// The last step of a row by a day, when it came after the one that set its status: what goes on with a proposal that has no
    /// agreement yet is more than that it was proposed.
    pub fn since_then(&self, facts: &Catalogue, row: usize, day: Day) -> Option<String> {
        let standing = facts.standing(row, day)?;
        let last = standing.last.filter(|last| standing.since.is_some_and(|since| since.event != *last))?;
        let event = facts.initiative(row)?.events.get(last)?;
        Status::OPEN
            .contains(&standing.status)
            .then(|| self.say("standing.since_then", &[("event", self.happening(event).into())]))
    }

    /// The next step of a row after a day and who has to act; says so when none is known.
    pub fn next_step(&self, facts: &Catalogue, row: usize, day: Day) -> String {
        let next = facts.standing(row, day).and_then(|standing| standing.next);
        let initiative = facts.initiative(row);
        let found = initiative.and_then(|initiative| Some((initiative, initiative.events.get(next?)?)));
        let Some((initiative, event)) = found else { return self.text("standing.no_next") };
        let said = self.say("standing.next", &[("event", self.happening(event).into())]);
        match Who::of(initiative, event) {
            Some(who) => {
                let who = self.word("who", who.slug());
                format!("{said} {}.", self.say("standing.to_act", &[("who", who.into())]))
            }
            None => said,
        }
    }
}

/// The last event by which a part of an initiative is in effect on a day.
fn part_in_effect<'f>(facts: &Catalogue, initiative: &'f Initiative, day: Day) -> Option<&'f Event> {
    let puts_in_effect = |event: &&Event| {
        event.partial
            && event.stage != Stage::InForce
            && status_after(initiative.kind, event.stage) == Some(Status::InEffect)
            && facts.counts_from(event) <= day
    };
    initiative.events.iter().rfind(puts_in_effect)
}

/// The event by which an initiative is in force on a day, be it that not all of it applies.
fn in_force(facts: &Catalogue, initiative: &Initiative, day: Day) -> Option<usize> {
    initiative.events.iter().position(|event| event.stage == Stage::InForce && facts.counts_from(event) <= day)
}
