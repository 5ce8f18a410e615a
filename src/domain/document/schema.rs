//! The JSON Schema of a document, made from the types that read it, for editors' programs (feature `schema`).

use super::wire::Document;

/// A date as the format writes it.
pub(super) const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-Q[1-4])?$";
/// An id.
pub(super) const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// An address that a page may link to.
pub(super) const HTTPS: &str = "^https://";

/// The schema as it is published beside the document.
pub fn schema() -> String {
    let schema: schemars::Schema = schemars::schema_for!(Document);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
