//! Who has to act for a step to happen, where the kind of the initiative and the stage say so for certain.

use crate::domain::initiative::{Event, Initiative};
use crate::domain::vocabulary::{Kind, Stage, vocabulary};

vocabulary! {
    /// Who has to act.
    Who {
        /// Each Member State, in its own law or administration.
        MemberStates = "member-states",
        /// The Commission: it alone proposes.
        Commission = "commission",
        /// The Parliament, by its position.
        Parliament = "parliament",
        /// The Council, by its position or mandate.
        Council = "council",
        /// Both co-legislators.
        ParliamentAndCouncil = "parliament-and-council",
        /// Those who sign an agreement.
        Parties = "parties",
    }
}

impl Who {
    /// Who has to act for an event of an initiative; nothing where that differs from one to another, such as for a decision,
    /// which the Council, the Commission or both co-legislators may take. A regulation or directive is theirs only by the
    /// ordinary legislative procedure: the Commission makes some, the Council others.
    pub fn of(initiative: &Initiative, event: &Event) -> Option<Who> {
        let is_law = matches!(initiative.kind, Kind::Regulation | Kind::Directive);
        let is_ordinary = initiative.refs.procedure.as_deref().is_some_and(|number| number.ends_with("(COD)"));
        match (event.stage, initiative.kind) {
            // A later deadline for a part may be somebody else's.
            (Stage::Deadline, Kind::Directive) if !event.partial => Some(Who::MemberStates),
            (Stage::Proposed, _) if is_law => Some(Who::Commission),
            (Stage::EpPosition, _) => Some(Who::Parliament),
            (Stage::CouncilPosition, _) => Some(Who::Council),
            (Stage::Agreement | Stage::Adopted, _) if is_law && is_ordinary => Some(Who::ParliamentAndCouncil),
            (Stage::MandateAsked, Kind::Agreement) => Some(Who::Commission),
            (Stage::Mandate, Kind::Agreement) => Some(Who::Council),
            (Stage::Signed, Kind::Agreement) => Some(Who::Parties),
            (Stage::Concluded, Kind::Agreement) => Some(Who::Council),
            _ => None,
        }
    }
}
