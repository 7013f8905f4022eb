// Texts that stand in the wasm itself.

/**
 * `read(at, length)` reads a text out of the wasm's memory; so does what is returned, which reads those between `from` and
 * `to` only once. They are the wasm's constants.
 */
export function remembered(read, from, to) {
  const texts = new Map();
  return (at, length) => {
    if (at < from || at >= to) return read(at, length);
    // No constant reaches so far.
    const key = at * 65536 + length;
    let text = texts.get(key);
    if (text === undefined) {
      text = read(at, length);
      texts.set(key, text);
    }
    return text;
  };
}
