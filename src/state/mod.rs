//! What the visitor is doing. Pure: a model, everything that can happen to it, and its text form, the address.

pub mod address;
mod model;
mod update;

pub use model::{Model, Page, Span, View, Walk};

pub use crate::domain::order::Sort;
pub use crate::domain::timeline::Group;
pub use update::{Focus, Message, Request, update};
