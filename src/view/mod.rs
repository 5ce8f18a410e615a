//! From the model to elements: Leptos views, and the painter of the pictures of [`crate::drawing`]. A view renders and sends
//! messages; it does not fetch, or know the address bar.
//!
//! Views are plain functions of a [`Context`], which is `Copy`; what state they have beside the
//! model is not worth an address (what is unfolded, typed so far, or played). Traps of Leptos 0.8.23 that
//! shape this folder:
//! - Rows that come and go in a `<For>` leak, so lists are pictures, and the painter makes and takes away their rows.
//! - At the top of a shadow root dynamic views vanish, so `app` mounts into an element.
//! - An element with nothing but literals is made by `innerHTML`, which Trusted Types forbid: a value in braces, or a
//!   number without quotes, is enough to keep it from that.
//! - Its signals, memos and stored values are compiled anew for each type they hold: use those of [`reactive`], which
//!   are over one type.
//! - A style attribute would break a strict content security policy: geometry is SVG attributes in per cent, which
//!   also lets one drawing fit every width without measuring.

mod about;
mod area_cards;
mod changes;
mod chips;
mod context;
mod controls;
mod date_bar;
mod explorer;
mod filters;
mod follow;
mod headline;
mod in_sight;
mod initiative;
mod list;
mod near;
mod next;
mod paint;
mod picture;
mod play;
mod progress;
pub mod reactive;
mod refusal;
mod results;
mod search_box;
mod table;
mod take_away;
mod timeline;
mod trouble;

pub use context::{Context, DetailsState, Fixtures, Surroundings};
pub use explorer::explorer;
pub use follow::{effect, follow, later};
pub use paint::Painter;
pub use trouble::{Trouble, ignored_parts, trouble};
