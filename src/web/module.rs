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

thread_local! {
    /// The address of the module up to its last slash; there is one in every address of a module.
    static FOLDER: String = {
        let own = MODULE.with(Module::url);
        own.rfind('/').and_then(|slash| own.get(..=slash)).unwrap_or_default().to_owned()
    };
}

/// The address of a file beside the module.
pub fn beside(name: &str) -> String {
    FOLDER.with(|folder| [folder, name].concat())
}
