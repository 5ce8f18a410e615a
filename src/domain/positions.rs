//! The one way to sort: positions of a list, by what stands there.

use std::cmp::Ordering;

/// Sorts positions, keeping the order of equals. Everything that is sorted goes through here where it can: each further
/// type that is sorted costs some 4 KB of the module.
pub fn sort_positions(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| compare(*a, *b));
}

/// The positions below `n`, sorted in the same way.
pub fn sorted_positions(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..n).collect();
    sort_positions(&mut positions, compare);
    positions
}
