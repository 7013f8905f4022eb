// JSON on pages of any age.

/** Whom Prototype.js 1.6 gives a `toJSON` of its own, which JSON.stringify follows: an array becomes a string. */
const PROTOTYPES = [Array.prototype, String.prototype, Number.prototype];

/** The value as JSON; undefined where JSON cannot hold it. */
export function json(value) {
  const theirs = PROTOTYPES.map(prototype => [prototype, Object.getOwnPropertyDescriptor(prototype, 'toJSON')]);
  for (const [prototype] of theirs) delete prototype.toJSON;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  } finally {
    for (const [prototype, own] of theirs) if (own) Object.defineProperty(prototype, 'toJSON', own);
  }
}
