// The explorer in a frame: `embed.html?area=2&view=list&locked=area`, with the element's attributes as parameters. It
// keeps nothing in an address, for nobody sees the frame's. How high it is it tells the page around it, if that asks
// (`embed-host.js`), and only that page's origin.

const NAMES = ['src', 'lang', 'view', 'area', 'query', 'locked', 'as-of', 'baseline', 'controls', 'theme'];
const explorer = document.querySelector('security-union-explorer');
const here = new URL(location.href);
const more = new URLSearchParams();

for (const [name, value] of here.searchParams) {
  // Anybody can write an address: it shows documents of this site only. What is no address the element says itself.
  const src = name === 'src' && URL.canParse(value, here) ? new URL(value, here) : here;
  if (src.origin !== here.origin) {
    const said = document.createElement('p');
    // As an address is written, without blanks and marks of direction, and not at any length: no words of others.
    said.textContent = `Not shown: ${src.href.slice(0, 100)}. Only documents of ${here.host} are shown here.`;
    explorer.before(said);
  } else if (NAMES.includes(name)) {
    explorer.setAttribute(name, value);
  } else {
    // What an address of the explorer has besides: `kind=directive`. What is none of that the element says itself.
    more.append(name, value);
  }
}
if (more.size) explorer.setAttribute('query', [explorer.getAttribute('query'), more].filter(Boolean).join('&'));
const theme = explorer.getAttribute('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;

import('./explorer.js');

let host;
// Until the explorer is there, the height that the page around reserves is the better one.
let isThere = false;
const page = document.documentElement;
const tell = () => {
  if (host && isThere) parent.postMessage({ type: 'security-union-explorer', height: Math.ceil(page.getBoundingClientRect().height) }, host);
};
// What opens in place of the list is shorter: the page around it brings it into sight, and goes back to where it was.
let opened = '';
const isOpened = () => explorer.state.initiative ?? explorer.state.page ?? '';
explorer.addEventListener('ready', () => (opened = isOpened()));
explorer.addEventListener('change', () => {
  const now = isOpened();
  if (host && now !== opened) parent.postMessage({ type: 'security-union-explorer', opened: now }, host);
  opened = now;
});
for (const name of ['ready', 'error']) {
  explorer.addEventListener(name, () => {
    isThere = true;
    tell();
  });
}
addEventListener('message', (event) => {
  if (event.source === parent && event.data === 'security-union-explorer: height?') {
    // A page without an origin of its own cannot be named.
    host = event.origin === 'null' ? '*' : event.origin;
    tell();
  }
});
new ResizeObserver(tell).observe(page);
// That it is there may be known to anybody; a script that waits for it then asks.
parent.postMessage('security-union-explorer: here', '*');
