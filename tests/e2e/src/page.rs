//! The page as a visitor finds it: how things are found and waited for that more than one behaviour looks at. What is
//! looked for is looked for inside the explorer's shadow root, by role and name first, and waited for.

use std::cell::RefCell;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ShadowRoot};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use xtask::serve::{Answer, Server};

use crate::driver::{Browser, Engine};
use crate::scenario::Outcome;

/// Put into every page, before anything else runs.
pub const WATCH_TAG: &str = "<script src=\"/e2e/watch.js\"></script>";

/// Has a server answer with the script that [`WATCH_TAG`] names.
pub fn listen_to(server: &Server) {
    server.answer("/e2e/watch.js", Answer::Content("text/javascript; charset=utf-8", WATCH.into()));
}

/// Hears what the page complains about.
const WATCH: &str = "\
'use strict';
window.complaints = [];
{
  const hear = (kind, text) => window.complaints.push(`${kind}: ${text}`);
  // The explorer's own `error` is news for the host page, not a complaint of it.
  addEventListener('error', (event) => event instanceof CustomEvent || hear('error', `${event.message} (${event.filename}:${event.lineno})`));
  addEventListener('unhandledrejection', (event) => hear('rejection', String(event.reason)));
  addEventListener('securitypolicyviolation', (event) =>
    hear('policy', `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`));
  const error = console.error;
  console.error = (...words) => { hear('console', words.map(String).join(' ')); error.apply(console, words); };
}
";

/// Finds by role and name; see [`Page::by_role`]. Arguments: role, name. Names are compared trimmed and with
/// single spaces; a name in slashes is a regular expression.
const BY_ROLE: &str = "\
const [role, name] = arguments;
const selectors = {
  button: 'button, summary, input[type=button], input[type=submit], input[type=reset]', link: 'a[href]',
  heading: 'h1, h2, h3, h4, h5, h6', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]',
  searchbox: 'input[type=search]', textbox: 'input:not([type]), input[type=text], textarea', slider: 'input[type=range]',
  combobox: 'select', listitem: 'li', list: 'ul, ol', row: 'tr', table: 'table', dialog: 'dialog', group: 'fieldset, details',
  region: 'section', navigation: 'nav', columnheader: 'th', article: 'article', figure: 'figure', form: 'form',
};
const tidy = (text) => (text || '').replace(/\\s+/g, ' ').trim();
const nameOf = (element) => {
  const ids = element.getAttribute('aria-labelledby');
  if (ids) return tidy(ids.split(/\\s+/).map((id) => element.getRootNode().getElementById(id)?.textContent).join(' '));
  if (element.hasAttribute('aria-label')) return tidy(element.getAttribute('aria-label'));
  if (element.labels?.length) return tidy([...element.labels].map((label) => label.textContent).join(' '));
  if (element.localName === 'fieldset') return tidy(element.querySelector('legend')?.textContent);
  if (element.localName === 'input') return tidy(element.value || element.placeholder);
  return tidy(element.textContent) || tidy(element.getAttribute('title'));
};
const wanted = name?.match(/^\\/(.*)\\/$/s) ? new RegExp(name.slice(1, -1), 'u') : null;
const fits = (element) => {
  if (name === null) return true;
  const is = nameOf(element);
  return wanted ? wanted.test(is) : is === tidy(name);
};
const plain = selectors[role] ? `:is(${selectors[role]}):not([role]), ` : '';
return [...root.querySelectorAll(`${plain}[role~='${role}']`)]
  .filter((element) => fits(element) && !element.closest('[aria-hidden=true]') && element.getClientRects().length > 0);
";

/// Has a host page know the element.
pub const SCRIPT: &str = "<script type=module src=/explorer.js></script>";

