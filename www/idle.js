// When there is time.

/** Once the page has nothing else to do; Safari cannot tell, so a little later. Answers a number. */
export const whenIdle = act => (globalThis.requestIdleCallback ? requestIdleCallback(act) : setTimeout(act, 200));
