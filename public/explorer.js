// The custom element <security-union-explorer>: the only way in. It loads the module, the style and nothing else, once
// for all elements of a page, and starts an explorer in each. Until then, and if it cannot start, the element's own
// children show. The host page is not touched: whatever is needed stands in the shadow root.

// The release fills in the names and the hashes. As they stand, `integrity of` something is no hash, and so means none.
const GLUE = './security-union-explorer.js';
const GLUE_INTEGRITY = 'integrity of glue';
const WASM = './security-union-explorer_bg.wasm';
const WASM_INTEGRITY = 'integrity of wasm';
const STYLE = './explorer.css';
const STYLE_INTEGRITY = 'integrity of style';
const DATA = './data/security-union.json';
const DATA_INTEGRITY = 'integrity of data';

// First three that need another explorer, then six of the state that it begins with, then those of its look.
const ATTRIBUTES = 'src lang address view area query locked as-of baseline controls theme'.split(' ');

const at = (path) => new URL(path, import.meta.url).href;
const made = (tag) => document.createElement(tag);

let loading;
let tries = 0;

/** Why the module did not come to the other elements: they ask for it themselves. */
const GONE = Symbol('gone');

/** When the page has been drawn once, or soon: what it has to say itself comes before our bytes. */
const drawn = new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 250);
});

/** Elements that were taken out a moment ago. Each stops when it stays out, or when another needs what it has. */
const leaving = new Set();

/** The module and the style sheet, shared by all elements. A failure is forgotten, so that a later try can succeed. */
function load(shadow) {
  loading ??= drawn.then(() => Promise.all([module(shadow), style()])).catch((why) => {
    loading = undefined;
    throw why;
  });
  return loading;
}

async function module(shadow) {
  // A browser may remember that a module failed: a later try asks for it by another name.
  const again = tries++ === 0 ? '' : `?again=${tries}`;
  const wasm = fetch(at(WASM), { integrity: WASM_INTEGRITY });
  // Handled below; without this a glue that fails first would leave it unhandled.
  wasm.catch(() => {});
  const address = at(GLUE + again);
  await checked(address, shadow);
  const glue = await import(address);
  await glue.default({ module_or_path: wasm });
  // A slow telephone is busy with that for long enough: the browser has its turn.
  await new Promise((done) => setTimeout(done));
  return glue;
}

/**
 * `import()` takes no hash, but what a preloading link has refused it does not run. WebKit's link takes none either: so
 * the bytes are checked on their own as well, which are then in the browser's cache.
 */
function checked(href, shadow) {
  const preloaded = new Promise((done, fail) => {
    const link = made('link');
    // A policy that goes by nonces wants the page's own.
    const nonce = document.querySelector('script[nonce]')?.nonce;
    Object.assign(link, { rel: 'modulepreload', integrity: GLUE_INTEGRITY, crossOrigin: 'anonymous', nonce, href });
    // An element that is taken away takes its link along, which then says nothing more.
    link.addEventListener('gone', () => fail(GONE));
    if (!shadow.isConnected) return fail(GONE);
    link.onload = () => {
      link.remove();
      done();
    };
    link.onerror = () => {
      link.remove();
      fail('its files are missing');
    };
    shadow.append(link);
  });
  return Promise.all([fetch(href, { integrity: GLUE_INTEGRITY }), preloaded]);
}

async function style() {
  // An answer that is not the sheet has another hash.
  const response = await fetch(at(STYLE), { integrity: STYLE_INTEGRITY });
  return new CSSStyleSheet().replace(await response.text());
}

