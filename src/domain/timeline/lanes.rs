//! Lanes: spans laid side by side so that none overlaps another in its lane, such as labels above an axis.

/// Which lane each span is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    /// For each span, in the order given, its lane; 0 is the first.
    pub lane_of: Vec<usize>,
    /// How many lanes there are: as many as spans lie over each other somewhere, and no more.
    pub n_lanes: usize,
}

/// Packs spans `(from, to)` into the fewest lanes, each in the first that is free, from the left. Touching is not overlapping.
///
/// ```
/// # use security_union_explorer::domain::timeline::pack_lanes;
/// let lanes = pack_lanes(&[(0.0, 0.5), (0.2, 0.3), (0.5, 1.0)]);
/// assert_eq!((lanes.lane_of, lanes.n_lanes), (vec![0, 1, 0], 2));
/// ```
pub fn pack_lanes(spans: &[(f64, f64)]) -> Lanes {
    let mut order: Vec<(usize, &(f64, f64))> = spans.iter().enumerate().collect();
    order.sort_by(|(_, left), (_, right)| left.0.total_cmp(&right.0));
    let mut ends: Vec<f64> = Vec::new();
    let mut lane_of = vec![0; spans.len()];
    for (position, &(from, to)) in order {
        let lane = ends.iter().position(|&end| end <= from).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
        if let Some(slot) = lane_of.get_mut(position) {
            *slot = lane;
        }
    }
    Lanes { lane_of, n_lanes: ends.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lanes_are_as_many_as_spans_lie_over_each_other(spans in prop::collection::vec((0..30_u8, 0..10_u8), 0..30)) {
            let spans: Vec<(f64, f64)> = spans.iter().map(|&(from, width)| (f64::from(from), f64::from(from + width))).collect();
            let lanes = pack_lanes(&spans);
            for (left, right) in (0..spans.len()).flat_map(|left| (0..left).map(move |right| (left, right))) {
                let overlap = spans[left].0 < spans[right].1 && spans[right].0 < spans[left].1;
                prop_assert!(!overlap || lanes.lane_of[left] != lanes.lane_of[right]);
            }
            let depth = |at: usize| {
                let others = spans.iter().enumerate().filter(|&(other, span)| other != at && span.0 <= spans[at].0 && spans[at].0 < span.1);
                1 + others.count()
            };
            // Without spans of no width the most that lie over each other lie so where one of them begins.
            if spans.iter().all(|span| span.0 < span.1) {
                prop_assert_eq!(lanes.n_lanes, (0..spans.len()).map(depth).max().unwrap_or(0));
            }
            prop_assert!(lanes.n_lanes <= (0..spans.len()).map(depth).max().unwrap_or(0));
        }
    }

    #[test]
    fn odd_input_gives_lanes_all_the_same() {
        assert_eq!(pack_lanes(&[]), Lanes::default());
        assert_eq!(pack_lanes(&[(f64::NAN, 1.0), (0.0, f64::NAN), (2.0, 1.0)]).lane_of.len(), 3);
    }
}
