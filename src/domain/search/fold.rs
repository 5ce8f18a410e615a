//! Folding: what is left of a text when case, accents and punctuation do not count.
//!
//! A table of our own covers the alphabets of the EU's languages (Latin, Greek, Cyrillic); the tables of Unicode
//! normalisation would weigh more than the whole search. Letters of other scripts stay as they are.

/// What one character becomes. Punctuation that matters to finding words stays what it is, in ASCII.
enum Letter {
    None,
    One(char),
    Two(&'static str),
}

/// U+00C0 to U+017F without case and accents; a blank is punctuation, a digit stands for two letters.
const LATIN: &[u8; 192] = b"\
aaaaaa1ceeeeiiiidnooooo ouuuuy52aaaaaa1ceeeeiiiidnooooo ouuuuy5y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkklllllll\
lllnnnnnnnnnoooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The text in lower case, without accents, its words parted by single spaces.
///
/// Folding twice gives what folding once gives.
///
/// ```
/// # use security_union_explorer::domain::search::fold;
/// assert_eq!(fold("Zażółć, GĘŚLĄ!"), "zazolc gesla");
/// assert_eq!(fold("Straße — Ασφάλεια"), "strasse ασφαλεια");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = Folded::default();
    folded.read(text);
    let mut words = String::with_capacity(folded.text.len());
    for word in folded.text.split(is_gap).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// Whether a folded character stands between words.
pub(super) fn is_gap(folded: char) -> bool {
    folded.is_ascii() && !folded.is_ascii_alphanumeric()
}

/// A folded text that knows where each of its bytes comes from. It can be read into again and again.
#[derive(Default)]
pub(super) struct Folded {
    /// Letters and digits, with ASCII punctuation between them.
    pub text: String,
    /// For each byte of `text` the start of the character it comes from, and at last the length of the source.
    origin: Vec<u32>,
}

impl Folded {
    /// Takes in another text.
    pub fn read(&mut self, source: &str) {
        self.text.clear();
        self.origin.clear();
        self.text.reserve(source.len());
        self.origin.reserve(source.len() + 1);
        for (at, character) in source.char_indices() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            // Most characters are ASCII, and reading them is most of building an index.
            if character.is_ascii() {
                self.text.push(character.to_ascii_lowercase());
                self.origin.push(at);
                continue;
            }
            match letter(character) {
                Letter::None => {}
                Letter::One(one) => self.text.push(one),
                Letter::Two(two) => self.text.push_str(two),
            }
            self.origin.resize(self.text.len(), at);
        }
        self.origin.push(u32::try_from(source.len()).unwrap_or(u32::MAX));
    }

    /// Where in the source the folded byte `at` starts.
    pub fn source_start(&self, at: usize) -> usize {
        self.origin.get(at).or(self.origin.last()).map_or(0, |&at| at as usize)
    }

    /// Where in the source the folded bytes before `at` end, with the accents that follow them: a character is never cut.
    pub fn source_end(&self, at: usize) -> usize {
        let last = at.checked_sub(1).and_then(|before| self.origin.get(before));
        let next = self.origin.get(at..).unwrap_or_default().iter().find(|&next| Some(next) != last);
        next.or(self.origin.last()).map_or(0, |&at| at as usize)
    }
}

