//! What of the module weighs most: its code by who wrote it and by function.
//!
//! `twiggy` tells the same and more, but it counts what one function keeps alive, which for compiled views is everything.
//! Names are those of the linker; `wasm-opt` is asked to keep them, so the sizes are those that ship.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
    let module = Module::read(&bytes).ok_or("the module cannot be taken apart")?;
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
    fn read(bytes: &[u8]) -> Option<Module> {
        let mut module = Module::default();
        let mut reader = Reader(bytes.strip_prefix(b"\0asm\x01\0\0\0")?);
        let (mut n_imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
        while !reader.0.is_empty() {
            let kind = reader.byte()?;
            let size = reader.number()?;
            let mut section = Reader(reader.take(size)?);
            match kind {
                0 if section.text()? == "name" => {
                    module.names_size = size;
                    names = names_of(&mut section)?;
                }
                2 => n_imported = imported_functions(&mut section)?,
                10 => {
                    for _ in 0..section.number()? {
                        let size = section.number()?;
                        section.take(size)?;
                        sizes.push(size);
                    }
                }
                11 => module.data = size,
                _ => {}
            }
        }
        let name = |position: usize| names.get(&(n_imported + position)).cloned().unwrap_or_default();
        module.functions = sizes.into_iter().enumerate().map(|(position, size)| (name(position), size)).collect();
        Some(module)
    }
}

/// The names of functions: the first part of the section of names that is about them.
fn names_of(section: &mut Reader) -> Option<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let size = section.number()?;
        let mut part = Reader(section.take(size)?);
        if kind == 1 {
            for _ in 0..part.number()? {
                let position = part.number()?;
                names.insert(position, part.text()?.to_owned());
            }
        }
    }
    Some(names)
}

fn imported_functions(section: &mut Reader) -> Option<usize> {
    let mut n = 0;
    for _ in 0..section.number()? {
        section.text()?;
        section.text()?;
        match section.byte()? {
            0 => {
                section.number()?;
                n += 1;
            }
            1 => {
                section.byte()?;
                limits(section)?;
            }
            2 => limits(section)?,
            3 => {
                section.take(2)?;
            }
            _ => return None,
        }
    }
    Some(n)
}

fn limits(section: &mut Reader) -> Option<()> {
    let has_end = section.byte()? & 1 == 1;
    section.number()?;
    if has_end {
        section.number()?;
    }
    Some(())
}

/// Reads from the front of some bytes.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, n: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for step in 0..5 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << (7 * step);
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'b str> {
        let size = self.number()?;
        std::str::from_utf8(self.take(size)?).ok()
    }
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
        bytes.extend([10, 4, 1, 2, 0, 0x0b]);
        bytes.extend([11, 3, 0, 0, 0]);
        bytes.extend([0, 13, 4, b'n', b'a', b'm', b'e', 1, 6, 1, 1, 3, b'o', b'w', b'n']);
        let module = Module::read(&bytes).unwrap();
        assert_eq!((module.functions, module.data), (vec![("own".to_owned(), 2)], 3));
        assert!(Module::read(b"\0asm\x01\0\0\0\x0a\xff").is_none());
        assert!(Module::read(b"no module").is_none());
    }
}
