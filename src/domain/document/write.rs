//! Writing a document the one way that keeps the differences between two editions small.

use serde::Serialize;

use super::wire::Document;

/// The document as JSON: fields in the order of the form, one blank a level, a line end at the end.
///
/// ```
/// # use security_union_explorer::domain::document::{wire, write};
/// assert!(write(&wire::Document::default()).starts_with("{\n \"format\": 0,\n"));
/// ```
pub fn write(document: &Document) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    // Writing strings and numbers to memory does not fail.
    let _ = document.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter));
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}
