//! Pictures as values: from the facts and the model to a tree of elements. Pure: no browser, no clock.
//!
//! The same functions draw the large timeline, the small ones and the file that is saved; who paints the tree, and what a
//! click in it means, is decided elsewhere. Geometry is attributes of SVG, in per cent of the width where it can be, so one
//! drawing fits every width and no style attribute is needed.
//!
//! Elements say what they are in `data-` attributes, for whoever hears a click: `data-row`, `data-event`, `data-lane`,
//! `data-year`, `data-block`.

pub mod axis;
pub mod block;
pub mod card;
pub mod grid;
pub mod list;
pub mod mark;
pub mod node;
pub mod overview;
pub mod row;
pub mod scene;
pub mod sheet;
pub mod trend;
pub mod years;

pub use node::{Element, Node, element};
pub use scene::Scene;
