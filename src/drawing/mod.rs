//! Pictures as values: from the facts and the model to a tree of elements. Pure: no browser, no clock.
//!
//! The same functions draw the large timeline, the small ones and the file that is saved; the page paints the tree. What a
//! click does is in it as a message to the model ([`node::Element::sends`]). Geometry is attributes of SVG, in per cent of the width where it can be, so one
//! drawing fits every width; only what is shifted as a whole has a style, which moves it without drawing it again.
//!
//! What in the timeline is not of the model, and what its pointer and its keys have to find, says what it is in attributes that
//! start with `data-`.

pub mod about;
pub mod areas;
pub mod axis;
pub mod bar;
pub mod block;
pub mod card;
pub mod changes;
pub mod chips;
pub mod control;
pub mod facets;
pub mod frame;
pub mod grid;
pub mod headline;
pub mod initiative;
pub mod kept;
pub mod legend;
pub mod link;
pub mod list;
pub mod mark;
pub mod next;
pub mod node;
pub mod nothing;
pub mod overview;
pub mod pan;
pub mod rail;
pub mod row;
pub mod scene;
pub mod sheet;
pub mod stages;
pub mod table;
pub mod time;
pub mod trend;
pub mod years;

pub use node::{Element, Node, Parts, classed, element};
pub use scene::Scene;
