//! The functions of the module in order of likeness.
//!
//! Most are instances of a few generic ones. Where those that are alike stand side by side, brotli says of the second only
//! how it differs from the first: this is 10 KB of 248. What a function does, what it is called and what calls it stays.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::panic::resume_unwind;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes in a row count as something that two functions have in common.
const SHINGLE: usize = 4;
/// What so many functions have in common says nothing.
const MOST_COMMON: usize = 2000;
/// How much it counts to be like the last function, the one before, and the one before that.
const WEIGHTS: [u64; 3] = [6, 3, 2];
/// A function has so many shingles more than it has, so that of tiny ones each is not like all. How many is best, brotli
/// alone knows: by chance it is 300 bytes more with one and less with the next, and any change of the program turns that over.
const AIRS: [u64; 4] = [8, 10, 14, 18];

/// The module with its functions in order of likeness, of several such orders that of which the least is left by `pack`.
/// Without custom sections: what those say of functions would not be true any more, and nobody asks for it.
///
/// # Errors
/// When the module cannot be read.
pub fn by_likeness(module: &[u8], pack: fn(&[u8]) -> Vec<u8>) -> Result<Vec<u8>, String> {
    let one = |air: u64| reordered(module, air).map(|made| (pack(&made).len(), made));
    let made: Result<Vec<_>, _> = std::thread::scope(|scope| {
        let threads: Vec<_> = AIRS.into_iter().map(|air| scope.spawn(move || one(air))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    made.map(|made| made.into_iter().min_by_key(|(len, _)| *len).map(|(_, made)| made).unwrap_or_default())
        .map_err(|why| format!("the functions of the module cannot be put in order: {why}"))
}

fn reordered(module: &[u8], air: u64) -> Result<Vec<u8>, Error<Infallible>> {
    let (mut n_imported, mut code) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    n_imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => code.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order_of(&code, air);
    let mut new = vec![0; order.len()];
    for (position, old) in (n_imported..).zip(&order) {
        new[*old] = position;
    }
    let mut made = Module::new();
    Reordered { n_imported, order, new }.parse_core_module(&mut made, Parser::new(0), module)?;
    Ok(made.finish())
}

/// Where functions are now.
struct Reordered {
    n_imported: u32,
    /// The functions that are not imported, counted from the first of them, as they come now.
    order: Vec<usize>,
    /// The new numbers of the same.
    new: Vec<u32>,
}

impl Reencode for Reordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        Ok(match function.checked_sub(self.n_imported) {
            Some(own) => self.new[own as usize],
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in &self.order {
            functions.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in 0..self.order.len() {
            self.parse_function_body(code, bodies[self.order[at]].clone())?;
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}

/// Which function comes first, and so on: after each comes the one that is most like it and those just before it.
fn order_of(code: &[&[u8]], air: u64) -> Vec<usize> {
    let shingles = |code: &&[u8]| -> Vec<u32> {
        let all: HashSet<u32> = code
            .windows(SHINGLE)
            .map(|bytes| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
            .collect();
        all.into_iter().collect()
    };
    let shingles: Vec<Vec<u32>> = code.iter().map(shingles).collect();
    let mut known: HashMap<u32, Vec<usize>> = HashMap::new();
    for (function, own) in shingles.iter().enumerate() {
        for shingle in own {
            known.entry(*shingle).or_default().push(function);
        }
    }
    let mut order: Vec<usize> = Vec::with_capacity(code.len());
    let mut is_placed = vec![false; code.len()];
    let mut scores = vec![0; code.len()];
    for first in 0..code.len() {
        // Where nothing is like the last one, the first one that is left.
        let mut next = (!is_placed[first]).then_some(first);
        while let Some(function) = next {
            is_placed[function] = true;
            order.push(function);
            let mut alike = Vec::new();
            for (last, weight) in order.iter().rev().zip(WEIGHTS) {
                let common = shingles[*last].iter().map(|shingle| &known[shingle]);
                for other in common.filter(|functions| functions.len() <= MOST_COMMON).flatten() {
                    if !is_placed[*other] {
                        if scores[*other] == 0 {
                            alike.push(*other);
                        }
                        scores[*other] += weight;
                    }
                }
            }
            // As a fraction of what it has itself; of equals the first.
            let of_own = |function: usize| (scores[function] << 20) / (shingles[function].len() as u64 + air);
            let best = alike.iter().map(|one| (of_own(*one), std::cmp::Reverse(*one))).max();
            alike.into_iter().for_each(|one| scores[one] = 0);
            next = best.map(|(_, function)| function.0);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Function, ImportSection, MemorySection,
        MemoryType, RefType, StartSection, TableSection, TableType, TypeSection,
    };
    use wasmparser::{ExternalKind, Operator};

    use super::*;

    /// Functions `a` to `d`: `a` and `c` are alike, `b` and `d` are; each calls the one before, `a` an import.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("m", "f", wasm_encoder::EntityType::Function(0));
        module.section(&imports);
        let mut functions = FunctionSection::new();
        for _ in 0..4 {
            functions.function(0);
        }
        module.section(&functions);
        let mut tables = TableSection::new();
        let limits =
            TableType { element_type: RefType::FUNCREF, minimum: 4, maximum: None, table64: false, shared: false };
        tables.table(limits);
        module.section(&tables);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        module.section(&memories);
        let mut exports = ExportSection::new();
        for (name, function) in ["a", "b", "c", "d"].into_iter().zip(1..) {
            exports.export(name, ExportKind::Func, function);
        }
        module.section(&exports);
        module.section(&StartSection { function_index: 2 });
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions((&[1, 2, 3, 4]).into()));
        module.section(&elements);
        let mut code = CodeSection::new();
        for n in 0..4_i32 {
            let mut function = Function::new([]);
            let mut sink = function.instructions();
            for step in 0..6 {
                sink.i32_const(if n % 2 == 0 { 1000 + step } else { 9000 - step * 7 }).drop();
            }
            sink.i32_const(n).drop().call(n.cast_unsigned()).end();
            code.function(&function);
        }
        module.section(&code);
        module.finish()
    }

    /// A module in the names of its exports.
    struct Described {
        /// What each function pushes, and what it calls.
        functions: BTreeMap<String, (Vec<i32>, String)>,
        order: Vec<String>,
        start: String,
        table: Vec<String>,
    }

    fn described(module: &[u8]) -> Described {
        let (mut names, mut bodies, mut start, mut table) = (BTreeMap::from([(0, "f".to_owned())]), vec![], 0, vec![]);
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(exports) => {
                    for export in exports.into_iter().map(Result::unwrap) {
                        assert_eq!(export.kind, ExternalKind::Func);
                        names.insert(export.index, export.name.to_owned());
                    }
                }
                Payload::StartSection { func, .. } => start = func,
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let wasmparser::ElementItems::Functions(functions) = element.unwrap().items else { panic!() };
                        table.extend(functions.into_iter().map(Result::unwrap));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let (mut pushed, mut called) = (vec![], 0);
                    for operator in body.get_operators_reader().unwrap() {
                        match operator.unwrap() {
                            Operator::I32Const { value } => pushed.push(value),
                            Operator::Call { function_index } => called = function_index,
                            _ => {}
                        }
                    }
                    bodies.push((pushed, called));
                }
                _ => {}
            }
        }
        let name = |index: u32| names[&index].clone();
        Described {
            functions: (1..)
                .zip(bodies)
                .map(|(index, (pushed, called))| (name(index), (pushed, name(called))))
                .collect(),
            order: (1..=names.len() as u32 - 1).map(name).collect(),
            start: name(start),
            table: table.into_iter().map(name).collect(),
        }
    }

    #[test]
    fn what_is_alike_stands_together_and_does_what_it_did() {
        let (before, after) = (described(&module()), described(&by_likeness(&module(), <[u8]>::to_vec).unwrap()));
        assert_eq!(before.order, ["a", "b", "c", "d"]);
        assert_eq!(after.order, ["a", "c", "b", "d"]);
        assert_eq!(after.functions, before.functions);
        assert_eq!((after.start, after.table), (before.start, before.table));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(by_likeness(b"no module", <[u8]>::to_vec).is_err_and(|why| why.contains("cannot be put in order")));
    }
}
