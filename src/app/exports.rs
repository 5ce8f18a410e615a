//! What `explorer.js` may call.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use super::instance::{AddressBar, Instance, Options};

/// A running explorer; it goes on until it is unmounted or dropped.
#[wasm_bindgen]
pub struct Explorer {
    instance: Option<Instance>,
}

#[wasm_bindgen]
impl Explorer {
    /// Takes the explorer out of the page and frees what it holds.
    pub fn unmount(&mut self) {
        self.instance = None;
    }
}

/// Runs once, when the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    super::panic::listen();
}

/// Starts an explorer inside `root`, an element in the open shadow root of the custom element.
///
/// `src` is the address of the document. With `address` `page` the explorer owns what follows the `?` of the page's
/// address; with anything else it keeps its state to itself.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, src: String, address: &str) -> Explorer {
    let address_bar = if address == "page" { AddressBar::Page } else { AddressBar::None };
    Explorer { instance: Some(Instance::mount(Options { root, src, address_bar })) }
}
