// The host's say over links, before the plan is read.

/** Where the plan format keeps a target that a reader may follow. */
const TARGETS = ['url', 'uri', 'page', 'catalog'];

/**
 * The plan's text with each link as `policy` answers it; null takes it out. Rust checks the answers as it checks
 * every link, so a policy cannot let through what the plan format does not. A loop, not recursion: depth is the host's.
 */
export function narrowed(text, policy) {
  let root;
  try {
    root = JSON.parse(text);
  } catch {
    // Rust says what is wrong with it.
    return text;
  }
  const open = [{ root }];
  while (open.length) {
    const at = open.pop();
    for (const key of Object.keys(at)) {
      const value = at[key];
      if (value !== null && typeof value === 'object') open.push(value);
      if (typeof value !== 'string' || !TARGETS.includes(key)) continue;
      const allowed = policy(value);
      if (typeof allowed === 'string') at[key] = allowed;
      else delete at[key];
    }
  }
  return JSON.stringify(root);
}
