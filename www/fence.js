// The crash fence. One wasm instance serves every roadmap of a page, and whatever escapes from it (a panic, a trap, an
// exception through a frame that will never be unwound) leaves it frozen: later calls return and nothing renders. So
// every call into it passes here; after an escape the instance is replaced, and all roadmaps but one start again.

/** Roadmaps on the page: each can `drop()` what it shows, `revive()` it in a new instance, or be told `crashed()`. */
const mounts = new Set();
/** The one whose call is under way. */
let current = null;
let suspect = null;
let restart = null;
let recovering = null;
const escapes = new WeakSet();

/** Resolves when no instance is being replaced. */
export async function calm() {
  while (recovering) await recovering;
}

/** How to get a new instance; the loader knows. */
export function restartWith(reset) {
  restart = reset;
}

/** From now on a crash elsewhere revives this roadmap. */
export function shelter(mount) {
  mounts.add(mount);
}

/** Calls each roadmap that has a root in the wasm. */
export function everyone(call) {
  for (const mount of mounts) call(mount);
}

/** The roadmap is gone. */
export function release(mount) {
  mounts.delete(mount);
  if (current === mount) current = null;
}

/** Whether this error came out of the wasm: then its roadmap will be told. */
export function escaped(error) {
  return error instanceof Object && escapes.has(error);
}

/** Calls into the wasm in the name of a roadmap. */
export function enter(mount, call) {
  const outer = current;
  current = mount;
  try {
    return call();
  } finally {
    current = outer;
  }
}

/** The exports with every function watched. The glue takes these for the real ones. */
export function fenced(exports) {
  let dead = false;
  const watched = {};
  for (const name of Object.keys(exports)) {
    const value = exports[name];
    if (typeof value !== 'function') {
      watched[name] = value;
      continue;
    }
    watched[name] = (...given) => {
      // What is still under way in a broken instance is let run out.
      if (dead) return undefined;
      try {
        return value(...given);
      } catch (error) {
        if (error instanceof Object) escapes.add(error);
        if (!dead) {
          dead = true;
          suspect = current;
          // Not at once: the broken call is still on the stack.
          recovering = new Promise(resolve => setTimeout(resolve)).then(recover);
        }
        throw error;
      }
    };
  }
  return watched;
}

/** Starts the others again, one at a time, so that a second crash has a name. */
async function recover() {
  const crashed = suspect;
  suspect = null;
  for (const mount of mounts) mount.drop();
  mounts.delete(crashed);
  const others = [...mounts];
  try {
    restart();
  } catch {
    // No second instance to be had, say for want of memory: everyone falls back.
    mounts.clear();
    recovering = null;
    for (const mount of [crashed, ...others]) mount?.crashed();
    return;
  }
  const again = recovering;
  crashed?.crashed();
  for (const mount of others) {
    if (!mounts.has(mount)) continue;
    try {
      enter(mount, () => mount.revive());
    } catch (error) {
      // What passed the fence on its way here is noted there.
      if (!escaped(error)) mount.crashed();
    }
    await new Promise(resolve => setTimeout(resolve));
    // The next round revives whoever is left.
    if (recovering !== again) return;
  }
  recovering = null;
}
