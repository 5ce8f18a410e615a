// The page that makes the code for other pages: what is chosen becomes attributes; the preview has them, and the code.
// The content without script is read from an explorer that shows the same preset as a table.

const form = document.getElementById('choices');
const preview = document.querySelector('#preview > *');
const reader = document.querySelector('#reader > *');
const code = document.getElementById('code');
const says = document.getElementById('says');
const copy = document.getElementById('copy');
const here = new URL('./', import.meta.url);

says.textContent = 'Loading the data …';
// As it is on the server now: code that names files of two releases would not run.
const json = async (path) => (await fetch(new URL(path, here), { cache: 'no-cache' })).json();
const [facts, release] = await Promise.all([json('data/security-union.json'), json('files.json')]).catch((why) => {
  says.textContent = 'The data could not be loaded. Reload this page to make the code.';
  throw why;
});
const file = (pattern) => release.files.find(({ path }) => pattern.test(path));

/** An element with text and children in it; nothing here is ever HTML from a string. */
const make = (name, attributes = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
};

for (const { number, short } of facts.areas) {
  const box = make('input', { type: 'checkbox', name: 'area', value: number });
  document.getElementById('areas').append(make('label', {}, box, ` ${number} ${short}`));
}
for (const { path } of release.files) {
  const language = path.match(/^messages\/([a-z]{2})\.json$/)?.[1];
  if (!language) continue;
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language);
  form.elements.lang.append(make('option', { value: language }, name));
}
Object.assign(form.elements['as-of'], { value: facts.checked_through, max: facts.checked_through });

const chosen = (name) => Array.from(form.querySelectorAll(`[name='${name}']:checked`), (box) => box.value);

const isFrame = () => chosen('form')[0] === 'frame';
// A frame shows the release that its server has: no date of it makes that an older one.
const isFrozen = () => !isFrame() && chosen('facts')[0] === 'frozen';

