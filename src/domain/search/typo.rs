//! One slip of the finger: a letter too many, too few, a wrong one, or two in the wrong order.

/// Whether one slip away from `typed` there is something that `term` begins with; the whole of it, if that is asked for, but
/// for a last letter: "directve" is also "directives".
///
/// What `term` begins with as it is typed is no slip.
pub(super) fn is_one_slip_away(typed: &str, term: &str, is_whole: bool) -> bool {
    let fits = |term: &str, typed: &str| {
        term.strip_prefix(typed).is_some_and(|rest| !is_whole || rest.chars().nth(1).is_none())
    };
    let (mut typed, mut term) = (typed.chars(), term.chars());
    loop {
        let (typed_here, term_here) = (typed.as_str(), term.as_str());
        match (typed.next(), term.next()) {
            (None, _) => return false,
            (Some(wanted), Some(seen)) if wanted == seen => {}
            // At the first difference the slip must have happened: here, or in a run of equal letters before, which is the same.
            (Some(wanted), seen) => {
                let (typed_rest, term_rest) = (typed.as_str(), term.as_str());
                let too_many = fits(term_here, typed_rest);
                let Some(seen) = seen else { return too_many };
                let too_few = fits(term_rest, typed_here);
                let wrong = fits(term_rest, typed_rest);
                let is_swapped = || {
                    let (typed_rest, term_rest) = (typed_rest.strip_prefix(seen), term_rest.strip_prefix(wanted));
                    typed_rest.zip(term_rest).is_some_and(|(typed, term)| fits(term, typed))
                };
                return too_many || too_few || wrong || is_swapped();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every text one slip away from `typed`, over the letters of the test.
    fn slips(typed: &str) -> Vec<String> {
        let letters: Vec<char> = typed.chars().collect();
        let mut all = Vec::new();
        for at in 0..=letters.len() {
            let (before, after) = letters.split_at(at);
            let text = |middle: &[char], after: &[char]| before.iter().chain(middle).chain(after).collect::<String>();
            for letter in ['a', 'b', 'σ'] {
                all.push(text(&[letter], after));
                all.push(text(&[letter], after.get(1..).unwrap_or_default()));
            }
            all.push(text(&[], after.get(1..).unwrap_or_default()));
            if let [first, second, rest @ ..] = after {
                all.push(text(&[*second, *first], rest));
            }
        }
        all
    }

    proptest! {
        #[test]
        fn finds_what_trying_every_slip_finds(typed in "[abσ]{1,6}", term in "[abσ]{0,8}") {
            let naive = !term.starts_with(&typed) && slips(&typed).iter().any(|slip| term.starts_with(slip));
            prop_assert_eq!(is_one_slip_away(&typed, &term, false), naive);
            let is_rest = |slip: &String| term.strip_prefix(slip).is_some_and(|rest| rest.chars().count() < 2);
            let naive = !term.starts_with(&typed) && slips(&typed).iter().any(is_rest);
            prop_assert_eq!(is_one_slip_away(&typed, &term, true), naive);
        }
    }
}
