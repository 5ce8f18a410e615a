// For a page that frames `embed.html`: gives each of its frames the height of what is in it. Without this script a frame
// keeps the height that the page gives it, and scrolls inside.

const embed = new URL('./embed.html', import.meta.url);
const frames = () => Array.from(document.querySelectorAll('iframe')).filter((frame) => frame.src.split('?')[0] === embed.href);
const ask = (frame) => frame.contentWindow?.postMessage('security-union-explorer: height?', '*');

addEventListener('message', ({ source, origin, data }) => {
  // In a sandbox the frame has no origin; it is known by its window.
  if (origin !== embed.origin && origin !== 'null') return;
  if (data === 'security-union-explorer: here') frames().forEach(ask);
  if (data?.type !== 'security-union-explorer' || !(data.height > 0 && data.height < 100_000)) return;
  for (const frame of frames()) {
    if (frame.contentWindow === source) frame.style.height = `${data.height + frame.offsetHeight - frame.clientHeight}px`;
  }
});
// A frame that was there before this script has said so already.
frames().forEach(ask);
