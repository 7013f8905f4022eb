// The wasm as text inside the script: no second request, so no MIME type, CORS, connect-src or integrity to get wrong.

// First of all, so that it stands apart: amid other text it costs gzip 1 kB more.
import { packed } from 'workshop/packed.js';
import { unsupported } from './loader.js';
import { joined } from './joined.js';

/** The wasm, unpacked. */
export async function wasmInside() {
  const binary = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : Uint8Array.from(atob(packed), each => each.charCodeAt(0));
  const stream = new Blob([binary]).stream().pipeThrough(unpacking());
  return joined(new Uint8Array(await new Response(stream).arrayBuffer()));
}

function unpacking() {
  try {
    return new DecompressionStream('deflate-raw');
  } catch {
    // The stream, or this format of it, is younger than the browser.
    throw unsupported();
  }
}
