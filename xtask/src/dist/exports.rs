//! What the module offers its glue, as far as anybody asks for it, by short names.
//!
//! A crate that has JavaScript classes of its own has them in the glue of whoever uses it, with all that they call:
//! `wasm-streams`, which Leptos brings along, has three, and nothing here makes one. And the names of what closures are
//! called by carry hashes, as those of the imports do. This is 2 KB of both files.

use std::collections::BTreeMap;

use wasm_encoder::ExportSection;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasmparser::{ExternalKind, Payload};

use super::sections::rewritten;

/// How the glue names what the module exports.
const OBJECT: &str = "wasm.";

/// The module and its glue without what neither the glue nor the page asks for; to be done before the module is made small.
///
/// # Errors
/// When the module cannot be read.
pub fn needed(module: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let glue = without_idle_classes(glue);
    let asked: Vec<&str> = glue.split(OBJECT).skip(1).map(first_word).collect();
    let mut short = BTreeMap::new();
    let made = rewritten(module, "exports", |payload| {
        let Payload::ExportSection(exports) = payload else { return Ok(None) };
        let mut section = ExportSection::new();
        for export in exports {
            let export = export?;
            if asked.contains(&export.name) {
                let is_function = export.kind == ExternalKind::Func;
                let name = if is_function { format!("f{}", short.len()) } else { export.name.to_owned() };
                section.export(&name, RoundtripReencoder.export_kind(export.kind)?, export.index);
                short.insert(export.name, name);
            }
        }
        Ok(Some(section))
    })?;
    let mut parts = glue.split(OBJECT);
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = first_word(part);
        renamed.push_str(OBJECT);
        renamed.push_str(short.get(name).map_or(name, String::as_str));
        renamed.push_str(&part[name.len()..]);
    }
    Ok((made, renamed))
}

/// The glue without the classes of which nothing makes an object.
fn without_idle_classes(glue: &str) -> String {
    let mut glue = glue.to_owned();
    let classes: Vec<String> =
        glue.split("\nexport class ").skip(1).map(|class| first_word(class).to_owned()).collect();
    for class in classes {
        let mut without = glue.clone();
        for (start, end) in [
            (format!("\nexport class {class} {{"), "\n}"),
            (format!("\nif (Symbol.dispose) {class}."), ";"),
            (format!("\nconst {class}Finalization = "), ";"),
        ] {
            without = cut(&without, &start, end);
        }
        if !without.contains(&class) {
            glue = without;
        }
    }
    glue
}

/// A text without what goes from the first `start` to the next `end`; `;` is the one at the end of a line.
fn cut(text: &str, start: &str, end: &str) -> String {
    let Some((before, rest)) = text.split_once(start) else { return text.to_owned() };
    let end = format!("{end}\n");
    rest.split_once(&end).map_or_else(|| text.to_owned(), |(_, after)| format!("{before}\n{after}"))
}

/// The name that a text begins with.
fn first_word(text: &str) -> &str {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    text.split(|letter: char| !is_part(letter)).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use wasmparser::Parser;

    use super::*;

    const GLUE: &str = "
export class Ours {
    free() {
        wasm.ours_free();
    }
}
if (Symbol.dispose) Ours.prototype[Symbol.dispose] = Ours.prototype.free;

export class Idle {
    free() {
        wasm.idle_free();
    }
}
if (Symbol.dispose) Idle.prototype[Symbol.dispose] = Idle.prototype.free;
export function make() {
    return Ours.__wrap(wasm.make_1a2b());
}
const OursFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.ours_free(ptr, 1));
const IdleFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.idle_free(ptr, 1));
const view = new DataView(wasm.memory.buffer, 'explorer_bg.wasm');
";

    /// Two functions and a memory: exported are the memory and both of them, each under two names.
    fn module() -> Vec<u8> {
        use wasm_encoder::{
            CodeSection, ExportKind, Function, FunctionSection, Instruction, MemorySection, MemoryType, Module,
            TypeSection,
        };
        let (mut types, mut functions, mut memories) =
            (TypeSection::new(), FunctionSection::new(), MemorySection::new());
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], []);
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        for _ in 0..2 {
            functions.function(0);
            let mut body = Function::new([]);
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        exports.export("memory", ExportKind::Memory, 0);
        for (name, function) in [("ours_free", 0), ("idle_free", 1), ("make_1a2b", 1), ("__marker", 0)] {
            exports.export(name, ExportKind::Func, function);
        }
        let mut made = Module::new();
        made.section(&types).section(&functions).section(&memories).section(&exports).section(&code);
        made.finish()
    }

    fn exports(module: &[u8]) -> Vec<(String, u32)> {
        let mut all = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::ExportSection(exports) = payload.unwrap() {
                all.extend(
                    exports.into_iter().map(|export| export.map(|one| (one.name.to_owned(), one.index)).unwrap()),
                );
            }
        }
        all
    }

    #[test]
    fn what_is_asked_for_has_a_short_name_on_both_sides_and_the_rest_is_gone() {
        let (made, glue) = needed(&module(), GLUE).unwrap();
        let expected = [("memory", 0), ("f1", 0), ("f2", 1)].map(|(name, index)| (name.to_owned(), index));
        assert_eq!(exports(&made), expected);
        assert!(
            glue.contains("wasm.f1();") && glue.contains("__wrap(wasm.f2())") && glue.contains("wasm.memory.buffer")
        );
        assert!(glue.contains("'explorer_bg.wasm'"));
        for gone in ["Idle", "idle_free", "ours_free", "make_1a2b"] {
            assert!(!glue.contains(gone), "{gone} in {glue}");
        }
    }

    #[test]
    fn a_class_that_something_makes_stays_whole() {
        let (_, glue) = needed(&module(), GLUE).unwrap();
        let expected = ["export class Ours {", "if (Symbol.dispose) Ours.", "const OursFinalization"];
        assert!(expected.iter().all(|part| glue.contains(part)), "{glue}");
        let (made, glue) = needed(&module(), &format!("{GLUE}const later = () => new Idle();\n")).unwrap();
        assert!(glue.contains("class Idle {") && exports(&made).len() == 4);
        assert!(needed(b"no module", "").is_err());
    }
}
