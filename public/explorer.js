// The custom element <security-union-explorer>: the only way in. It loads the module, the style and nothing else, once
// for all elements of a page, and starts an explorer in each. Until then, and if it cannot start, the element's own
// children show.

const FILES = {
  glue: './security-union-explorer.js',
  wasm: './security-union-explorer_bg.wasm',
  style: './explorer.css',
  data: './data/security-union.json',
};

const at = (path) => new URL(path, import.meta.url);

let loading;
let tries = 0;

/** The module and the style sheet, shared by all elements. A failure is forgotten, so that a later try can succeed. */
function load() {
  loading ??= Promise.all([module(), style()]).catch((why) => {
    loading = undefined;
    throw why;
  });
  return loading;
}

async function module() {
  // A browser may remember that a module failed: a later try asks for it by another name.
  const again = tries++ === 0 ? '' : `?again=${tries}`;
  const glue = await import(at(FILES.glue + again));
  await glue.default({ module_or_path: at(FILES.wasm) });
  return glue;
}

async function style() {
  const response = await fetch(at(FILES.style));
  if (!response.ok) throw new Error(`${response.status} for the style sheet`);
  return new CSSStyleSheet().replace(await response.text());
}

class SecurityUnionExplorer extends HTMLElement {
  #running;

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    // An element that is moved is taken out and put in again at once: its explorer lives on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  async #start() {
    try {
      const [glue, sheet] = await load();
      if (!this.isConnected || this.#running) return;
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = [sheet];
      const root = document.createElement('div');
      root.addEventListener('explorer-failed', () => this.#explain(new Error('it broke; the console says where')));
      shadow.replaceChildren(root);
      const src = this.getAttribute('src');
      const data = src === null ? at(FILES.data) : new URL(src, document.baseURI);
      this.#running = glue.mount(root, data.href, this.getAttribute('address') ?? 'none');
    } catch (why) {
      this.#explain(why);
    }
  }

  #stop() {
    this.#running?.unmount();
    this.#running?.free();
    this.#running = undefined;
  }

  /** The children stay, with one line that says why there is no more than them. */
  #explain(why) {
    // What broke is not asked to clean up after itself.
    this.#running = undefined;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    line.textContent = `The interactive explorer could not start here: ${why.message ?? why}. `;
    const again = document.createElement('button');
    again.textContent = 'Try again';
    again.addEventListener('click', () => {
      line.remove();
      this.#start();
    });
    line.append(again);
    shadow.replaceChildren(line, document.createElement('slot'));
  }
}

customElements.define('security-union-explorer', SecurityUnionExplorer);
