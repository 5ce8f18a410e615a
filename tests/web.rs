//! The browser glue, in a real browser: fetching, and instances that come, stand side by side and go.
//!
//! What a browser writes may differ from one version to the next, so these tests look at the structure of what it says.
//! `cargo xtask test` runs them in Chromium.

#![cfg(all(target_arch = "wasm32", feature = "csr"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a panic is a failure here")]

use js_sys::{Function, Promise, encode_uri_component};
use security_union_explorer::app::{Explorer, Host, mount};
use security_union_explorer::drawing::{Node, element};
use security_union_explorer::view::Painter;
use security_union_explorer::web::fetch::{self, FetchError};
use security_union_explorer::web::history;
use security_union_explorer::web::page;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

// Painting

/// A picture made up from a number: with keys or without, nested, with texts, ticks and drawings.
fn picture(seed: u32) -> Vec<Node> {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut random = move |below: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % below
    };
    let mut keys: Vec<usize> = (0..8).filter(|_| random(3) > 0).collect();
    for at in (1..keys.len()).rev() {
        keys.swap(at, random(at as u32 + 1) as usize);
    }
    let items = keys.into_iter().map(|key| {
        let item = element(if random(4) == 0 { "li" } else { "p" }).keyed(key).with("id", format!("k{key}"));
        item.text(format!("{key} {}", random(3))).with_flag("hidden", random(2) == 0).node()
    });
    let items = element("section").children(items.collect::<Vec<_>>());
    let tick = element("input").with("type", "checkbox").with_flag("checked", random(2) == 0);
    let drawing = element("svg").child(element("rect").with("x", random(9).to_string()).with("width", "4"));
    let mut parts = vec![items.node(), tick.node(), drawing.node()];
    parts.truncate(random(4) as usize);
    if random(2) == 0 {
        parts.push(Node::Text(format!("text {}", random(9))));
    }
    parts
}

/// However a picture comes about, the page is as if it had been painted at once; what has a key stays the element it was.
#[wasm_bindgen_test]
fn a_picture_painted_over_another_is_the_picture() {
    let document = web_sys::window().and_then(|window| window.document()).expect("a document");
    let place = || document.create_element("div").expect("an element");
    let (target, mut painter) = (place(), Painter::default());
    for seed in 1..400 {
        let before: Vec<(String, web_sys::Element)> = elements_with_ids(&target);
        painter.paint(&target, picture(seed));
        let fresh = place();
        Painter::default().paint(&fresh, picture(seed));
        assert_eq!(target.inner_html(), fresh.inner_html(), "{seed}");
        let ticked = |at: &web_sys::Element| at.query_selector("input:checked").expect("a selector").is_some();
        assert_eq!(ticked(&target), ticked(&fresh), "{seed}");
        let after = elements_with_ids(&target);
        let has_list = |list: &[(String, web_sys::Element)]| !list.is_empty();
        if has_list(&before) && has_list(&after) {
            for (id, element) in &after {
                let known = before.iter().find(|(known, of)| known == id && of.tag_name() == element.tag_name());
                assert!(known.is_none_or(|(_, known)| known == element), "{seed}: {id} is another element");
            }
        }
    }
}

fn elements_with_ids(target: &web_sys::Element) -> Vec<(String, web_sys::Element)> {
    let found = target.query_selector_all("[id]").expect("a selector");
    let elements = (0..found.length()).filter_map(|at| found.get(at)).map(|node| node.unchecked_into());
    elements.map(|element: web_sys::Element| (element.id(), element)).collect()
}

// Fetching

#[wasm_bindgen_test]
async fn text_that_is_there_comes() {
    assert_eq!(fetch::text("data:,h%C3%A9", "").await.map(|fetched| fetched.text), Ok("hé".to_owned()));
}

#[wasm_bindgen_test]
async fn a_refusal_says_its_status() {
    assert_eq!(fetch::text("/no-such-file.json", "").await.map(|fetched| fetched.text), Err(FetchError::Refused(404)));
}

#[wasm_bindgen_test]
async fn no_answer_is_no_network() {
    // A port that browsers never connect to.
    assert_eq!(fetch::text("http://localhost:9/", "").await.map(|fetched| fetched.text), Err(FetchError::NoNetwork));
}

