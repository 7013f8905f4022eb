// JSON on pages of any age.

/**
 * The value as JSON; undefined where JSON cannot hold it.
 *
 * Prototype.js 1.6 gives arrays a `toJSON` of its own, which JSON.stringify follows: an array becomes a string.
 */
export function json(value) {
  const { prototype } = Array;
  const theirs = Object.getOwnPropertyDescriptor(prototype, 'toJSON');
  delete prototype.toJSON;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  } finally {
    if (theirs) Object.defineProperty(prototype, 'toJSON', theirs);
  }
}
