//! The closed vocabularies: each word has a slug, which the document, the address and the messages share.

/// Declares an enum with a slug for each variant, the list of all in the order in which it shows, and the way back from a slug.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $slug:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every word, in the order in which a list shows them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The word as the document, the address and the message keys spell it.
            pub fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug,)* }
            }

            /// The way back from [`Self::slug`].
            pub fn from_slug(slug: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|word| word.slug() == slug)
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What kind of thing an initiative is; the rules of status differ by kind.
    Kind {
        /// A regulation of Parliament and Council, or a delegated or implementing one.
        Regulation = "regulation",
        /// A directive: Member States write national law by a transposition deadline.
        Directive = "directive",
        /// A decision.
        Decision = "decision",
        /// A recommendation.
        Recommendation = "recommendation",
        /// A strategy, agenda, action plan or roadmap.
        Communication = "communication",
        /// An international agreement.
        Agreement = "agreement",
        /// A hub, network, platform or system that goes live.
        Operational = "operational",
        /// A funding programme.
        Funding = "funding",
    }
}

vocabulary! {
    /// What an event did to its initiative.
    Stage {
        /// Announced in a strategy or work programme.
        Announced = "announced",
        /// For an agreement: the Commission asks for a negotiating mandate.
        MandateAsked = "mandate-asked",
        /// For an agreement: the Council gives the negotiating mandate.
        Mandate = "mandate",
        /// The Commission's proposal, or a proposal to sign or conclude.
        Proposed = "proposed",
        /// Parliament's position, mandate, vote or consent.
        EpPosition = "ep-position",
        /// The Council's general approach, mandate or position.
        CouncilPosition = "council-position",
        /// Provisional agreement of the co-legislators, or of the negotiators.
        Agreement = "agreement",
        /// The final act is adopted or signed into law.
        Adopted = "adopted",
        /// Published in the Official Journal.
        Published = "published",
        /// An agreement, arrangement or declaration is signed.
        Signed = "signed",
        /// The Council concludes an agreement.
        Concluded = "concluded",
        /// Enters into force.
        InForce = "in-force",
        /// Starts to apply.
        Applies = "applies",
        /// Transposition deadline, or another date by which something must be done.
        Deadline = "deadline",
        /// Goes live.
        Launched = "launched",
        /// Evaluated or reported on.
        Evaluated = "evaluated",
        /// Amended by another act.
        Amended = "amended",
        /// Any other step worth a date.
        Milestone = "milestone",
        /// Withdrawn by its author.
        Withdrawn = "withdrawn",
        /// Ran out without being renewed or decided.
        Lapsed = "lapsed",
        /// Repealed or replaced.
        Repealed = "repealed",
        /// A programme, project or operation came to its end.
        Ended = "ended",
    }
}

vocabulary! {
    /// Where an initiative stands. Never stored: computed from its events for a date.
    Status {
        /// No event yet.
        NotYetBegun = "not-yet-begun",
        /// Announced in a strategy or work programme; a mandate was asked for.
        Announced = "announced",
        /// A proposal or a mandate is on the table.
        Proposed = "proposed",
        /// Agreed on, not yet final.
        Agreed = "agreed",
        /// The final act is there; for laws also while in force but not yet applied.
        Adopted = "adopted",
        /// It applies, its transposition deadline has passed, it is in force, it runs.
        InEffect = "in-effect",
        /// Withdrawn, lapsed, repealed, or over.
        Ended = "ended",
    }
}

impl Status {
    /// Those that have yet to become something adopted.
    pub const OPEN: [Status; 3] = [Status::Announced, Status::Proposed, Status::Agreed];
}

vocabulary! {
    /// What the date of an event is.
    Certainty {
        /// It happened.
        Fact = "fact",
        /// Fixed in law for a later day.
        Fixed = "fixed",
        /// Planned by somebody.
        Planned = "planned",
    }
}

vocabulary! {
    /// How an initiative relates to another.
    RelationKind {
        /// Was announced by.
        AnnouncedBy = "announced-by",
        /// Is a part of.
        PartOf = "part-of",
        /// Implements.
        Implements = "implements",
        /// Amends.
        Amends = "amends",
        /// Replaces.
        Replaces = "replaces",
        /// Goes together with; the same both ways.
        Complements = "complements",
    }
}

vocabulary! {
    /// What kind of actor somebody is.
    ActorKind {
        /// An institution of the EU.
        Institution = "institution",
        /// An agency of the EU.
        Agency = "agency",
        /// Another body of the EU.
        Body = "body",
        /// A country or region the EU works with.
        Partner = "partner",
        /// An international organisation.
        Organisation = "organisation",
        /// A group: Member States, private sector, civil society.
        Group = "group",
    }
}

vocabulary! {
    /// How sure the researchers are of a record as a whole.
    Confidence {
        /// Every important fact was seen on a page.
        High = "high",
        /// Some facts rest on secondary pages.
        Medium = "medium",
        /// Little was seen.
        Low = "low",
    }
}

vocabulary! {
    /// What a stop of the date bar is.
    StopKind {
        /// The strategy itself.
        Strategy = "strategy",
        /// A progress report.
        Report = "report",
        /// A news item.
        News = "news",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_lead_back_to_their_words() {
        assert!(Stage::ALL.iter().all(|stage| Stage::from_slug(stage.slug()) == Some(*stage)));
        assert!(Status::ALL.iter().all(|status| Status::from_slug(status.slug()) == Some(*status)));
        assert!(Kind::ALL.iter().all(|kind| Kind::from_slug(kind.slug()) == Some(*kind)));
        assert_eq!(Kind::from_slug("law"), None);
    }
}
