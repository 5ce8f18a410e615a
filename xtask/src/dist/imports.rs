//! What the module imports from its glue, by number instead of by name.
//!
//! `wasm-bindgen` puts a hash into each of its 240 names, so that crates of two versions do not meet. In a finished module
//! nobody asks for them any more, and a hash is what brotli cannot make smaller: this is 6 KB of both files.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// The module and its glue with numbers for the names of the imports.
///
/// # Errors
/// When the module cannot be read, or the glue has not just one place for an import.
pub fn numbered(module: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let unread = |why: &dyn std::fmt::Display| format!("the imports of the module cannot be read: {why}");
    let mut numbers = BTreeMap::new();
    let mut made = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|why| unread(&why))?;
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import.map_err(|why| unread(&why))?;
                let next = numbers.len();
                let number = numbers.entry(import.name).or_insert(next);
                let kind = RoundtripReencoder.entity_type(import.ty).map_err(|why| unread(&why))?;
                section.import(import.module, &number.to_string(), kind);
            }
            made.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let (start, end) = (range.start as usize, range.end as usize);
            let data = module.get(start..end).ok_or_else(|| unread(&"it is cut"))?;
            made.section(&RawSection { id, data });
        }
    }
    let mut glue = glue.to_owned();
    for (name, number) in numbers {
        let key = format!(" {name}: ");
        if glue.matches(&key).count() != 1 {
            return Err(format!("the glue has not just one place for the import `{name}`, as `{}`", key.trim()));
        }
        glue = glue.replacen(&key, &format!(" {number}: "), 1);
    }
    Ok((made.finish(), glue))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports the function `m.f_1a2b`, then has a section of its own.
    fn module() -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend([1, 4, 1, 0x60, 0, 0]);
        bytes.extend([2, 12, 1, 1, b'm', 6, b'f', b'_', b'1', b'a', b'2', b'b', 0, 0]);
        bytes.extend([0, 3, 1, b'x', 7]);
        bytes
    }

    #[test]
    fn an_import_is_called_by_its_number_on_both_sides() {
        let (made, glue) = numbered(&module(), "const imports = {\n  f_1a2b: function() {},\n};").unwrap();
        let mut expected = module();
        expected.splice(14..28, [2, 7, 1, 1, b'm', 1, b'0', 0, 0]);
        assert_eq!(made, expected);
        assert_eq!(glue, "const imports = {\n  0: function() {},\n};");
    }

    #[test]
    fn a_glue_that_is_written_in_another_way_is_refused() {
        for glue in ["", "imports.f_1a2b = 1", "{ f_1a2b: 1, f_1a2b: 2 }"] {
            assert!(numbered(&module(), glue).is_err_and(|why| why.contains("f_1a2b")), "{glue}");
        }
        assert!(numbered(b"no module", "").is_err());
    }
}
