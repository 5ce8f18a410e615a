//! Drawings that are kept from one picture to the next, as long as what they are drawn from stays the same.

use super::node::Node;
use super::scene::Scene;
use crate::state::Model;
use crate::state::preset::Preset;

/// Drawings by number, each with what it was drawn from.
#[derive(Debug)]
pub struct Kept<S> {
    /// The preset that addresses in them leave out.
    preset: Preset,
    /// The page around, in its address: those in them begin with it.
    page: Option<String>,
    /// In order of the numbers.
    known: Vec<(usize, S, Node)>,
}

impl<S> Default for Kept<S> {
    fn default() -> Kept<S> {
        Kept { preset: Preset::default(), page: None, known: Vec::new() }
    }
}

impl<S: PartialEq> Kept<S> {
    /// Keeps nothing in which the addresses would be others in this scene.
    pub fn within(&mut self, scene: &Scene<'_>) -> &mut Kept<S> {
        let page = (scene.address)(&Model::default());
        if self.preset != *scene.preset || self.page != page {
            *self = Kept { preset: scene.preset.clone(), page, known: Vec::new() };
        }
        self
    }

    /// The drawing of this number: the one that is kept, if it was drawn from the same, else a new one.
    ///
    /// ```
    /// # use security_union_explorer::drawing::{element, kept::Kept};
    /// let mut kept = Kept::default();
    /// let first = kept.get(7, "a", || element("a").node());
    /// assert_eq!(kept.get(7, "a", || unreachable!()), first);
    /// assert_ne!(kept.get(7, "b", || element("b").node()), first);
    /// ```
    pub fn get(&mut self, number: usize, from: S, draw: impl FnOnce() -> Node) -> Node {
        if let Some((known, node)) = self.find(number)
            && *known == from
        {
            return node.clone();
        }
        let node = draw();
        self.keep(number, from, node.clone());
        node
    }

    /// The drawing of this number that is kept, and what it was drawn from.
    pub fn find(&self, number: usize) -> Option<(&S, &Node)> {
        let at = self.place_of(number).ok()?;
        self.known.get(at).map(|(_, from, node)| (from, node))
    }

    /// Keeps a drawing, in the place of an older one.
    pub fn keep(&mut self, number: usize, from: S, node: Node) {
        let entry = (number, from, node);
        match self.place_of(number) {
            // `splice` would say it in one word, and weigh 2.5 KB.
            Ok(at) => {
                if let Some(known) = self.known.get_mut(at) {
                    *known = entry;
                }
            }
            Err(at) => self.known.insert(at, entry),
        }
    }

    /// Keeps the drawings of these numbers only.
    pub fn retain(&mut self, numbers: &[usize]) {
        self.known.retain(|(number, ..)| numbers.contains(number));
    }

    fn place_of(&self, number: usize) -> Result<usize, usize> {
        self.known.binary_search_by_key(&number, |(known, ..)| *known)
    }
}
