// For a page that frames `embed.html`: gives each of its frames the height of what is in it, and shows what opens there.
// Without this script a frame keeps the height that the page gives it, and scrolls inside.

const embed = new URL('./embed.html', import.meta.url);
const frames = () => Array.from(document.querySelectorAll('iframe')).filter((frame) => frame.src.split(/[?#]/)[0] === embed.href);
const ask = (frame) => frame.contentWindow?.postMessage('security-union-explorer: height?', '*');

addEventListener('message', ({ source, origin, data }) => {
  // In a sandbox the frame has no origin; it is known by its window.
  if (origin !== embed.origin && origin !== 'null') return;
  if (data === 'security-union-explorer: here') frames().forEach(ask);
  if (data?.type !== 'security-union-explorer') return;
  for (const frame of frames()) {
    if (frame.contentWindow === source) hear(frame, data);
  }
});

// Where the reader was before the frame became lower, a moment ago.
let before = 0;
// Where the reader was in a list, and whether that has to be shown again once the list is back in the frame and high enough.
let place;
let isBack = false;

function hear(frame, { height, opened }) {
  // One that lies over a box of a fixed ratio has its height from that.
  if (height > 0 && height < 100_000 && getComputedStyle(frame).position !== 'absolute') {
    before = Math.max(before, scrollY);
    setTimeout(() => (before = 0), 1000);
    // As a number, whatever the frame sends: a text would be put in front of the rest.
    frame.style.height = `${+height + frame.offsetHeight - frame.clientHeight}px`;
  }
  if (opened && frame.getBoundingClientRect().top < 0) {
    place ??= Math.max(before, scrollY);
    frame.scrollIntoView({ behavior: 'instant' });
  }
  if (opened === '') isBack = true;
  if (isBack && height && place >= 0 && document.documentElement.scrollHeight - innerHeight >= place) {
    const top = place;
    place = undefined;
    // Not before the browser has kept what it thinks is being read in its place.
    requestAnimationFrame(() => requestAnimationFrame(() => scrollTo({ top, behavior: 'instant' })));
  }
  if (opened || !(place >= 0)) isBack = false;
}
// A frame that was there before this script has said so already.
frames().forEach(ask);