/// The table. Order of the arms: the frequent first.
fn letter(character: char) -> Letter {
    use Letter::{None, One, Two};
    match character {
        '\0'..='\x7f' => One(character.to_ascii_lowercase()),
        'À'..='ſ' => match LATIN.get(character as usize - 0xC0) {
            Some(b'1') => Two("ae"),
            Some(b'2') => Two("ss"),
            Some(b'3') => Two("oe"),
            Some(b'4') => Two("ij"),
            Some(b'5') => Two("th"),
            Some(&base) => One(char::from(base)),
            Option::None => One(character),
        },
        'ª' => One('a'),
        'º' => One('o'),
        '¹' => One('1'),
        '²' => One('2'),
        '³' => One('3'),
        'µ' => One('μ'),
        '\u{ad}' => None,
        '\u{80}'..='¿' => One(' '),
        'Ǆ'..='ǆ' => Two("dz"),
        'Ǉ'..='ǉ' => Two("lj"),
        'Ǌ'..='ǌ' => Two("nj"),
        'Ș' | 'ș' | 'ṡ' | 'Ṡ' => One('s'),
        'Ț' | 'ț' | 'ṫ' | 'Ṫ' => One('t'),
        'Ḃ' | 'ḃ' => One('b'),
        'Ḋ' | 'ḋ' => One('d'),
        'Ḟ' | 'ḟ' => One('f'),
        'Ṁ' | 'ṁ' => One('m'),
        'Ṗ' | 'ṗ' => One('p'),
        'ẞ' => Two("ss"),
        'ʼ' => One('\''),
        '\u{300}'..='\u{36f}' => None,
        'Ά' | 'ά' => One('α'),
        'Έ' | 'έ' => One('ε'),
        'Ή' | 'ή' => One('η'),
        'Ί' | 'ί' | 'ΐ' | 'Ϊ' | 'ϊ' => One('ι'),
        'Ό' | 'ό' => One('ο'),
        'Ύ' | 'ύ' | 'ΰ' | 'Ϋ' | 'ϋ' => One('υ'),
        'Ώ' | 'ώ' => One('ω'),
        'ς' => One('σ'),
        'Α'..='Ρ' | 'Σ'..='Ω' => One(shifted(character, 0x20)),
        'Й' | 'й' | 'Ѝ' | 'ѝ' => One('и'),
        'Ѐ' | 'ѐ' | 'Ё' | 'ё' => One('е'),
        'А'..='Я' => One(shifted(character, 0x20)),
        'Ѐ'..='Џ' => One(shifted(character, 0x50)),
        // Joiners, marks of direction and variation: nothing to see. Hyphens and apostrophes: as in ASCII.
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => None,
        '‐' | '‑' => One('-'),
        '‘' | '’' => One('\''),
        // Other punctuation, currencies, arrows, symbols, pictures.
        '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' => {
            One(' ')
        }
        '\u{1f000}'..='\u{1faff}' => One(' '),
        _ => One(character),
    }
}

/// The character `by` code points on.
fn shifted(character: char, by: u32) -> char {
    char::from_u32(character as u32 + by).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_the_alphabets_of_the_union() {
        for (text, folded) in [
            ("Zażółć gęślą jaźń", "zazolc gesla jazn"),
            ("Straße GROẞ Æsir Œuvre IJsland ĳs", "strasse gross aesir oeuvre ijsland ijs"),
            ("Søren Łódź Đakovo dıİ Ħal Ċirku", "soren lodz dakovo dii hal cirku"),
            ("Ștefan Țară Şi ţ", "stefan tara si t"),
            ("Ασφάλεια ΤΟΥΣ Ϊόνιος ΐ", "ασφαλεια τουσ ιονιοσ ι"),
            ("СИГУРНОСТ и Ѝ Първият Май", "сигурност и и първият маи"),
            ("l’État, e‑evidence", "l etat e evidence"),
            ("e\u{301}te\u{301} co\u{ad}operation", "ete cooperation"),
            ("CO² №5 «ПРАВО» 10 %", "co2 5 право 10"),
            ("  ", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn every_small_character_folds_to_what_folds_to_itself() {
        for character in '\0'..='\u{ffff}' {
            let once = fold(&character.to_string());
            assert_eq!(fold(&once), once, "{character:?}");
            // Upper and lower case meet, for the letters of one character that the table knows.
            let lower: String = character.to_lowercase().collect();
            if character < '\u{180}' || ('Α'..'Ϗ').contains(&character) || ('Ѐ'..'Ѡ').contains(&character) {
                assert_eq!(fold(&lower), once, "{character:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_its_map_lies_on_borders(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            let mut folded = Folded::default();
            folded.read(&text);
            for at in 0..=folded.text.len() {
                prop_assert!(text.is_char_boundary(folded.source_start(at)));
                prop_assert!(text.is_char_boundary(folded.source_end(at)));
                prop_assert!(at == 0 || folded.source_start(at - 1) < folded.source_end(at));
            }
        }
    }
}
