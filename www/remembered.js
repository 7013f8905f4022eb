// Texts that stand in the wasm itself.

/**
 * `read(at, length)` reads a text out of the wasm's memory; so does what is returned, which reads those between `from` and
 * `to` only once. There lies what the wasm was compiled with, and no text of that ever changes.
 */
export function remembered(read, from, to) {
  const texts = new Map();
  return (at, length) => {
    if (at < from || at >= to) return read(at, length);
    // Shorter than 65,536 bytes, all of it: glue.rs looks.
    const key = at * 65536 + length;
    let text = texts.get(key);
    if (text === undefined) {
      text = read(at, length);
      texts.set(key, text);
    }
    return text;
  };
}
