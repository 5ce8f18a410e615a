//! What of the module weighs most: its code by who wrote it and by function.
//!
//! `twiggy` tells the same and more, but it counts what one function keeps alive, which for compiled views is everything.
//! Names are those of the linker; `wasm-opt` is asked to keep them, so the sizes are those that ship.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasmparser::{KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef};

use crate::dist;
use crate::tools::{Tool, Toolbox};

/// How many lines each list has.
const LINES: usize = 18;

/// The two lists, of the module that `dist` built last.
///
/// # Errors
/// When it is not there, or is no module with names.
pub fn table(root: &Path) -> Result<String, String> {
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(&[Tool::WasmOpt])?;
    let built = root.join("target/trunk/security-union-explorer_bg.wasm");
    let named = root.join("target/named.wasm");
    dist::optimise_with_names(&built, &named, &toolbox)?;
    let bytes = fs::read(&named).map_err(|why| format!("cannot read {}: {why}", named.display()))?;
    let module = Module::read(&bytes).map_err(|why| format!("the module cannot be taken apart: {why}"))?;
    let code: usize = module.functions.iter().map(|(_, size)| size).sum();
    let mut table = format!(
        "The module, {} bytes before it is packed: {} functions of {code} bytes, {} bytes of data.\n",
        bytes.len() - module.names_size,
        module.functions.len(),
        module.data
    );
    let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (name, size) in &module.functions {
        let group = groups.entry(group_of(name)).or_default();
        *group = (group.0 + size, group.1 + 1);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (size, _))| std::cmp::Reverse(*size));
    table.push_str(&format!("\n{:<60} {:>9} {:>6} {:>9}\n", "code of", "bytes", "share", "functions"));
    for (name, (size, n)) in groups.iter().take(LINES) {
        table.push_str(&format!("{name:<60} {size:>9} {:>5}% {n:>9}\n", size * 100 / code.max(1)));
    }
    let mut functions = module.functions;
    functions.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    table.push_str(&format!("\n{:<100} {:>9}\n", "function", "bytes"));
    for (name, size) in functions.iter().take(LINES) {
        let short: String = name.chars().take(100).collect();
        table.push_str(&format!("{short:<100} {size:>9}\n"));
    }
    Ok(table)
}

/// Who wrote a function: the crate, and of our own the file; a method of a type counts for the type.
fn group_of(name: &str) -> String {
    let mut path = name;
    if path.starts_with("core::ptr::drop_in_place") {
        return "dropping values".to_owned();
    }
    loop {
        let shorter = ["<", "&", "mut ", "dyn ", "impl ", "(", "[", "*const ", "*mut "];
        match shorter.iter().find_map(|start| path.strip_prefix(start)) {
            Some(rest) => path = rest,
            None => break,
        }
    }
    let end = path.find(['<', ' ', ',', '>', '(', ')', '[', ';', '{']).unwrap_or(path.len());
    let mut parts = path.get(..end).unwrap_or(path).split("::");
    // The newer mangling names a crate with its hash.
    let first = parts.next().unwrap_or_default().split('[').next().unwrap_or_default();
    // `<T as core::convert::Into<U>>::into` and the like.
    if first.len() == 1 {
        return "generic code of any type".to_owned();
    }
    if first != "security_union_explorer" {
        return if first.is_empty() { "no name".to_owned() } else { first.to_owned() };
    }
    let own: Vec<&str> = parts.filter(|part| part.starts_with(|c: char| c.is_ascii_lowercase())).collect();
    // The last is the function itself.
    let depth = own.len().saturating_sub(1).clamp(1, 2);
    own.iter().take(depth).fold("our own".to_owned(), |path, part| path + " " + part)
}

/// A module as far as it matters here.
#[derive(Default)]
struct Module {
    functions: Vec<(String, usize)>,
    data: usize,
    names_size: usize,
}

impl Module {
    fn read(bytes: &[u8]) -> wasmparser::Result<Module> {
        let mut module = Module::default();
        let (mut n_imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        n_imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
                Payload::DataSection(data) => module.data = (data.range().end - data.range().start) as usize,
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(parts) = section.as_known() {
                        module.names_size = section.data().len();
                        names = names_of(parts)?;
                    }
                }
                _ => {}
            }
        }
        let name = |position: u32| names.get(&position).cloned().unwrap_or_default();
        module.functions = (n_imported..).zip(sizes).map(|(position, size)| (name(position), size)).collect();
        Ok(module)
    }
}

/// The names of functions.
fn names_of(parts: NameSectionReader<'_>) -> wasmparser::Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for part in parts {
        if let Name::Function(functions) = part? {
            for function in functions {
                let function = function?;
                names.insert(function.index, function.name.to_owned());
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_who_wrote_it() {
        for (name, group) in [
            ("leptos::mount::mount_to", "leptos"),
            ("<tachys::view::Thing<A> as core::fmt::Debug>::fmt", "tachys"),
            ("security_union_explorer::view::timeline::tools::tool::{{closure}}", "our own view timeline"),
            ("security_union_explorer::domain::order::sort_positions", "our own domain order"),
            ("<security_union_explorer::domain::date::PartialDate as core::fmt::Display>::fmt", "our own domain"),
            ("core::ptr::drop_in_place<leptos::Thing>", "dropping values"),
            ("<&mut dyn core::fmt::Write>::x", "core"),
            ("<T as core::convert::Into<U>>::into", "generic code of any type"),
            ("", "no name"),
        ] {
            assert_eq!(group_of(name), group, "{name}");
        }
    }

    #[test]
    fn a_small_module_is_taken_apart() {
        // One imported function, one of its own of two bytes, three bytes of data, both named.
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend([2, 7, 1, 1, b'm', 1, b'f', 0, 0]);
        bytes.extend([3, 2, 1, 0]);
        bytes.extend([10, 4, 1, 2, 0, 0x0b]);
        bytes.extend([11, 3, 0, 0, 0]);
        bytes.extend([0, 13, 4, b'n', b'a', b'm', b'e', 1, 6, 1, 1, 3, b'o', b'w', b'n']);
        let module = Module::read(&bytes).unwrap();
        assert_eq!((module.functions, module.data), (vec![("own".to_owned(), 2)], 3));
        assert!(Module::read(b"\0asm\x01\0\0\0\x0a\xff").is_err());
        assert!(Module::read(b"no module").is_err());
    }
}
