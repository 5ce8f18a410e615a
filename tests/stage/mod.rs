//! What a picture is drawn from, for tests: the explorer at an address, under a preset.

use std::sync::{Arc, LazyLock};

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::Day;
use security_union_explorer::domain::document;
use security_union_explorer::domain::selection::{Selection, Statuses, select};
use security_union_explorer::drawing::Scene;
use security_union_explorer::drawing::scene::{rows_of, window_of};
use security_union_explorer::language::Words;
use security_union_explorer::state::Model;
use security_union_explorer::state::address::{decode, encode};
use security_union_explorer::state::preset::Preset;

/// The real data.
pub static REAL: LazyLock<Catalogue> =
    LazyLock::new(|| catalogue(include_str!("../../public/data/security-union.json")));

/// A catalogue from the text of a document.
pub fn catalogue(json: &str) -> Catalogue {
    Catalogue::new(document::read(json).unwrap().document)
}

/// Everything that a scene borrows.
pub struct Stage {
    pub facts: &'static Catalogue,
    pub words: Words,
    pub statuses: Statuses,
    pub selection: Arc<Selection>,
    /// The reader's day: that of the facts, unless a test says another.
    pub today: Day,
    selected: Box<dyn Fn() -> Arc<Selection>>,
    pub model: Model,
    pub preset: Preset,
    pub rows: Vec<usize>,
    pub width: f64,
}

impl Stage {
    /// The explorer at an address, so many pixels wide.
    pub fn at(facts: &'static Catalogue, address: &str, width: f64) -> Stage {
        let (model, notices) = decode(address);
        assert_eq!(notices, []);
        Stage::of(facts, model, Preset::default(), width)
    }

    /// The explorer in a state that a preset allows.
    pub fn of(facts: &'static Catalogue, mut model: Model, preset: Preset, width: f64) -> Stage {
        preset.hold(&mut model);
        let words = Words::english();
        let statuses = Statuses::at(facts, model.dates(facts));
        let selection = Arc::new(select(facts, &model.query, &statuses));
        let rows = rows_of(facts, &selection, &statuses, &model, &words);
        let selected = Box::new({
            let selection = Arc::clone(&selection);
            move || Arc::clone(&selection)
        });
        Stage {
            facts,
            words,
            statuses,
            selection,
            today: facts.document().checked_through,
            selected,
            model,
            preset,
            rows,
            width,
        }
    }

    /// The scene.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            facts: self.facts,
            words: &self.words,
            statuses: &self.statuses,
            selected: &self.selected,
            model: &self.model,
            today: self.today,
            width: self.width,
            window: window_of(self.facts, &self.selection, self.statuses.dates.as_of, &self.model),
            preset: &self.preset,
            address: &|model| Some(format!("?{}", encode(model))),
            address_after: &|message| Some(format!("?{message:?}")),
        }
    }
}
