//! What the visitor is doing. Pure: a model, everything that can happen to it, and its text form, the address; what an
//! editor set for it on their page.

pub mod address;
pub mod host_address;
pub mod known;
mod model;
pub mod preset;
pub mod settings;
mod update;

pub use model::{Model, Page, Span, View, Walk};

pub use crate::domain::order::Sort;
pub use crate::domain::timeline::Group;
pub use update::{Focus, Message, Request, update};
