//! One slip of the finger: a letter too many, too few, a wrong one, or two in the wrong order.

/// Whether one slip away from `typed` there is something that `term` begins with.
///
/// What `term` begins with as it is typed is no slip.
pub(super) fn is_one_slip_away(typed: &str, term: &str) -> bool {
    let (mut typed, mut term) = (typed.chars(), term.chars());
    loop {
        let (typed_here, term_here) = (typed.as_str(), term.as_str());
        match (typed.next(), term.next()) {
            (None, _) => return false,
            (Some(wanted), Some(seen)) if wanted == seen => {}
            // At the first difference the slip must have happened: here, or in a run of equal letters before, which is the same.
            (Some(wanted), seen) => {
                let (typed_rest, term_rest) = (typed.as_str(), term.as_str());
                let too_many = term_here.starts_with(typed_rest);
                let Some(seen) = seen else { return too_many };
                let too_few = term_rest.starts_with(typed_here);
                let wrong = term_rest.starts_with(typed_rest);
                return too_many || too_few || wrong || is_swapped(wanted, seen, typed_rest, term_rest);
            }
        }
    }
}

fn is_swapped(wanted: char, seen: char, typed_rest: &str, term_rest: &str) -> bool {
    let (Some(typed_rest), Some(term_rest)) = (typed_rest.strip_prefix(seen), term_rest.strip_prefix(wanted)) else {
        return false;
    };
    term_rest.starts_with(typed_rest)
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
            prop_assert_eq!(is_one_slip_away(&typed, &term), naive);
        }
    }
}
