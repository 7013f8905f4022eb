// The wasm: fetched or unpacked once per page, when the first roadmap wants it.

import start, { mount, wasmModule, __wbg_reset_state } from 'workshop/glue.js';
import { readWords } from './catalogues.js';
import { restartWith } from './fence.js';
import { Failure } from './failure.js';

let bytes = null;
let running = null;

/**
 * Says where the wasm comes from: a function that answers a Response, or a promise of the bytes or the module, and what it
 * is called with. Each entry file has its own.
 */
export function wasmFrom(source, given) {
  bytes = () => source(given);
}

/** Resolves to Rust's `mount` once the wasm runs. After a failure that may pass the next call tries again. */
export function wasm() {
  running ??= up().catch(error => {
    const failure = named(error);
    if (failure.retryable) running = null;
    throw failure;
  });
  return running;
}

/** What a browser without what we need is told. */
export function unsupported() {
  return new Failure('wasm-unsupported', 'this browser is too old, or its WebAssembly is switched off');
}

async function up() {
  if (typeof WebAssembly !== 'object') throw unsupported();
  await start(bytes());
  readWords(wasmModule);
  restartWith(__wbg_reset_state);
  return mount;
}

/** Browsers tell a policy from a fault by the words of the error alone. */
function named(error) {
  if (error instanceof Failure) return error;
  if (/Content Security Policy|unsafe-eval|blocked by CSP/i.test(error?.message ?? '')) {
    return new Failure('csp-wasm', "the page's Content-Security-Policy blocks WebAssembly: add 'wasm-unsafe-eval' to script-src");
  }
  return new Failure('script', `the WebAssembly part could not be started (${error?.name ?? 'unknown error'})`);
}
