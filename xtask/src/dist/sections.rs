//! A module with one of its sections written anew and all others as they are.

use std::fmt::Display;

use wasm_encoder::{Module, RawSection, Section};
use wasmparser::{Parser, Payload};

/// What reading or writing a section comes to.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The module with the section that `anew` gives instead of one that it is shown; where it gives none, that stays.
///
/// # Errors
/// When the module cannot be read; `what` names in the message what was looked for.
pub fn rewritten<'m, S: Section>(
    module: &'m [u8],
    what: &str,
    mut anew: impl FnMut(Payload<'m>) -> Outcome<Option<S>>,
) -> Result<Vec<u8>, String> {
    let unread = |why: &dyn Display| format!("the {what} of the module cannot be read: {why}");
    let mut made = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|why| unread(&why))?;
        let raw = payload.as_section();
        if let Some(section) = anew(payload).map_err(|why| unread(&why))? {
            made.section(&section);
        } else if let Some((id, range)) = raw {
            let (start, end) = (range.start as usize, range.end as usize);
            let data = module.get(start..end).ok_or_else(|| unread(&"it is cut"))?;
            made.section(&RawSection { id, data });
        }
    }
    Ok(made.finish())
}
