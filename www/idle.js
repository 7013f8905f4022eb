// When there is time.

/** Once the page has nothing else to do; Safari cannot tell, so a little later. */
export function whenIdle(act) {
  if (globalThis.requestIdleCallback) requestIdleCallback(act);
  else setTimeout(act, 200);
}
