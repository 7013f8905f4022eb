// Wasm from its streams: the other half of `xtask/src/dist/streams.rs`, which says what they are. It runs before anything is
// warm, so all that is done for each of 150,000 operators stands in one plain loop.

const REST = 0, OPERATORS = 1, TYPES = 2, BRANCHES = 3, BLOCKS = 4, WIDE = 5, OTHERS = 6, OFFSETS = 7, CALLS = 8, LOCALS = 9;
const NUMBERS = 10, STREAMS = NUMBERS + 256; // one for each operator that comes next

/** Where an operator's number lies; 0 for one that has none. By ranges of operators: first, last, stream. */
const streamOf = new Uint8Array(256);
for (const [first, last, stream] of [
  [0x02, 0x04, BLOCKS], [0x0c, 0x0e, BRANCHES], [0x10, 0x10, CALLS], [0x11, 0x11, OTHERS], [0x1c, 0x1c, OTHERS], [0x20, 0x22, LOCALS],
  [0x23, 0x26, OTHERS], [0x28, 0x3e, OFFSETS], [0x3f, 0x40, OTHERS], [0x41, 0x41, NUMBERS], [0x42, 0x42, WIDE], [0xd0, 0xfc, OTHERS],
]) streamOf.fill(stream, first, last + 1);

/** The wasm whose streams these bytes hold. */
export function joined(packed) {
  const figures = 3 + STREAMS;
  const [size, before, bodies, ...lengths] = new Uint32Array(packed.slice(0, 4 * figures).buffer);
  /** Where each stream is read next. */
  const from = new Uint32Array(STREAMS);
  lengths.reduce((start, length, stream) => (from[stream] = start) + length, 4 * figures);
  const wasm = new Uint8Array(size);
  const after = from[REST] + before;
  wasm.set(packed.subarray(from[REST], after));
  let to = before;
  for (let count = 0; count < bodies; count++) {
    // A body's size stands before it and is known after it. Three bytes hold any.
    const start = to + 3;
    const end = body(packed, from, wasm, start);
    for (let left = end - start; to === start - 3 || left; left >>= 7) wasm[to++] = left & 127 | (left > 127) << 7;
    wasm.copyWithin(to, start, end);
    to += end - start;
  }
  wasm.set(packed.subarray(after, after + lengths[REST] - before), to);
  return wasm;
}

/** Writes one function's body; answers where it ends. */
function body(packed, from, wasm, to) {
  let next = from[OPERATORS];
  let stream = TYPES;
  let at = from[TYPES];
  let byte;
  // The numbers to copy, LEB128 each: a count of pairs, and the pairs.
  let numbers = said(packed, at) * 2 + 1;
  for (let depth = 1; depth;) {
    while (numbers--) do wasm[to++] = byte = packed[at++]; while (byte > 127);
    from[stream] = at;
    const operator = wasm[to++] = packed[next++];
    stream = streamOf[operator];
    if (stream === NUMBERS) stream += packed[next];
    at = from[stream];
    numbers = stream && 1;
    if (stream > OFFSETS) continue; // most operators
    if (stream === OFFSETS) to++; // the alignment, which is always 0
    else if (operator === 0x0b) depth--;
    else if (operator === 0x11) numbers = 2;
    else if (operator === 0x0e) numbers = said(packed, at) + 2; // a list of branches and one more
    else if (stream === BLOCKS) depth++;
    else if (operator === 0x1c) numbers = said(packed, at) + 1;
    else if (operator === 0xfc && packed[at] > 7) numbers = packed[at] > 14 || packed[at] & 1 ? 2 : 3;
    else if (operator === 0x43 || operator === 0x44) {
      stream = operator === 0x43 ? OTHERS : WIDE;
      at = from[stream];
      for (let bytes = operator === 0x43 ? 4 : 8; bytes--;) wasm[to++] = packed[at++];
    }
  }
  from[OPERATORS] = next;
  return to;
}

/** The number that stands here; lists are shorter than 16,384. */
function said(packed, at) {
  return packed[at] & 127 | (packed[at] > 127 && packed[at + 1] << 7);
}