/// A page of somebody else's around this body, which keeps everything that explorers tell it in `told`, as
/// `[id, name, detail]`, and what is warned of in `warned`.
pub fn host_page(body: &str) -> Answer {
    let script = "window.told = []; window.warned = [];
        for (const name of ['ready', 'change', 'open', 'error']) document.addEventListener(name, (event) => {
          if (event instanceof CustomEvent) told.push([event.target.id, name, event.detail]);
        });
        console.warn = (text) => warned.push(`${text}`)";
    let html = format!(
        "<!doctype html><html lang=en><head><title>Host</title><script>{script}</script></head><body>{body}</body></html>"
    );
    Answer::Foreign(html.into_bytes())
}

/// The main heading of an explorer that is whole.
const WHOLE: &str = ":not(.drawing) > .shell h1";
/// The heading of the results, as a name for [`Page::role`].
pub const COUNT_HEADING: &str = "/^(All )?[0-9]+( of [0-9]+)? initiatives?$/";

/// The first whole number in a text.
pub fn first_number(text: &str) -> Option<usize> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn choice_name(value: &str) -> String {
    format!("/^{} ?[0-9]+$/", value.replace('(', "\\(").replace(')', "\\)"))
}

/// How long something may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// The page of one scenario, with the server behind it.
pub struct Page {
    engine: Engine,
    client: Client,
    server: Server,
    pardoned: RefCell<Vec<String>>,
    // Of the pages that were left.
    heard: RefCell<Vec<String>>,
}

impl Page {
    /// A page in `browser`, served by `server`.
    pub fn new(browser: &Browser, server: Server) -> Self {
        let (engine, client) = (browser.engine(), browser.client().clone());
        server.answer("/e2e/empty.html", Answer::Content("text/html", Vec::new()));
        Self { engine, client, server, pardoned: RefCell::default(), heard: RefCell::default() }
    }

    /// Leaves what the scenario before left, for a page of this scenario's server: in Chromium a page of another site than
    /// the one before has a process of its own, which costs as much again as the page.
    pub async fn begin(&self) -> Outcome {
        self.client.goto(&format!("{}e2e/empty.html", self.server.address())).await?;
        self.resize(1280, 900).await?;
        if self.engine == Engine::Chromium {
            self.emulate(json!([])).await?;
        }
        Ok(())
    }

    /// Opens the explorer's page with this address (`?q=passenger`, `#…`, `embed.html`) and waits until it is ready.
    pub async fn open(&self, address: &str) -> Outcome {
        self.go(address).await?;
        self.ready().await?;
        self.has_all_texts().await
    }

    /// Waits until the long texts are there: a search finds more then and an initiative says more, so what is read before
    /// then may change.
    pub async fn has_all_texts(&self) -> Outcome {
        let is_busy = "return root.querySelector('[aria-busy=true]') !== null";
        self.wait("all texts", async || Ok(self.script(is_busy, Vec::new()).await? == false)).await
    }

    /// Opens an address and waits for nothing but the document.
    pub async fn go(&self, address: &str) -> Outcome {
        self.go_to(&format!("{}{address}", self.server.address())).await
    }

    /// Opens a whole address, on whichever server. What the page that is left complained about is kept.
    pub async fn go_to(&self, address: &str) -> Outcome {
        self.keep_complaints().await?;
        if address.contains('#') {
            // The same document with another fragment would only be scrolled.
            self.client.goto("about:blank").await?;
        }
        self.client.goto(address).await?;
        Ok(())
    }

    async fn keep_complaints(&self) -> Outcome {
        let heard = self.hear().await?;
        self.heard.borrow_mut().extend(heard);
        Ok(())
    }

    /// Opens a page of somebody else's, at `host.html` and `address`: [`host_page`], without our policy. Waits for nothing
    /// but the document.
    pub async fn go_host(&self, body: &str, address: &str) -> Outcome {
        self.server.answer("/host.html", host_page(body));
        self.go(&format!("host.html{address}")).await
    }

    /// The same with the [`SCRIPT`] before the body, and waits until the explorer in it is ready.
    pub async fn open_host(&self, body: &str, address: &str) -> Outcome {
        self.go_host(&format!("{SCRIPT}{body}"), address).await?;
        self.wait_ready(1).await
    }

