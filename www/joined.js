// Wasm from its streams: `joined.wat` knows how, and this is the way in and out.

/** Where the streams lie in its memory. */
const PACKED = 0xb00;

/**
 * The wasm whose streams these pieces hold; the joiner is `joined.wat` as bytes. Only what it answers keeps the joiner's
 * memory.
 */
export function joined(pieces, joiner) {
  // At once, without a promise: it is far below the 4 kB that older Chromes allow for that.
  const { memory, join } = new WebAssembly.Instance(new WebAssembly.Module(joiner)).exports;
  const [{ buffer, byteOffset }] = pieces;
  const size = new DataView(buffer, byteOffset).getUint32(0, true);
  const to = pieces.reduce((sum, piece) => sum + piece.length, PACKED);
  // Operators are written eight at a time, so the last write may reach behind the end.
  memory.grow((to + size + 8) >> 16);
  let at = PACKED;
  for (const piece of pieces) {
    new Uint8Array(memory.buffer).set(piece, at);
    at += piece.length;
  }
  join(to);
  return new Uint8Array(memory.buffer, to, size);
}