// Instances

/// A document with two initiatives, whose names begin with `name`.
fn document(name: &str) -> String {
    let json = format!(
        r#"{{ "format": 1, "title": "Test", "language": "en", "licence": "CC-BY-4.0", "version": "1",
        "checked_through": "2026-06-30", "strategy": {{ "title": "Test", "start": "2020-07-24", "end": "2025" }},
        "areas": [{{ "number": 1, "title": "Everything", "short": "All", "summary": "All there is." }}],
        "initiatives": [
          {{ "id": "one", "title": "{name} one", "short": "{name} one", "kind": "directive", "area": 1, "summary": "First.",
            "events": [{{ "date": "2022-03-01", "stage": "adopted", "label": "Signed", "source": "https://eur-lex.europa.eu/" }}] }},
          {{ "id": "two", "title": "{name} two", "short": "{name} two", "kind": "regulation", "area": 1, "summary": "Second.",
            "events": [{{ "date": "2023-03-01", "stage": "proposed", "label": "Proposed", "source": "https://eur-lex.europa.eu/" }}] }}
        ] }}"#
    );
    format!("data:application/json,{}", String::from(encode_uri_component(&json)))
}

fn run(body: &str, argument: &JsValue) -> JsValue {
    Function::new_with_args("it", body).call1(&JsValue::UNDEFINED, argument).expect("a script that runs")
}

/// An element in the open shadow root of a fresh host.
fn place() -> HtmlElement {
    let script = "\
        const host = document.createElement('div');
        document.body.append(host);
        const root = document.createElement('div');
        host.attachShadow({ mode: 'open' }).append(root);
        return root";
    run(script, &JsValue::UNDEFINED).unchecked_into()
}

fn text_in(root: &HtmlElement) -> String {
    root.text_content().unwrap_or_default()
}

/// Waits until a condition holds, frame by frame.
async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        let frame = Promise::new(&mut |done, _| {
            page::before_next_drawing(move || {
                let _ = done.call0(&JsValue::UNDEFINED);
            });
        });
        JsFuture::from(frame).await.expect("a frame");
    }
    panic!("waited for {what}");
}

/// An explorer of the document `name` in `root`; what it tells is kept in `root.told`.
fn mounted(root: &HtmlElement, name: &str, address: &str) -> Explorer {
    let host = run("it.told = []; return { tell: (...told) => it.told.push(told) }", root);
    let src = String::from(encode_uri_component(&document(name)));
    mount(root.clone(), host.unchecked_into::<Host>(), &format!("src={src}&address={address}"))
}

async fn started(name: &str, address: &str) -> (HtmlElement, Explorer) {
    let root = place();
    let explorer = mounted(&root, name, address);
    until("the explorer", || text_in(&root).contains("All 2 initiatives")).await;
    (root, explorer)
}

fn search(root: &HtmlElement, text: &str) {
    run(
        &format!(
            "const field = it.querySelector('input[type=search]');
             field.value = '{text}'; field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ),
        root,
    );
}

fn children(root: &HtmlElement) -> Option<f64> {
    run("return it.childNodes.length", root).as_f64()
}

#[wasm_bindgen_test]
async fn an_instance_leaves_nothing_behind() {
    // Counts the listeners on the window: what listens there would outlive the instance.
    run(
        "window.listening = 0;
         window.ownAdd = window.addEventListener; window.ownRemove = window.removeEventListener;
         window.addEventListener = function (...all) { window.listening += 1; return window.ownAdd.apply(this, all); };
         window.removeEventListener = function (...all) { window.listening -= 1; return window.ownRemove.apply(this, all); };",
        &JsValue::UNDEFINED,
    );
    let (root, explorer) = started("Left", "page").await;
    assert_ne!(children(&root), Some(0.0));
    assert_ne!(
        run("return window.listening", &JsValue::UNDEFINED).as_f64(),
        Some(0.0),
        "nothing listens to going back"
    );
    drop(explorer);
    assert_eq!(children(&root), Some(0.0), "{}", text_in(&root));
    assert_eq!(run("return window.listening", &JsValue::UNDEFINED).as_f64(), Some(0.0), "something listens on");
    run(
        "window.addEventListener = window.ownAdd; window.removeEventListener = window.ownRemove;
         window.dispatchEvent(new PopStateEvent('popstate'))",
        &JsValue::UNDEFINED,
    );
    // The same place can be used again.
    let again = mounted(&root, "Again", "none");
    until("another explorer", || text_in(&root).contains("Again one")).await;
    drop(again);
    assert_eq!(children(&root), Some(0.0));
}

