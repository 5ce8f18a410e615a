//! Where the explorer's own files are: beside its module, on whatever page it runs.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Module;

    #[wasm_bindgen(method, getter)]
    fn url(this: &Module) -> String;

    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static MODULE: Module;
}

/// The address of a file beside the module.
pub fn beside(name: &str) -> String {
    let own = MODULE.with(Module::url);
    // Up to the last slash; there is one in every address of a module.
    let folder = own.rfind('/').and_then(|slash| own.get(..=slash)).unwrap_or_default();
    [folder, name].concat()
}
