//! What the visitor is doing. Pure: a model, everything that can happen to it, and its text form, the address.

pub mod address;
mod model;
mod update;

pub use model::{Group, Model, Page, Span, View};

pub use crate::domain::order::Sort;
pub use update::{Focus, Message, Request, update};
