//! The page as a visitor finds it: the only file that knows how things are found. What is looked for is looked for
//! inside the explorer's shadow root, by role and name first, and waited for.

#![allow(dead_code, reason = "words for scenarios to come")]

use std::cell::RefCell;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ShadowRoot};
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use xtask::serve::{Answer, Server};

use crate::driver::{Browser, Engine};
use crate::scenario::Outcome;

/// Put into every page, before anything else runs.
pub const WATCH_TAG: &str = "<script src=\"/e2e/watch.js\"></script>";

/// Hears what the page complains about.
const WATCH: &str = "\
'use strict';
window.complaints = [];
{
  const hear = (kind, text) => window.complaints.push(`${kind}: ${text}`);
  addEventListener('error', (event) => hear('error', `${event.message} (${event.filename}:${event.lineno})`));
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
  .filter((element) => element.getClientRects().length > 0 && !element.closest('[aria-hidden=true]') && fits(element));
";

/// How long something may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// The page of one scenario, with the server behind it.
pub struct Page {
    engine: Engine,
    client: Client,
    server: Server,
    pardoned: RefCell<Vec<String>>,
}

impl Page {
    /// A page in `browser`, served by `server`.
    pub fn new(browser: &Browser, server: Server) -> Self {
        let (engine, client) = (browser.engine(), browser.client().clone());
        server.answer("/e2e/watch.js", Answer::Content("text/javascript; charset=utf-8", WATCH.into()));
        Self { engine, client, server, pardoned: RefCell::default() }
    }

    /// Leaves what the scenario before left.
    pub async fn begin(&self) -> Outcome {
        self.client.goto("about:blank").await?;
        self.resize(1280, 900).await?;
        if self.engine == Engine::Chromium {
            self.emulate(json!([])).await?;
        }
        Ok(())
    }

    /// Opens the explorer's page with this address (`?q=passenger`, `#…`, `embed.html`) and waits until it is ready.
    pub async fn open(&self, address: &str) -> Outcome {
        self.go(address).await?;
        self.ready().await
    }

    /// Opens an address and waits for nothing but the document.
    pub async fn go(&self, address: &str) -> Outcome {
        // The same document with another fragment would only be scrolled.
        self.client.goto("about:blank").await?;
        self.client.goto(&format!("{}{address}", self.server.address())).await?;
        Ok(())
    }

    /// Waits until the explorer has taken the place of its fallback.
    pub async fn ready(&self) -> Outcome {
        self.wait("the explorer's heading", async || Ok(self.root().await?.find(Locator::Css("h1")).await.is_ok()))
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
        let found = self.script(BY_ROLE, vec![json!(role), json!(name)]);
        let Value::Array(found) = found.await? else {
            return Err("elements are a list".into());
        };
        found
            .into_iter()
            .map(|one| {
                let id = one.as_object().and_then(|one| one.values().next()).and_then(Value::as_str);
                let id = id.ok_or("not an element")?.to_owned();
                Ok(Element::from_element_id(self.client.clone(), id.into()))
            })
            .collect()
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

    /// Everything that is to be read inside the explorer.
    pub async fn text(&self) -> Outcome<String> {
        let text = "return [...root.children].map((child) => child.innerText ?? '').join('\\n')";
        Ok(self.script(text, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page, where `root` is the explorer's shadow root (or null) and `arguments` is what is given.
    pub async fn script(&self, body: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let script =
            format!("const root = document.querySelector('security-union-explorer')?.shadowRoot ?? null; {body}");
        Ok(self.client.execute(&script, arguments).await?)
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

    /// Presses keys one after another, wherever the focus is. [`fantoccini::key::Key`] has those without a letter.
    pub async fn press(&self, keys: impl IntoIterator<Item = char>) -> Outcome {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await?;
        Ok(())
    }

    /// What has the focus inside the explorer, as its name or text; empty when nothing has.
    pub async fn focused(&self) -> Outcome<String> {
        let script = "const at = root?.activeElement; \
             return at ? (at.getAttribute('aria-label') || at.innerText || at.id || at.localName).trim() : ''";
        Ok(self.script(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// The address after the server's: `?view=list`.
    pub async fn address(&self) -> Outcome<String> {
        let address = self.client.current_url().await?.to_string();
        Ok(address.strip_prefix(&self.server.address()).unwrap_or(&address).to_owned())
    }

    /// Makes the window this wide and high.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.client.set_window_size(width, height).await?;
        Ok(())
    }

    /// Shows the dark colours: by the system's wish in Chromium, by the element's own attribute elsewhere.
    pub async fn darken(&self) -> Outcome {
        if self.engine == Engine::Chromium {
            return self.emulate(json!([{ "name": "prefers-color-scheme", "value": "dark" }])).await;
        }
        let set = "document.querySelector('security-union-explorer').setAttribute('theme', 'dark')";
        self.script(set, Vec::new()).await?;
        Ok(())
    }

    /// Pretends media features. Chromium only: no other driver can.
    pub async fn emulate(&self, features: Value) -> Outcome {
        let parameters = json!({ "media": "", "features": features });
        self.client.issue_cmd(DevTools { method: "Emulation.setEmulatedMedia", parameters }).await?;
        Ok(())
    }

    /// A complaint with this in it is expected and does not fail the scenario.
    pub fn pardon(&self, part: &str) {
        self.pardoned.borrow_mut().push(part.to_owned());
    }

    /// What the page complained about since it was opened, without what is pardoned.
    pub async fn complaints(&self) -> Result<Vec<String>, CmdError> {
        let heard = self.client.execute("return window.complaints ?? []", Vec::new()).await?;
        let heard: Vec<String> = serde_json::from_value(heard)?;
        let pardoned = self.pardoned.borrow();
        Ok(heard.into_iter().filter(|one| !pardoned.iter().any(|part| one.contains(part.as_str()))).collect())
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
