//! Chance that repeats itself.

/// A source of numbers that look random and are the same for the same seed: `SplitMix64`, by Steele, Lea and Flood.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but without `end`; 0 when there is none.
    pub fn below(&mut self, end: u32) -> u32 {
        // The upper half, scaled: even to within one in four thousand million.
        let upper = self.next() >> 32;
        ((upper * u64::from(end)) >> 32) as u32
    }

    /// One of several things.
    pub fn one_of<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        let position = self.below(u32::try_from(things.len()).unwrap_or(u32::MAX));
        things.get(position as usize)
    }
}