class SecurityUnionExplorer extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  /** Shows the children. It keeps its place while it does: put elsewhere, it would have them laid out once more. */
  #slot;
  #running;
  #isReady = false;
  /** What the visitor had made of it before it was taken away, as an address has it. */
  #kept = '';
  /** What the property put into the attribute `query`. */
  #own = '';
  /** The initiative to open then. */
  #toOpen = '';
  /** The line that says why nothing runs. */
  #line;
  /** Whether attributes changed that were not taken over yet, and one that needs another explorer. */
  #isChanged = false;
  #isOther = false;

  connectedCallback() {
    // Properties that were set before this class was there.
    for (const name of ['query', 'state']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#start();
  }

  disconnectedCallback() {
    // An element that is moved is taken out and put in again within a task: its explorer lives on.
    leaving.add(this);
    setTimeout(() => this.#leave());
  }

  #leave() {
    leaving.delete(this);
    if (this.isConnected) return;
    this.shadowRoot?.querySelector('link')?.dispatchEvent(new Event('gone'));
    this.#stop();
  }

  attributeChangedCallback(name, old, now) {
    if (old === now) return;
    if (!this.#isChanged) queueMicrotask(() => this.#follow());
    this.#isChanged = true;
    const position = ATTRIBUTES.indexOf(name);
    this.#isOther ||= position < 3;
    // Put back with another preset, it shows what that says.
    if (this.#slot && !this.isConnected && position < 9) this.#kept = '';
  }

  /** The state as an address has it: `area=2&view=list`. */
  get query() {
    return this.#isReady ? this.#running.query() : this.#kept || this.getAttribute('query') || '';
  }

  set query(query) {
    // Nothing said means what the attributes say; an empty one means everything.
    const said = query == null ? '' : `${query}`.replace(/^\?/, '') || 'v=1';
    this.#show(said);
    // Until it is there this is the attribute: frameworks set the one where others write the other. It goes when they
    // say nothing any more.
    if (said ? this.#isReady : !this.#own) return;
    this.#own = said;
    if (said) this.setAttribute('query', said);
    else this.removeAttribute('query');
  }

  /** The same as an object: `{ area: '2', view: 'list' }`. */
  get state() {
    return Object.fromEntries(new URLSearchParams(this.query));
  }

  set state(state) {
    // Frameworks pass what is not set as undefined, and several choices as an array.
    const set = Object.entries(state ?? {}).filter(([, value]) => value != null);
    this.query = state && `${new URLSearchParams(set.map(([name, value]) => [name, [value].flat().join('.')]))}`;
  }

  /** Opens an initiative. */
  open(id) {
    if (this.#isReady) this.#running.open(`${id}`);
    else this.#toOpen = `${id}`;
  }

  /** Shows what the attributes say, whatever the visitor chose. */
  reset() {
    this.#show('');
  }

  #show(address) {
    if (!this.#isReady) this.#kept = this.#toOpen = '';
    this.#running?.show(address);
  }

  async #start() {
    if (this.#running || !this.isConnected) return;
    this.#line?.remove();
    this.#line = undefined;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    // The children show until the explorer is there. A page that brings the slot along has them laid out once.
    if (!this.#slot) {
      this.#slot = shadow.querySelector('slot') ?? shadow.appendChild(made('slot'));
      // A page that has keys of its own sees that one is pressed in the element, and not that it is in a field.
      for (const type of ['keydown', 'keypress', 'keyup', 'input'])
        shadow.addEventListener(type, (event) => {
          // Shortcuts are the page's, but for those that edit a field; with Alt, alone or not, letters are typed.
          if ((event.ctrlKey || event.metaKey) && !event.altKey && /^[^acvxyz]$/.test(event.key)) return;
          const isTyped = /^(.$|Arrow|Home|End|Back|Del)/.test(event.key ?? '.');
          if (isTyped && event.target.matches('input,select')) event.stopPropagation();
        });
    }
    try {
      const [glue, sheet] = await load(shadow);
      if (!this.isConnected || this.#running) return;
      // A page that puts a copy in the place of an element means it to have its address too.
      for (const element of leaving) element.#leave();
      shadow.adoptedStyleSheets = [sheet];
      const root = made('div');
      root.addEventListener('failed', () => this.#explain('an error stopped it'));
      const settings = this.#settings(this.#kept);
      shadow.prepend(root);
      const tell = (name, ...told) => {
        // The children go before the focus comes from them: a browser that keeps the place goes by what is above it.
        if (name === 'ready') this.#slot.hidden = true;
        // Told in a task of its own: a listener may do anything, also take this element away.
        queueMicrotask(() => this.#running && this.#tell(name, ...told));
      };
      this.#running = glue.mount(root, { tell }, settings);
    } catch (why) {
      if (why !== GONE) this.#explain(why);
      else this.#start();
    }
  }

  #stop() {
    const running = this.#running;
    if (!running) return;
    // Put back later, it shows what it showed.
    if (this.#isReady) this.#kept = running.changed();
    this.#running = undefined;
    this.#isReady = false;
    running.free();
    this.#showChildren();
  }

  #showChildren(...above) {
    this.#slot.hidden = false;
    this.shadowRoot.replaceChildren(...above, this.#slot);
  }

  /** Takes over the attributes that changed. */
  #follow() {
    const isOther = this.#isOther;
    this.#isChanged = this.#isOther = false;
    // What failed may go well with these.
    if (this.#line) this.#start();
    if (!this.#running) return;
    try {
      if (isOther) {
        this.#stop();
        this.#start();
      } else {
        this.#running.set(this.#settings(this.#kept));
      }
    } catch (why) {
      this.#explain(why);
    }
  }

  /** The attributes, and what it is to begin with instead of what they say. */
  #settings(shown) {
    const settings = new URLSearchParams(shown && { shown });
    for (const name of ATTRIBUTES) {
      const value = this.getAttribute(name);
      // An empty one says as much as none.
      if (value) settings.set(name, value);
    }
    const src = this.getAttribute('src');
    if (src && !URL.canParse(src, document.baseURI)) throw new Error(`its src is no URL: ${src}`);
    settings.set('src', src ? new URL(src, document.baseURI).href : at(DATA));
    if (!src) settings.set('integrity', DATA_INTEGRITY);
    return `${settings}`;
  }

  #tell(name, text, total, matching) {
    if (name === 'ready') {
      this.#isReady = true;
      if (this.#toOpen) this.#running.open(this.#toOpen);
      this.#kept = this.#toOpen = '';
    }
    const detail =
      name === 'error' ? { message: text } : name === 'open' ? { id: text } : { query: text, total, matching };
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** The children stay, with one line that says why there is no more than them. */
  #explain(why) {
    // What broke is not asked to clean up after itself.
    this.#running = undefined;
    this.#isReady = false;
    const message = `The explorer cannot run (${why?.message ?? why}).`;
    const line = (this.#line = made('p'));
    Object.assign(line, { role: 'alert', lang: 'en', dir: 'ltr', textContent: `${message} ` });
    const again = made('button');
    again.append('Try again');
    again.onclick = () => this.#start();
    // The line is gone by then, if somebody was quicker.
    addEventListener('online', () => this.#line && this.#start(), { once: true });
    // A new release may have taken the place of the files that this page names.
    line.append(again, ' or reload the page.');
    this.#showChildren(line);
    this.#tell('error', message);
  }
}

const NAME = 'security-union-explorer';
// A page has one release: a second one cannot define the same element.
if (customElements.get(NAME)) console.warn(NAME, 'exists');
else customElements.define(NAME, SecurityUnionExplorer);
