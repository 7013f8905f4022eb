// Wasm from its streams: `joined.wat` knows how, and this is the way in and out.

/** Where the streams lie in its memory; in what is packed the joiner itself takes as much, before them. */
const PACKED = 0xb00;

/**
 * The wasm that these pieces hold, which are `joined.wat` as bytes and the streams. Only what is answered keeps the
 * joiner's memory.
 */
export function joined(pieces) {
  let to = 0;
  // Not by `reduce`, which Prototype.js 1.6 has put its own in the place of.
  for (const piece of pieces) to += piece.length;
  const packed = new Uint8Array(to);
  to = 0;
  for (const piece of pieces) {
    packed.set(piece, to);
    to += piece.length;
  }
  // At once, without a promise: it is below the 4 kB that older Chromes allow for that.
  const { memory, join } = new WebAssembly.Instance(new WebAssembly.Module(packed.subarray(0, PACKED))).exports;
  const size = new DataView(packed.buffer).getUint32(PACKED, true);
  // Operators are written eight at a time, so the last write may reach behind the end.
  memory.grow((to + size + 8) >> 16);
  new Uint8Array(memory.buffer).set(packed.subarray(PACKED), PACKED);
  join(to);
  return new Uint8Array(memory.buffer, to, size);
}
