// One observer of each kind serves all roadmaps of the page: one each would cost a page of hundreds more than their words.
// They are made at their first use: a server that imports us has none. Nor has jsdom, where a vendor's tests run.

/** How near to the viewport is near. */
const NEAR = '400px';

/** By element: whom to call. What is gone from its page may be forgotten here by itself. */
const sizes = new WeakMap();
let resize;

/** Calls back at once, and when the element changes its size. Another call for the same element takes this one's place. */
export function watchSize(element, changed) {
  if (!globalThis.ResizeObserver) return;
  resize ??= new ResizeObserver(entries => {
    for (const { target } of entries) sizes.get(target)?.();
  });
  sizes.set(element, changed);
  resize.observe(element);
}

/** Ends it. */
export function forgetSize(element) {
  sizes.delete(element);
  resize?.unobserve(element);
}

const arrivals = new Map();
let near;

/** Calls back once, when the element comes near what the reader sees. */
export function watchArrival(element, came) {
  if (!globalThis.IntersectionObserver) return queueMicrotask(came);
  // Around the page and each of its parts that scrolls, or around the page alone: browsers that know the first add both.
  const around = 'scrollMargin' in IntersectionObserver.prototype ? 'scrollMargin' : 'rootMargin';
  near ??= new IntersectionObserver(arrived, { [around]: NEAR });
  arrivals.set(element, came);
  near.observe(element);
}

function arrived(entries) {
  for (const { target, isIntersecting } of entries) {
    const came = arrivals.get(target);
    if (!isIntersecting || !came) continue;
    forgetArrival(target);
    came();
  }
}

/** Ends it. */
export function forgetArrival(element) {
  arrivals.delete(element);
  near?.unobserve(element);
}
