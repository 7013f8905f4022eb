// Runs in each measured page before everything: notes long tasks, layout shifts, and how soon each input is answered.

/** What the observers of this page saw. `window.seen` is cleared before the interactions. */
export function watch() {
  if (window !== window.top) return;
  window.seen = { longest: 0, shift: 0, worst: 0 };
  const on = (type, each, more = {}) =>
    new PerformanceObserver(list => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  on('longtask', task => (window.seen.longest = Math.max(window.seen.longest, task.duration)));
  on('layout-shift', shift => (window.seen.shift += shift.hadRecentInput ? 0 : shift.value));
  on('event', event => (window.seen.worst = Math.max(window.seen.worst, event.duration)), { durationThreshold: 16 });
  // Event Timing leaves out what comes in streams: until the next frame is shown, by our own clock.
  for (const name of ['wheel', 'pointermove']) {
    const answered = event =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (window.seen.worst = Math.max(window.seen.worst, performance.now() - event.timeStamp));
        port2.postMessage(null);
      });
    addEventListener(name, answered, { capture: true, passive: true });
  }
  // WebAssembly's memory is not in the JavaScript heap.
  window.memories = [];
  const kept = async made => {
    const { instance, exports } = await made;
    const all = Object.values((instance ?? { exports }).exports ?? {});
    window.memories.push(...all.filter(each => each instanceof WebAssembly.Memory));
    return made;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = (...given) => kept(real.apply(WebAssembly, given));
  }
}

/** Middles of up to four visible steps, spread over what the window shows; they are brought into view first. */
export function targets() {
  const root = document.querySelector('plp-roadmap')?.shadowRoot ?? document;
  const names = '[part~="step"], .react-flow__node, .svelte-flow__node, g.node, g > rect';
  const cards = [...root.querySelectorAll(names)];
  cards[0]?.scrollIntoView({ block: 'center' });
  const middles = [];
  // Looking at every card of a huge plan would take longer than the clicks.
  for (const card of cards.slice(0, 2_000)) {
    const { left, top, width, height } = card.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (x > 0 && x < innerWidth && y > 0 && y < innerHeight) middles.push([x, y]);
  }
  return [0, 1, 2, 3].map(at => middles[Math.floor((at * middles.length) / 4)]).filter(Boolean);
}
