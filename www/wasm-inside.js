// The wasm as text inside the script: no second request, so no MIME type, CORS, connect-src or integrity to get wrong.

import { unsupported } from './loader.js';
import { joined } from './joined.js';

/** The wasm of this text, compiled if it can be. By hand: a blob's stream and a response's buffer would each come by way of other tasks. */
export async function wasmInside(packed) {
  const { writable, readable } = unpacking();
  const writer = writable.getWriter();
  // Where they fail the reader does too, and tells.
  for (const written of [writer.write(binary(packed)), writer.close()]) written.catch(() => {});
  const reader = readable.getReader();
  const pieces = [];
  for (let next; !(next = await reader.read()).done; ) pieces.push(next.value);
  return compiled(joined(pieces));
}

/** The module, compiled here and now, since by a promise it comes through other threads. Where it is too large for that, as
 *  for older Chromes, the bytes. */
function compiled(bytes) {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return bytes;
  }
}

function binary(text) {
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), each => each.charCodeAt(0));
}

function unpacking() {
  try {
    return new DecompressionStream('deflate-raw');
  } catch {
    // The stream, or this format of it, is younger than the browser.
    throw unsupported();
  }
}