/** The state in an address: of another page, whose parameters are not ours, only what the explorer keeps there. */
function stateOf(address) {
  // The ready-made page of an initiative has its name in the path.
  const [, opened] = address.match(/\/initiative\/([a-z0-9-]+)\/?(?:[?#]|$)/) ?? [];
  if (opened) return `initiative=${opened}`;
  const parts = address.replace(/^(?:[a-z]+:\/\/|[./])?[^?=&]*\?|#.*$/gi, '').split('&');
  const own = parts.filter((part) => part.startsWith('sux-'));
  return own.length ? own.map((part) => part.slice(4)).join('&') : parts.join('&');
}

/** What is chosen, as attributes of the element. */
function attributes() {
  const all = {};
  const put = (name, value) => {
    if (value) all[name] = value;
  };
  // A whole address is taken too, also one of a page on which the explorer keeps its state. Areas and a view that it says count.
  const query = new URLSearchParams(stateOf(form.elements.query.value.trim()));
  const said = (name) => {
    const value = query.get(name);
    query.delete(name);
    return value;
  };
  // Only what they can be: it may have come with a link, and goes into a page.
  put('area', said('area')?.match(/\d+/g)?.join(' ') || chosen('area').join(' '));
  put('view', said('view')?.match(/^[a-z]+$/)?.[0] || form.elements.view.value);
  put('query', `${query}`);
  // What is frozen has no other date.
  put('locked', [...new Set([...chosen('locked'), ...(isFrozen() ? ['dates'] : [])])].join(' '));
  const controls = chosen('controls');
  if (controls.length < form.querySelectorAll("[name='controls']").length) put('controls', controls.join(' ') || 'none');
  if (isFrozen()) {
    const field = form.elements['as-of'];
    // Beyond its facts a release has nothing but plans.
    if (!field.value || field.value > field.max) field.value = field.max;
    put('as-of', field.value);
  }
  put('theme', form.elements.theme.value);
  put('lang', form.elements.lang.value);
  return all;
}

function give(element, wanted) {
  for (const name of ['area', 'view', 'query', 'locked', 'controls', 'as-of', 'theme', 'lang']) {
    if (wanted[name] === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== wanted[name]) element.setAttribute(name, wanted[name]);
  }
}

/** What is out of sight follows when the state has rested for a tenth of a second. */
const rest = () => new Promise((then) => setTimeout(then, 250));

/** The content without script: what the preset selects, with its status and a link to the act. */
async function ownContent(wanted) {
  // The table has every line in the page, whether in sight or not.
  const query = new URLSearchParams(wanted.query);
  const opened = query.get('initiative');
  // What is opened may lie outside the filters: only the dates count then.
  const counts = (name) => (opened ? ['as-of', 'compare'].includes(name) : name !== 'page');
  for (const name of [...query.keys()]) if (!counts(name)) query.delete(name);
  const all = opened && { area: undefined, locked: undefined };
  give(reader, { ...wanted, ...all, query: `${query}`, view: 'table', controls: 'none' });
  await ready;
  reader.reset();
  await rest();
  const byName = new Map(facts.initiatives.map((initiative) => [initiative.short || initiative.title, initiative]));
  const lines = Array.from(reader.shadowRoot.querySelectorAll('.initiatives tbody tr'));
  const nameOf = (line) => line.querySelector('.link').textContent.trim();
  // The initiative that is opened, else all that are selected.
  const shown = opened ? lines.filter((line) => byName.get(nameOf(line))?.id === opened) : lines;
  const items = shown.map((line) => {
    const name = nameOf(line);
    const { celex } = byName.get(name)?.refs ?? {};
    const address = celex && `https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${celex}`;
    const status = line.querySelector('.status-word')?.textContent.trim();
    return make('li', {}, address ? make('a', { href: address }, name) : name, status ? `: ${status}` : '');
  });
  if (items.length === 0) return [];
  const numbers = (reader.state.area ?? '').split('.');
  const areas = facts.areas.filter(({ number }) => numbers.includes(`${number}`)).map(({ title }) => title);
  const total = facts.initiatives.length;
  const n = items.length === total ? `all ${total}` : `${items.length} of ${total}`;
  const day = reader.state['as-of'] ?? facts.checked_through;
  const lead = `${[facts.strategy.title, ...areas].join(', ')}: ${n} initiatives, as of ${day}.`;
  // A paragraph would stand with its margin until the explorer is there, and without afterwards.
  return [make('div', { lang: 'en' }, lead).outerHTML, '<ul lang="en">', ...items.map((item) => item.outerHTML), '</ul>'];
}

const ready = new Promise((then) => {
  if (reader.shadowRoot?.querySelector('.results')) then();
  reader.addEventListener('ready', then, { once: true });
});

/** A start tag as text: a script or a frame is never made here, only written. */
const tag = (name, attributes) => {
  const escaped = (text) => `${text}`.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>`;
};

function script(name) {
  const isPinned = form.elements.pinned.checked || isFrozen();
  const own = file(new RegExp(`^${name}-[0-9a-f]{16}\\.js$`));
  const hash = isPinned && own ? { integrity: own.integrity, crossorigin: 'anonymous' } : {};
  return `${tag('script', { type: 'module', src: new URL(hash.integrity ? own.path : `${name}.js`, here), ...hash })}</script>`;
}

let turn = 0;

async function write() {
  const mine = ++turn;
  copy.disabled = true;
  const wanted = attributes();
  give(preview, wanted);
  preview.reset();
  for (const box of [form.elements.host, ...form.elements.facts]) box.disabled = isFrame();
  form.elements['as-of'].disabled = !isFrozen();
  document.getElementById('frame-facts').hidden = !isFrame();
  // What is frozen is checked by its hash, whatever this box says.
  form.elements.pinned.disabled = isFrozen();
  let text;
  if (isFrame()) {
    const src = new URL(`embed.html?${new URLSearchParams(wanted)}`, here);
    const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals';
    const more = { loading: 'lazy', referrerpolicy: 'no-referrer', sandbox, allow: 'clipboard-write' };
    const frame = tag('iframe', { src, title: 'Security Union Explorer', width: '100%', height: '800', frameborder: '0', ...more });
    const note = '<!-- Where scripts are allowed, this one gives the frame the height that it needs: -->';
    text = `${frame}</iframe>\n${note}\n${script('embed-host')}\n`;
    await rest();
  } else {
    const more = {};
    if (form.elements.host.checked) more.address = 'host';
    // A program that is checked by its hash has its own facts; live ones it must be told of.
    if (!isFrozen() && form.elements.pinned.checked) more.src = new URL('data/security-union.json', here);
    const element = tag('security-union-explorer', { ...wanted, ...more });
    // In a box of its own, and with no line to itself: what a CMS makes paragraphs of stays inside the element.
    text = `${script('explorer')}\n<div>${element}\n${(await ownContent(wanted)).join('\n')}\n</security-union-explorer></div>\n`;
  }
  if (mine !== turn) return;
  code.value = text;
  copy.disabled = false;
  // What the element does not understand it says above the rest.
  const wrong = preview.shadowRoot?.querySelector('.remark[role=status] p')?.textContent ?? '';
  says.textContent = `${wrong} ${Math.ceil(new Blob([text]).size / 1000)} KB of code. The files are on ${here.host}.`.trim();
}

let soon;
form.addEventListener('input', () => {
  // The code is that of before until it is written anew.
  copy.disabled = true;
  clearTimeout(soon);
  soon = setTimeout(write, 150);
});
form.addEventListener('submit', (event) => event.preventDefault());

/** Takes over a state: areas and view are chosen by themselves, the rest is a query. */
function take({ area, view, ...query }) {
  form.elements.query.value = new URLSearchParams(query).toString();
  for (const box of form.querySelectorAll("[name='area']")) box.checked = (area ?? '').split('.').includes(box.value);
  form.elements.view.value = view ?? '';
  write();
}

document.getElementById('take').addEventListener('click', () => take(preview.state));
document.getElementById('widths').addEventListener('input', ({ target }) => {
  document.getElementById('preview').className = `width-${target.value}`;
});
copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(code.value);
    says.textContent = 'The code is copied.';
  } catch {
    code.select();
    says.textContent = 'The code is selected: copy it with Ctrl+C (on a Mac ⌘C).';
  }
});
// The page names its program by its hash, which the release that is on the server now may no longer have.
const program = document.querySelector("script[src*='explorer-']")?.getAttribute('src').replace('./', '');
if (program && !release.files.some(({ path }) => path === program)) {
  for (const field of form.elements) field.disabled = true;
  copy.disabled = true;
  says.textContent = 'There is a newer release on the server. Reload this page to make code for it.';
} else if (location.search) {
  // The explorer's own page leads here with what it shows.
  take(Object.fromEntries(new URLSearchParams(location.search)));
} else write();
