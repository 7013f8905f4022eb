// The wasm as text inside the script: no second request, so no MIME type, CORS, connect-src or integrity to get wrong.

import { packed } from 'workshop/packed.js';

/** The wasm, unpacked while it is compiled. */
export function wasmInside() {
  const binary = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : Uint8Array.from(atob(packed), each => each.charCodeAt(0));
  const stream = new Blob([binary]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
}
