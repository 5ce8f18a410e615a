//! The rows of a timeline and the lines behind them while its window moves. They are drawn wider than what is in sight, so that
//! for a while they need only be shifted; then a few at a time are drawn anew, before they must be. So no frame has much to do.
//!
//! The lines behind are the first that a browser finds shifted, and reach over the whole chart: that all of it is to be painted
//! anew is one rectangle to it, and not one for each mark, which takes Chromium several milliseconds to add up.

use std::cell::RefCell;

use super::kept::Kept;
use super::node::{Element, Node, Parts, percent};
use crate::domain::timeline::{Frame, Window};

/// How far beyond each end of the window a row is drawn, as a fraction of it.
const MARGIN: f64 = 0.5;
/// From this shift on a row should be drawn anew.
const STALE: f64 = 0.25;
/// How many rows are drawn anew in a picture though they need not be yet.
const N_AHEAD: usize = 4;
/// A window that moves by more from one picture to the next would be beyond the margin at once.
const LEAP: f64 = 0.15;

/// Stands for the lines behind the rows, where others have the number of a row.
pub const LINES: usize = usize::MAX;

/// What `draw` draws, with so much beyond each end of the window: as it is seen now, or shifted while the window moves.
pub fn shifted(pan: Option<&RefCell<Pan>>, row: usize, draw: impl FnOnce(f64) -> Element) -> Element {
    let Some(pan) = pan else { return draw(0.0) };
    let (drawing, shift) = pan.borrow_mut().get(row, draw);
    drawing.with("style", format!("translate: {}", percent(shift)))
}

/// The rows as they were last drawn, each with the window that it was drawn for.
#[derive(Debug, Default)]
pub struct Pan {
    rows: Kept<Window>,
    /// Their names, which stand still.
    names: Kept<()>,
    /// What the picture before was seen through.
    frame: Option<Frame>,
    /// Whether the window moves by little, so that what is drawn wider will be of use.
    is_steady: bool,
    /// How many rows may still be drawn ahead in this picture.
    n_ahead: usize,
}

impl Pan {
    /// A new picture begins, in this frame; whether the window moves or is at rest.
    pub fn begin(&mut self, frame: Frame, is_moving: bool) {
        // But for the window nothing else may have changed.
        let is_same = |before: &Frame| Frame { window: before.window, ..frame } == *before;
        let before = self.frame.filter(|before| is_moving && is_same(before));
        let shift = before.and_then(|before| shift_of(before.window, frame.window));
        if before.is_none() {
            self.names = Kept::default();
        }
        if shift.is_none() {
            self.rows = Kept::default();
        }
        self.is_steady = shift.is_some_and(|shift| shift.abs() < LEAP);
        self.frame = Some(frame);
        self.n_ahead = N_AHEAD;
    }

    /// The name of a row.
    pub fn name(&mut self, row: usize, draw: impl FnOnce() -> Node) -> Node {
        self.names.get(row, (), draw)
    }

    /// The drawing of a row, and how far it is to be shifted to the right, as a fraction of the window. `draw` draws it, with
    /// so much beyond each end of the window.
    pub fn get(&mut self, row: usize, draw: impl FnOnce(f64) -> Element) -> (Element, f64) {
        let Some(Frame { window, .. }) = self.frame.filter(|_| self.is_steady) else { return (draw(0.0), 0.0) };
        if let Some((drawn_for, Node::Element(drawing))) = self.rows.find(row)
            && let Some(shift) = shift_of(*drawn_for, window).filter(|shift| shift.abs() <= MARGIN)
        {
            if shift.abs() <= STALE || self.n_ahead == 0 {
                return (Parts::clone(drawing).into(), shift);
            }
            self.n_ahead -= 1;
        }
        let drawing = draw(MARGIN);
        self.rows.keep(row, window, drawing.clone().node());
        (drawing, 0.0)
    }
}

/// How far what was drawn for one window is shifted in another of the same scale.
fn shift_of(drawn_for: Window, window: Window) -> Option<f64> {
    let is_same_scale = (drawn_for.width_days() / window.width_days() - 1.0).abs() < 1e-9;
    is_same_scale.then(|| window.fraction_from_instant(drawn_for.start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Day;
    use crate::domain::timeline::Shapes;
    use crate::drawing::element;

    fn frame(from: f64, width: f64) -> Frame {
        let day = Day(20_000);
        let window = Window::new(from, from + width);
        Frame { window, margin: 0.0, as_of: day, checked_through: day, min_gap: 0.01, hidden: Shapes::default() }
    }

    /// Begins a picture and asks for rows. Says how many were drawn, and how wide.
    fn picture(pan: &mut Pan, frame: Frame, n_rows: usize) -> (usize, f64) {
        pan.begin(frame, true);
        let (mut n, mut margin) = (0, 0.0);
        for row in 0..n_rows {
            let mut own_margin = MARGIN;
            let (_, shift) = pan.get(row, |wanted| {
                (n, margin, own_margin) = (n + 1, wanted, wanted);
                element("g")
            });
            assert!(shift.abs() <= own_margin, "row {row} has nothing to show at an end");
        }
        (n, margin)
    }

    #[test]
    fn rows_are_drawn_anew_a_few_at_a_time_before_they_must_be() {
        let mut pan = Pan::default();
        pan.begin(frame(0.0, 100.0), false);
        let pictures: Vec<_> = (1..60).map(|at| picture(&mut pan, frame(f64::from(at) * 4.0, 100.0), 20)).collect();
        assert_eq!(pictures[0], (20, MARGIN));
        assert!(pictures[1..].iter().all(|(n, _)| *n <= N_AHEAD), "{pictures:?}");
        assert!(pictures[1..].iter().any(|(n, _)| *n > 0));
    }

    #[test]
    fn what_was_drawn_is_shifted_against_the_window() {
        let mut pan = Pan::default();
        for at in [0.0, 0.0] {
            pan.begin(frame(at, 100.0), true);
            pan.get(7, |_| element("g"));
        }
        pan.begin(frame(10.0, 100.0), true);
        assert_eq!(pan.get(7, |_| unreachable!()), (element("g"), -0.1));
    }

    #[test]
    fn names_are_drawn_once_while_the_window_moves() {
        let mut pan = Pan::default();
        pan.begin(frame(0.0, 100.0), true);
        let name = pan.name(7, || element("a").node());
        pan.begin(frame(10.0, 100.0), true);
        assert_eq!(pan.name(7, || unreachable!()), name);
        pan.begin(frame(10.0, 50.0), true);
        assert_eq!(pan.name(7, || unreachable!()), name);
        // At rest everything is drawn as it is then.
        pan.begin(frame(10.0, 50.0), false);
        assert_ne!(pan.name(7, || element("b").node()), name);
    }

    #[test]
    fn zooming_leaping_and_resting_draw_what_is_in_sight_and_no_more() {
        let mut pan = Pan::default();
        for now in [frame(0.0, 100.0), frame(0.0, 50.0), frame(0.0, 40.0), frame(30.0, 40.0)] {
            assert_eq!(picture(&mut pan, now, 3), (3, 0.0));
        }
        // At rest too; and nothing is left of before.
        pan.begin(frame(30.0, 40.0), false);
        pan.get(0, |margin| {
            assert_eq!(margin, 0.0);
            element("g")
        });
        assert_eq!(picture(&mut pan, frame(31.0, 40.0), 3), (3, MARGIN));
        // Another date, other marks.
        let other = Frame { as_of: Day(20_001), ..frame(31.0, 40.0) };
        assert_eq!(picture(&mut pan, other, 3), (3, 0.0));
    }
}