/// Clicks on a link as soon as it is there: the view is drawn last.
async fn open_by_link(root: &HtmlElement, name: &str) {
    let click = format!(
        "const link = [...it.querySelectorAll('a')].find((link) => link.textContent.trim() === '{name}');
         link?.click();
         return Boolean(link)"
    );
    until("the link", || run(&click, root) == JsValue::TRUE).await;
}

#[wasm_bindgen_test]
async fn the_title_is_given_back() {
    let before = page::title();
    let own = "A page of somebody's".to_owned();
    page::set_title(&own);
    let path = format!("{}{}", history::page(), history::search());
    let (root, explorer) = started("Titled", "page").await;
    open_by_link(&root, "Titled one").await;
    until("the title", || page::title().starts_with("Titled one")).await;
    drop(explorer);
    let left = page::title();
    page::set_title(&before);
    history::replace(&path);
    assert_eq!(left, own);
}

#[wasm_bindgen_test]
async fn a_page_without_a_title_gets_no_loose_dot() {
    let before = page::title();
    page::set_title("");
    let path = format!("{}{}", history::page(), history::search());
    let (root, explorer) = started("Untitled", "page").await;
    open_by_link(&root, "Untitled one").await;
    until("the title", || page::title().starts_with("Untitled one")).await;
    let title = page::title();
    drop(explorer);
    page::set_title(&before);
    history::replace(&path);
    assert_eq!(title, "Untitled one");
}

#[wasm_bindgen_test]
async fn one_that_goes_before_its_data_come_is_gone() {
    let root = place();
    let explorer = mounted(&root, "Early", "none");
    drop(explorer);
    assert_eq!(children(&root), Some(0.0));
    // Its data come now, to nobody. Another one shows that enough time has passed.
    let (_other, _explorer) = started("Later", "none").await;
    assert_eq!(children(&root), Some(0.0));
}

#[wasm_bindgen_test]
async fn what_happens_is_told() {
    let (root, explorer) = started("Told", "none").await;
    let told = || run("return JSON.stringify(it.told)", &root).as_string().unwrap();
    until("that it is ready", || told() == r#"[["ready","",2,2]]"#).await;
    explorer.show("kind=directive");
    until("that it changed", || told().ends_with(r#",["change","kind=directive",2,1]]"#)).await;
    explorer.open("two".into());
    until("what was opened", || told().ends_with(r#",["open","two",0,0]]"#)).await;
    assert_eq!(explorer.query(), "initiative=two&kind=directive");
    explorer.show("");
    until("the start", || told().ends_with(r#",["change","",2,2]]"#)).await;
    explorer.open("three".into());
    until("what there is not", || told().contains(r#"["error""#) && told().contains("initiative=three")).await;
    assert!(!told().contains(r#"["open","three""#));
}

#[wasm_bindgen_test]
async fn two_side_by_side_are_independent() {
    let before = history::search();
    let (left, of_left) = started("Left", "none").await;
    let (right, _of_right) = started("Right", "none").await;
    search(&left, "two");
    until("one result on the left", || text_in(&left).contains("1 of 2 initiatives")).await;
    assert!(text_in(&right).contains("All 2 initiatives"), "the right one follows the left one");
    search(&right, "right");
    assert!(!text_in(&right).contains("Left one") && !text_in(&left).contains("Right one"));
    drop(of_left);
    assert_eq!(children(&left), Some(0.0));
    search(&right, "one");
    until("one result on the right", || text_in(&right).contains("1 of 2 initiatives")).await;
    assert_eq!(history::search(), before, "an explorer without an address writes one");
}
