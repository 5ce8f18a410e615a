//! What `explorer.js` may call, and what it is told.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use super::instance::Instance;
use crate::state::settings::Settings;

#[wasm_bindgen]
extern "C" {
    /// The custom element, as far as an explorer knows it.
    #[derive(Clone)]
    pub type Host;

    /// Tells it that something happened: `ready` or `change` with the state, the number of initiatives and of those that
    /// match; `open` with an id; `error` with a sentence.
    #[wasm_bindgen(method)]
    pub(super) fn tell(this: &Host, name: &str, text: &str, total: u32, matching: u32);
}

/// A running explorer; it goes on until it is freed.
#[wasm_bindgen]
pub struct Explorer {
    instance: Instance,
}

/// Runs once, when the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    super::panic::listen();
}

/// Starts an explorer inside `root`, an element in the open shadow root of the custom element. `settings` are the
/// attributes as [`Settings::read`] has them.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, host: Host, settings: &str) -> Explorer {
    Explorer { instance: Instance::mount(root, host, Settings::read(settings)) }
}

#[wasm_bindgen]
impl Explorer {
    /// Takes over changed attributes.
    pub fn set(&self, settings: &str) {
        self.instance.set(Settings::read(settings));
    }

    /// Shows the state of an address (`area=2&view=list`); the preset's for an empty one.
    pub fn show(&self, address: &str) {
        self.instance.show(address);
    }

    /// Opens an initiative by its id.
    pub fn open(&self, id: String) {
        self.instance.open(id);
    }

    /// The state as an address has it.
    pub fn query(&self) -> String {
        self.instance.query()
    }

    /// What a visitor has changed, to be shown again by [`Self::show`]; empty when nothing.
    pub fn changed(&self) -> String {
        self.instance.changed()
    }
}
