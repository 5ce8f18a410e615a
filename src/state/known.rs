//! What of a state the facts do not know: an address may be older than they are, or made by hand.

use super::address::Notice;
use super::model::Model;
use crate::domain::catalogue::Catalogue;
use crate::domain::query::Facet;
use crate::domain::selection::unknown_choices;
use crate::domain::vocabulary::{Kind, Status};

/// Leaves out of a state what the facts do not know: choices of the filters, dates beyond their years, areas and lanes that are none. An initiative
/// that is unknown stays: its page says so.
pub fn keep_known(model: &mut Model, facts: &Catalogue) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut notice = |name: &str, value| notices.push(Notice { name: name.to_owned(), value });
    for (facet, value) in unknown_choices(facts, &model.query) {
        model.query.toggle(facet, &value);
        notice(facet.slug(), value);
    }
    let (first, last) = facts.years();
    for (name, date) in [("as-of", &mut model.as_of), ("compare", &mut model.baseline)] {
        if let Some(day) = date.take_if(|day| !(first..=last).contains(day)) {
            notice(name, day.to_string());
        }
    }
    let is_area = |number: &str| facts.position(Facet::Area, number).is_some();
    if let Some(number) = model.area_text.take_if(|number| !is_area(&number.to_string())) {
        notice("read", number.to_string());
    }
    model.folded.retain(|key| {
        let is_lane = is_area(key) || Kind::from_slug(key).is_some() || Status::from_slug(key).is_some();
        if !is_lane {
            notice("fold", key.clone());
        }
        is_lane
    });
    notices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document;
    use crate::state::address::{decode, encode};

    #[track_caller]
    fn check(address: &str, kept: &str, left_out: &[&str]) {
        let text = include_str!("../../public/data/security-union.json");
        let facts = Catalogue::new(document::read(text).unwrap().document);
        let mut model = decode(address).0;
        let notices = keep_known(&mut model, &facts);
        let notices: Vec<String> = notices.iter().map(|notice| format!("{}={}", notice.name, notice.value)).collect();
        assert_eq!((encode(&model).as_str(), notices), (kept, left_out.iter().map(ToString::to_string).collect()));
    }

    #[test]
    fn what_the_facts_do_not_know_is_left_out_and_named() {
        check("area=1.99&who=europol.nobody&topic=drugs", "area=1&who=europol&topic=drugs", &["area=99", "who=nobody"]);
        check("as-of=9999-12-31&compare=0001-01-01", "", &["as-of=9999-12-31", "compare=0001-01-01"]);
        check("as-of=2019-01-01&compare=2027-01-01", "as-of=2019-01-01&compare=2027-01-01", &[]);
        let text = include_str!("../../public/data/security-union.json");
        let (first, last) = Catalogue::new(document::read(text).unwrap().document).years();
        let address = format!("as-of={last}&compare={first}");
        check(&address, &address, &[]);
        check("read=99&fold=3.zzz.directive.proposed", "fold=3.directive.proposed", &["read=99", "fold=zzz"]);
        check("initiative=no-such-thing", "initiative=no-such-thing", &[]);
    }
}
