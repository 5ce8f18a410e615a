// Put into every page before it runs. The one place that knows how things are found: when the page changes, change it here.
// What is not found is not measured.
'use strict';
{
  const find = {
    /** Filters that can be ticked. */
    facets: '#filters input[type=checkbox]:not([disabled])',
    search: '#search',
    /** The link to a view, by a part of its address; the default view has none. */
    views: '.views a[href]',
    results: '.results',
    thumb: 'input.thumb.as-of',
    timeline: '.timeline',
    zoomIn: '.timeline-tools [title="Zoom in"]',
    zoomOut: '.timeline-tools [title="Zoom out"]',
    /** What hears a wheel that is turned sideways. */
    chart: '.timeline-body',
  };

  let root = null;
  const mark = (name) => performance.mark(`bench ${name}`);
  const all = (selector) => [...(root?.querySelectorAll(selector) ?? [])];
  const shown = (selector) => all(selector).filter((one) => one.getClientRects().length > 0);
  /** After the next frame was drawn, as far as the main thread draws it. */
  const frame = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(0);
      });
    });
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // Ready is when the explorer says so and is drawn.
  document.addEventListener('ready', async (event) => {
    root = event.target.shadowRoot;
    await frame();
    mark('ready');
  });
  // The module's memory.
  let memory = null;
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await own.apply(WebAssembly, given);
      memory = (made.instance ?? made).exports.memory ?? memory;
      return made;
    };
  }
  mark('opened');

  /** The acts. Each does the nth of its kind and says whether it could. */
  const acts = {
    nothing: () => true,
    facet(nth) {
      // Ticked, and the tick taken away again.
      const boxes = shown(find.facets);
      const box = boxes[Math.floor(nth / 2) % boxes.length];
      box?.click();
      return Boolean(box);
    },
    key(nth) {
      const word = 'passenger';
      const field = all(find.search)[0];
      if (!field) return false;
      field.value = word.slice(0, (nth % word.length) + 1);
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return true;
    },
    thumb(nth) {
      const thumb = all(find.thumb)[0];
      if (!thumb) return false;
      thumb.value = Number(thumb.max) - 600 - (nth % 24) * 45;
      thumb.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return true;
    },
    view(nth) {
      const links = all(find.views);
      links[(nth + 1) % links.length]?.click();
      return links.length > 0;
    },
    zoom: (nth) => press(Math.floor(nth / 3) % 2 === 0 ? find.zoomIn : find.zoomOut),
    pan: (nth) => slide(nth % 12 < 6 ? 40 : -40),
    scroll(nth) {
      scrollBy({ top: nth % 12 < 6 ? 300 : -300, behavior: 'instant' });
      return true;
    },
  };
  /** The chart in sight, as whoever pans and zooms has it: at the top of the page few rows are drawn. */
  const toChart = async () => {
    shown(find.chart)[0]?.scrollIntoView({ behavior: 'instant' });
    await pause(300);
  };
  /** The chart, by so many pixels. */
  const slide = (deltaX) => {
    const chart = shown(find.chart)[0];
    const { left, top } = chart?.getBoundingClientRect() ?? {};
    const at = { clientX: left + 600, clientY: top + 60, bubbles: true, composed: true, cancelable: true };
    chart?.dispatchEvent(new WheelEvent('wheel', { deltaX, ...at }));
    return Boolean(chart);
  };
  const press = (selector) => {
    const button = shown(selector)[0];
    button?.click();
    return Boolean(button);
  };

  window.bench = {
    /** Does an act several times, each between two marks; false when it is not there. */
    async repeat(act, times) {
      if (['pan', 'zoom'].includes(act)) await toChart();
      for (let nth = 0; nth < times; nth += 1) {
        await frame();
        mark(`${act} ${nth} from`);
        const could = acts[act](nth);
        await frame();
        mark(`${act} ${nth} to`);
        if (!could) return false;
        // What was put off until later does not fall into the next.
        await pause(['pan', 'scroll'].includes(act) ? 0 : 120);
      }
      return true;
    },
    /** The chart dragged to and fro, a step in each frame: how many frames a second there are, and how many came late. */
    async frames(times) {
      await toChart();
      const gaps = [];
      let before = await new Promise(requestAnimationFrame);
      for (let nth = 0; nth < times; nth += 1) {
        if (!slide(Math.floor(nth / 30) % 2 === 0 ? 12 : -12)) return null;
        const now = await new Promise(requestAnimationFrame);
        gaps.push(now - before);
        before = now;
      }
      const took = gaps.reduce((sum, gap) => sum + gap, 0);
      // A screen shows sixty a second: what came more than a fifth too late missed its turn.
      return { rate: (1000 * times) / took, late: gaps.filter((gap) => gap > 20).length };
    },
    /** After everything was loaded. */
    async settled() {
      for (let tries = 0; tries < 3000; tries += 1) {
        const results = all(find.results)[0];
        if (results && results.getAttribute('aria-busy') !== 'true' && performance.getEntriesByName('bench ready').length) {
          await pause(300);
          mark('settled');
          return true;
        }
        await pause(20);
      }
      return false;
    },
    views: () => all(find.views).map((link) => new URLSearchParams(link.search).get('view') ?? ''),
    elements: () => root.querySelectorAll('*').length,
    inTimeline: () => all(`${find.timeline}, ${find.timeline} *`).length,
    memory: () => (memory ? memory.buffer.byteLength : 0),
  };
}
