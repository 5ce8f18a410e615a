//! What the module imports from its glue, by number instead of by name.
//!
//! `wasm-bindgen` puts a hash into each of its 240 names, so that crates of two versions do not meet. In a finished module
//! nobody asks for them any more, and a hash is what brotli cannot make smaller: this is 6 KB of both files. What the module
//! no longer imports, now that it is small, leaves the glue.

use std::collections::BTreeMap;

use wasm_encoder::ImportSection;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::Payload;

use super::sections::rewritten;

/// What stands before the first and the last line of a function that the glue gives to the module.
const INDENT: &str = "        ";
/// What the one object is called that all imports are parts of.
const OBJECT: &str = "g";

/// The module and its glue with numbers for the names of the imports; to be done when the module is small.
///
/// # Errors
/// When the module cannot be read, or the glue has not just one place for an import.
pub fn numbered(module: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let (mut numbers, mut object) = (BTreeMap::new(), "");
    let made = rewritten(module, "imports", |payload| {
        let Payload::ImportSection(imports) = payload else { return Ok(None) };
        let mut section = ImportSection::new();
        for import in imports.into_imports() {
            let import = import?;
            let next = numbers.len();
            let number = numbers.entry(import.name).or_insert(next);
            section.import(OBJECT, &number.to_string(), RoundtripReencoder.entity_type(import.ty)?);
            object = import.module;
        }
        Ok(Some(section))
    })?;
    let mut glue = without_idle_functions(glue, |name| numbers.contains_key(name));
    let mut rename = |old: &str, key: &str, new: &str| {
        if glue.matches(key).count() != 1 {
            return Err(format!("the glue has not just one place for the import `{old}`, as `{}`", key.trim()));
        }
        glue = glue.replacen(key, new, 1);
        Ok(())
    };
    for (name, number) in numbers {
        rename(name, &format!(" {name}: "), &format!(" {number}: "))?;
    }
    rename(object, &format!("\"{object}\": "), &format!("{OBJECT}: "))?;
    Ok((made, glue))
}

/// The glue without the functions for imports that the module does not have.
fn without_idle_functions(glue: &str, is_imported: impl Fn(&str) -> bool) -> String {
    let (mut kept, mut is_idle) = (String::new(), false);
    for line in glue.split_inclusive('\n') {
        let begun = line.strip_prefix(INDENT).and_then(|line| line.split_once(": function("));
        if let Some((name, _)) = begun {
            is_idle = !is_imported(name);
        }
        if !is_idle {
            kept.push_str(line);
        }
        is_idle &= !line.strip_prefix(INDENT).is_some_and(|line| line.starts_with('}'));
    }
    kept
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

    const OBJECT_OF_GLUE: &str = "return { \"m\": imports };";

    #[test]
    fn an_import_is_called_by_its_number_on_both_sides() {
        let glue = format!("const imports = {{\n        f_1a2b: function() {{}},\n}};\n{OBJECT_OF_GLUE}");
        let (made, glue) = numbered(&module(), &glue).unwrap();
        let mut expected = module();
        expected.splice(14..28, [2, 7, 1, 1, b'g', 1, b'0', 0, 0]);
        assert_eq!(made, expected);
        assert_eq!(glue, "const imports = {\n        0: function() {},\n};\nreturn { g: imports };");
    }

    #[test]
    fn what_the_module_does_not_import_leaves_the_glue() {
        let function = |name: &str| format!("        {name}: function(arg0) {{\n            own(arg0);\n        }},\n");
        let glue = |functions: &[String]| format!("const imports = {{\n{}}};\n{OBJECT_OF_GLUE}", functions.concat());
        let all = [function("__wbg_idle_1"), function("f_1a2b"), function("__wbg_idle_2")];
        let (_, kept) = numbered(&module(), &glue(&all)).unwrap();
        assert_eq!(kept, glue(&[function("0")]).replace("\"m\"", "g"));
    }

    #[test]
    fn a_glue_that_is_written_in_another_way_is_refused() {
        for glue in ["", "imports.f_1a2b = 1", "{ f_1a2b: 1, f_1a2b: 2 }", "{ f_1a2b: 1 }"] {
            assert!(
                numbered(&module(), glue).is_err_and(|why| why.contains("the glue has not just one place")),
                "{glue}"
            );
        }
        assert!(numbered(b"no module", "").is_err());
    }
}