    /// What explorers have told the page that [`Self::go_host`] opened, of one kind: `[id, name, detail]`.
    pub async fn told(&self, kind: &str) -> Outcome<Vec<Value>> {
        self.ask_with("return told.filter((one) => one[1] === arguments[0])", vec![json!(kind)]).await
    }

    /// Waits until so many explorers have said that they are ready.
    pub async fn wait_ready(&self, n: usize) -> Outcome {
        self.wait_equal(async || Ok(self.told("ready").await?.len()), n).await
    }

    /// Runs an asynchronous script in the page and gives what it returns.
    pub async fn run(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const sleep = (ms) => new Promise((then) => setTimeout(then, ms));
             const until = async (what, holds) => {{
               const begun = performance.now();
               for (;;) {{
                 let seen; try {{ seen = holds(); }} catch (why) {{ seen = undefined; }}
                 if (seen) return seen;
                 if (performance.now() - begun > 8000) throw new Error(`waited for ${{what}}`);
                 await sleep(10);
               }}
             }};
             const same = (is, expected, what) => {{
               const [left, right] = [JSON.stringify(is), JSON.stringify(expected)];
               if (left !== right) throw new Error(`${{what}}: ${{left}}, not ${{right}}`);
             }};
             (async (...given) => {{ {body} }})(...arguments).then((value) => done(['', value ?? null]), (why) => done([`${{why}} ${{why.stack ?? ''}}`]))"
        );
        let answer = self.client.execute_async(&script, arguments).await?;
        match answer[0].as_str() {
            Some("") => Ok(answer[1].clone()),
            Some(why) => Err(why.to_owned().into()),
            None => Err(format!("no answer: {answer}").into()),
        }
    }

    /// Waits until the explorer has taken the place of its fallback.
    pub async fn ready(&self) -> Outcome {
        self.wait("the explorer's heading", async || Ok(self.root().await?.find(Locator::Css(WHOLE)).await.is_ok()))
            .await
    }

    /// The explorer's element.
    pub async fn host(&self) -> Outcome<Element> {
        Ok(self.client.find(Locator::Css("security-union-explorer")).await?)
    }

    /// Its open shadow root.
    pub async fn root(&self) -> Outcome<ShadowRoot> {
        Ok(self.host().await?.shadow_root().await?)
    }

    /// The first element that a selector finds inside the explorer, as soon as there is one.
    pub async fn one(&self, selector: &str) -> Outcome<Element> {
        self.found(selector, async || Ok(self.all(selector).await?.into_iter().next())).await
    }

    /// All elements that a selector finds inside the explorer now.
    pub async fn all(&self, selector: &str) -> Outcome<Vec<Element>> {
        Ok(self.root().await?.find_all(Locator::Css(selector)).await?)
    }

    /// What is shown with this role now; with this accessible name, if one is given. `/…/` is a regular expression.
    pub async fn by_role(&self, role: &str, name: Option<&str>) -> Outcome<Vec<Element>> {
        let found: Vec<Value> = self.ask_with(BY_ROLE, vec![json!(role), json!(name)]).await?;
        found.iter().map(|one| self.element(one)).collect()
    }

    /// An element that a script returned.
    pub fn element(&self, returned: &Value) -> Outcome<Element> {
        let id = returned.as_object().and_then(|one| one.values().next()).and_then(Value::as_str);
        let id = id.ok_or("not an element")?.to_owned();
        Ok(Element::from_element_id(self.client.clone(), id.into()))
    }

    /// The first shown element of this role and name, as soon as there is one.
    pub async fn role(&self, role: &str, name: &str) -> Outcome<Element> {
        let find = async || Ok(self.by_role(role, Some(name)).await?.into_iter().next());
        self.found(&format!("{role} {name:?}"), find).await
    }

    /// A button by its name.
    pub async fn button(&self, name: &str) -> Outcome<Element> {
        self.role("button", name).await
    }

    /// A link by its name.
    pub async fn link(&self, name: &str) -> Outcome<Element> {
        self.role("link", name).await
    }

    /// A heading by its text.
    pub async fn heading(&self, name: &str) -> Outcome<Element> {
        self.role("heading", name).await
    }

    /// Presses the first shown element of this role and name.
    pub async fn click(&self, role: &str, name: &str) -> Outcome {
        let element = self.role(role, name).await?;
        self.click_on(&element).await
    }

    /// Brings an element into the middle of the window and presses it. WebKitGTK's driver does not scroll to what is
    /// inside something that is laid out only when it comes into sight.
    pub async fn click_on(&self, element: &Element) -> Outcome {
        let script = "\
            const [element] = arguments;
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const { top, bottom } = element.getBoundingClientRect();
            return [top, top >= 0 && bottom <= innerHeight]";
        let mut before = f64::NAN;
        self.wait("an element to come into sight", async || {
            let (top, is_in_sight): (f64, bool) = self.ask_with(script, vec![json!(element)]).await?;
            // Asked again, Firefox moves what is in the middle by a pixel to and fro.
            let is_still = (top - before).abs() < 1.5 && is_in_sight;
            before = top;
            Ok(is_still)
        })
        .await?;
        element.click().await?;
        Ok(())
    }

    /// The names (or texts) of what is shown with this role and name now.
    pub async fn names(&self, role: &str, name: Option<&str>) -> Outcome<Vec<String>> {
        let script = BY_ROLE.replace("length > 0);", "length > 0).map(nameOf);");
        self.ask_with(&script, vec![json!(role), json!(name)]).await
    }

    /// The first whole number in the name of the first link that is shown with this name now.
    pub async fn number_in_link(&self, name: &str) -> Outcome<usize> {
        let names = self.names("link", Some(name)).await?;
        names.first().and_then(|name| first_number(name)).ok_or_else(|| format!("no number in a link {name}").into())
    }

    /// How many initiatives the headline says have changed.
    pub async fn moved(&self) -> Outcome<usize> {
        self.number_in_link("/(has|have) changed status$/").await
    }

    /// What stands in a field.
    pub async fn value(&self, role: &str, name: &str) -> Outcome<String> {
        let value = self.role(role, name).await?.prop("value").await?;
        value.ok_or_else(|| format!("{role} {name:?} has no value").into())
    }

    /// What the heading of the results says: "12 of 250 initiatives".
    pub async fn count_heading(&self) -> Outcome<String> {
        Ok(self.role("heading", COUNT_HEADING).await?.text().await?)
    }

    /// How many initiatives the heading of the results says there are.
    pub async fn count(&self) -> Outcome<usize> {
        first_number(&self.count_heading().await?).ok_or_else(|| "a heading without a number".into())
    }

    /// Waits until the heading of the results says so many.
    pub async fn wait_count(&self, n: usize) -> Outcome {
        self.wait_equal(async || self.count().await, n).await
    }

    /// Waits until the heading of the results says that it is all initiatives.
    pub async fn wait_all(&self) -> Outcome {
        self.wait("all initiatives", async || Ok(self.count_heading().await?.starts_with("All"))).await
    }

    /// Waits until the heading of the results says another number, and gives it.
    pub async fn count_other_than(&self, n: usize) -> Outcome<usize> {
        self.found(&format!("another count than {n}"), async || Ok(Some(self.count().await?).filter(|now| *now != n)))
            .await
    }

    /// From now on what would be saved is put into `saved` and `savedAs`, what would be copied into `copied`; the clipboard
    /// refuses once `denies` is set.
    pub async fn keep_what_leaves(&self) -> Outcome {
        let listen = "\
            window.saved = [];
            URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved.push(text)); return '#'; };
            HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
            Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
              writeText: (text) => { window.copied = text; return window.denies ? Promise.reject(new Error('no')) : Promise.resolve(); } } })";
        self.script(listen, Vec::new()).await?;
        Ok(())
    }

    /// The text of the first file that is saved since [`Self::keep_what_leaves`].
    pub async fn saved(&self) -> Outcome<String> {
        self.found("a file", async || self.ask("return window.saved[0] ?? null").await).await
    }

    /// Presses a button that copies, where the page may not since [`Self::keep_what_leaves`], and gives the text that the
    /// reader can copy instead.
    pub async fn copied_by_hand(&self, button: &str) -> Outcome<String> {
        self.script("window.denies = true", Vec::new()).await?;
        self.click("button", button).await?;
        self.value("textbox", "The browser does not allow copying here. Select this text and copy it").await
    }

    /// Has all of a view drawn, as for a print, until `afterprint`: else only what is in sight is.
    pub async fn draw_all(&self) -> Outcome {
        self.script("dispatchEvent(new Event('beforeprint'))", Vec::new()).await?;
        let has_all = "return !root.querySelector('[data-block]:empty')";
        self.wait("all rows", async || self.ask(has_all).await).await
    }

    /// Scrolls through a long view until a link in it is drawn, and stays in sight.
    pub async fn scroll_to_link(&self, name: &str) -> Outcome {
        let links = "root.querySelectorAll('.results a, .results .link')";
        let find = format!("[...{links}].find((one) => one.textContent.trim() === {})", json!(name));
        self.scroll_to(&find).await
    }

    /// Scrolls through a long view, block after block as each is drawn, until there is what an expression finds, and it
    /// stays in sight.
    pub async fn scroll_to(&self, find: &str) -> Outcome {
        let scroll = format!(
            "
            const found = {find};
            const blocks = root.querySelectorAll('[data-block]');
            const goal = found ?? blocks[arguments[0] % blocks.length];
            if (!goal) return [false, false];
            goal.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            return [Boolean(found), !goal.matches(':empty')]"
        );
        let (mut at, mut times) = (0, 0);
        self.wait(&format!("{find} in sight"), async || {
            let [is_found, is_drawn]: [bool; 2] = self.ask_with(&scroll, vec![json!(at)]).await?;
            // What is above it may turn out higher than was thought.
            times = if is_found { times + 1 } else { 0 };
            at += usize::from(is_drawn && !is_found);
            Ok(times > 3)
        })
        .await
    }

    /// The initiatives of the view, by name, in its order, whichever it is.
    pub async fn rows(&self) -> Outcome<Vec<String>> {
        self.draw_all().await?;
        let script = "\
            const rows = root.querySelectorAll('.results :is(.row, li.card, tbody tr)');
            const names = [...rows].filter((row) => row.getClientRects().length > 0)
              .map((row) => row.querySelector('a[href], button').textContent.trim());
            dispatchEvent(new Event('afterprint'));
            return names";
        self.ask(script).await
    }

    /// Waits until the view of this name is the current one.
    pub async fn wait_view(&self, name: &str) -> Outcome {
        let current = "return root.querySelector('.views [aria-current]')?.textContent ?? ''";
        self.wait_equal(async || self.ask(current).await, name.to_owned()).await
    }

    /// Has the explorer show what a query says.
    pub async fn set_query(&self, query: &str) -> Outcome {
        self.script("root.host.query = arguments[0]", vec![json!(query)]).await?;
        Ok(())
    }

    /// Writes into the search.
    pub async fn search(&self, text: &str) -> Outcome {
        self.role("searchbox", "Search initiatives").await?.send_keys(text).await?;
        Ok(())
    }

    /// Writes into a field over what stands there, and leaves it.
    pub async fn fill(&self, label: &str, text: &str) -> Outcome {
        // Not by a click: WebKitGTK's driver finds a text field's own inside in its way when it is in a shadow root.
        let field = self.role("textbox", label).await?;
        self.script("arguments[0].focus(); arguments[0].select()", vec![json!(field)]).await?;
        // By keys where the focus is: writing into an element would first move the caret to its end.
        self.press(text.chars().chain([Key::Enter.into()])).await
    }

    /// The checkbox of a filter's value, by the value's name: its own name has the count after it.
    pub async fn choice(&self, value: &str) -> Outcome<Element> {
        self.role("checkbox", &choice_name(value)).await
    }

    /// Ticks a filter's value, or takes the tick away.
    pub async fn tick(&self, value: &str) -> Outcome {
        let choice = self.choice(value).await?;
        self.click_on(&choice).await
    }

    /// The count beside a filter's value.
    pub async fn choice_count(&self, value: &str) -> Outcome<usize> {
        let names = self.names("checkbox", Some(&choice_name(value))).await?;
        let name = names.first().ok_or_else(|| format!("no filter {value:?}"))?;
        let digits: String = name.trim_start_matches(value).chars().filter(char::is_ascii_digit).collect();
        Ok(digits.parse()?)
    }

    /// What the page's own content, the fallback, shows.
    pub async fn fallback(&self) -> Outcome<String> {
        let script = "const own = document.querySelectorAll('security-union-explorer > *'); \
             return [...own].filter((one) => one.getClientRects().length > 0).map((one) => one.innerText).join('\\n')";
        self.ask(script).await
    }

    /// The page's title.
    pub async fn title(&self) -> Outcome<String> {
        Ok(self.client.title().await?)
    }

    /// Opens an address inside a frame so wide: windows cannot be made as narrow as telephones in every engine.
    pub async fn open_framed(&self, width: u32, address: &str) -> Outcome {
        let frame = format!(
            "<html xmlns='http://www.w3.org/1999/xhtml'><body style='margin:0'>\
             <iframe src='/{address}' style='border:0;width:{width}px;height:800px'></iframe></body></html>",
            address = address.replace('&', "&amp;")
        );
        self.server.answer("/e2e/frame", Answer::Content("application/xhtml+xml", frame.into_bytes()));
        self.go("e2e/frame").await?;
        self.enter_frame().await?;
        self.has_all_texts().await?;
        self.wait_equal(async || self.ask("return innerWidth").await, width).await
    }

    /// Enters the first frame of the page, and waits until the explorer in it is ready.
    pub async fn enter_frame(&self) -> Outcome {
        self.client.find(Locator::Css("iframe")).await?.enter_frame().await?;
        self.ready().await
    }

    /// How high the first frame of the page is.
    pub async fn frame_height(&self) -> Outcome<u64> {
        self.ask("return document.querySelector('iframe').clientHeight").await
    }

    /// Makes the frame of [`Self::open_framed`] this wide, and waits until its page is drawn so.
    pub async fn widen_frame(&self, width: u32) -> Outcome {
        let widen = "const [width] = given;
            frameElement.style.width = `${width}px`;
            await until('the width', () => innerWidth === width);
            // What it measures it draws in the next frame, and what that changes in the one after.
            for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame);
            await sleep(50)";
        self.run(widen, vec![json!(width)]).await?;
        Ok(())
    }

    /// Leaves the frame; fails when its page complained.
    pub async fn leave_frame(&self) -> Outcome {
        let complaints = self.complaints().await;
        self.client.clone().enter_parent_frame().await?;
        if complaints.is_empty() {
            Ok(())
        } else {
            Err(format!("the page complains: {}", complaints.join("; ")).into())
        }
    }

    /// Everything that is to be read inside the explorer.
    pub async fn text(&self) -> Outcome<String> {
        self.ask("return [...root.children].map((child) => child.innerText ?? '').join('\\n')").await
    }

    /// Runs a script in the page, where `root` is the explorer's shadow root (or null) and `arguments` is what is given.
    pub async fn script(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let script =
            format!("const root = document.querySelector('security-union-explorer')?.shadowRoot ?? null; {body}");
        Ok(self.client.execute(&script, arguments).await?)
    }

    /// The same for a script without arguments whose answer is of a known type.
    pub async fn ask<T: DeserializeOwned>(&self, body: &str) -> Outcome<T> {
        self.ask_with(body, Vec::new()).await
    }

    /// The same with arguments.
    pub async fn ask_with<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> Outcome<T> {
        Ok(serde_json::from_value(self.script(body, arguments).await?)?)
    }

    /// Waits until a condition holds. What is not there yet, or no longer, counts as not holding.
    pub async fn wait<F: AsyncFnMut() -> Outcome<bool>>(&self, what: &str, mut holds: F) -> Outcome {
        self.found(what, async || Ok(holds().await?.then_some(()))).await
    }

    /// Waits until two things are equal; says what was seen instead.
    pub async fn wait_equal<T: PartialEq + Debug, F: AsyncFnMut() -> Outcome<T>>(&self, is: F, expected: T) -> Outcome {
        let mut is = is;
        let begun = Instant::now();
        loop {
            let seen = is().await;
            if seen.as_ref().is_ok_and(|seen| *seen == expected) {
                return Ok(());
            }
            if PATIENCE < begun.elapsed() {
                return Err(format!("expected {expected:?}, saw {seen:?}").into());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    async fn found<T, F: AsyncFnMut() -> Outcome<Option<T>>>(&self, what: &str, mut find: F) -> Outcome<T> {
        let begun = Instant::now();
        loop {
            let why = match find().await {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => String::new(),
                Err(why) => format!(": {why}"),
            };
            if PATIENCE < begun.elapsed() {
                return Err(format!("waited {} s for {what}{why}", PATIENCE.as_secs()).into());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Presses keys one after another, wherever the focus is: letters (a space is one), and a [`Key`] for what is none.
    pub async fn press(&self, keys: impl IntoIterator<Item = impl Into<char>>) -> Outcome {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.into_iter().map(Into::into) {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await?;
        Ok(())
    }

    /// Presses keys together: all go down in their order, then up again.
    pub async fn chord(&self, keys: &[impl Copy + Into<char>]) -> Outcome {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: (*key).into() });
        }
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value: (*key).into() });
        }
        self.client.perform_actions(actions).await?;
        Ok(())
    }

    /// What has the focus inside the explorer, as its name or text; empty when nothing has.
    pub async fn focused(&self) -> Outcome<String> {
        let script = "const at = root?.activeElement; \
             return at ? (at.getAttribute('aria-label') || at.innerText || at.id || at.localName).trim() : ''";
        self.ask(script).await
    }

    /// Gives the focus to the first element that a selector finds inside the explorer now.
    pub async fn focus(&self, selector: &str) -> Outcome {
        self.script(&format!("root.querySelector({}).focus()", json!(selector)), Vec::new()).await?;
        Ok(())
    }

    /// Waits until something inside the explorer has the focus: what goes must not take it along.
    pub async fn wait_focus(&self) -> Outcome {
        self.wait("a focus", async || Ok(!self.focused().await?.is_empty())).await
    }

    /// Waits until what has this name or text has the focus.
    pub async fn wait_focus_on(&self, name: &str) -> Outcome {
        self.wait_equal(async || self.focused().await, name.to_owned()).await
    }

    /// Waits until the link of this name has the focus: a heading may have the same text.
    pub async fn wait_focus_on_link(&self, name: &str) -> Outcome {
        let element = "return root.activeElement?.localName + ' ' + root.activeElement?.innerText";
        self.wait_equal(async || self.ask(element).await, format!("a {name}")).await
    }

    /// The address after the server's: `?view=list`.
    pub async fn address(&self) -> Outcome<String> {
        let address = self.client.current_url().await?.to_string();
        Ok(address.strip_prefix(&self.server.address()).unwrap_or(&address).to_owned())
    }

    /// Waits until this is the address after the server's.
    pub async fn wait_address(&self, address: &str) -> Outcome {
        self.wait_equal(async || self.address().await, address.to_owned()).await
    }

    /// Makes the window this wide and high.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.client.set_window_size(width, height).await?;
        Ok(())
    }

    /// Shows the dark colours: by the system's wish in Chromium; elsewhere, where a driver cannot pretend that, as on a
    /// page that is dark whatever the system wishes. Fails when the page is not dark then.
    pub async fn darken(&self) -> Outcome {
        if self.engine == Engine::Chromium {
            self.emulate(json!([{ "name": "prefers-color-scheme", "value": "dark" }])).await?;
        } else {
            self.script("document.documentElement.style.colorScheme = 'dark'", Vec::new()).await?;
        }
        let is_dark = "const ink = getComputedStyle(root.querySelector('.explorer')).color.match(/[0-9.]+/g).map(Number); \
             return ink[0] + ink[1] + ink[2] > 3 * 160";
        self.wait("light ink", async || self.ask(is_dark).await).await
    }

    /// Pretends media features. Chromium only: no other driver can.
    pub async fn emulate(&self, features: Value) -> Outcome {
        let parameters = json!({ "media": "", "features": features });
        self.client.issue_cmd(DevTools { method: "Emulation.setEmulatedMedia", parameters }).await?;
        Ok(())
    }

    /// What Chromium tells a screen reader. Chromium only.
    pub async fn accessibility_tree(&self) -> Outcome<Value> {
        let command = DevTools { method: "Accessibility.getFullAXTree", parameters: json!({}) };
        let answer = self.client.issue_cmd(command).await?;
        Ok(answer)
    }

    /// Collects all rubbish of the page now, however late the engine would have. Chromium only.
    pub async fn collect_garbage(&self) -> Outcome<()> {
        let collect = DevTools { method: "HeapProfiler.collectGarbage", parameters: json!({}) };
        self.client.issue_cmd(collect).await?;
        Ok(())
    }

    /// How many of the `WeakRef`s in a global array still have what they refer to, after all rubbish was collected.
    /// Chromium only.
    pub async fn living_of(&self, list: &str) -> Outcome<u64> {
        self.collect_garbage().await?;
        let alive = format!("return window[{list:?}].filter((one) => one.deref()).length");
        self.ask(&alive).await
    }

    /// A complaint with this in it is expected and does not fail the scenario.
    pub fn pardon(&self, part: &str) {
        self.pardoned.borrow_mut().push(part.to_owned());
    }

    /// What this page and those before it complained about, without what is pardoned.
    pub async fn complaints(&self) -> Vec<String> {
        // What hangs is restarted by who runs the scenarios; what was heard before is told all the same.
        let now = tokio::time::timeout(PATIENCE, self.hear()).await.ok().and_then(Result::ok).unwrap_or_default();
        let heard: Vec<String> = self.heard.borrow().iter().cloned().chain(now).collect();
        let pardoned = self.pardoned.borrow();
        heard.into_iter().filter(|one| !pardoned.iter().any(|part| one.contains(part.as_str()))).collect()
    }

    /// What the page that is open complained about, and the pages in its frames, as far as one may look into them.
    async fn hear(&self) -> Result<Vec<String>, CmdError> {
        let of_all = "\
            const of = (one) => {
              try { return [...(one.complaints ?? []), ...Array.from(one.frames).flatMap(of)]; } catch { return []; }
            };
            let outermost = window;
            try { while (outermost.parent !== outermost && outermost.parent.document) outermost = outermost.parent; } catch { }
            // As one text: a page may have its own idea of how a list is written.
            return of(outermost).join('\\u0001')";
        let heard = self.client.execute(of_all, Vec::new()).await?;
        let heard = heard.as_str().unwrap_or_default().split('\u{1}').filter(|one| !one.is_empty());
        Ok(heard.map(str::to_owned).collect())
    }

    /// The server answers everything with its file again, and forgets what it was asked. Its pages are listened to as before.
    pub fn mend(&self) {
        self.server.reset();
        listen_to(&self.server);
    }

    /// The server: its faults, and what it was asked.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The WebDriver session, for what has no word here yet.
    pub fn client(&self) -> &Client {
        &self.client
    }
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct DevTools {
    method: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.method, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}
