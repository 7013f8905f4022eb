// The plan's request: time limit, size limit, one new token, and failures told apart.

import { Failure } from './failure.js';

/** How long the host may be silent, in milliseconds. */
const PATIENCE = 20_000;
/** The most that a plan may weigh, in bytes: the limit of the plan format. */
const LIMIT = 16_000_000;

/**
 * Asks the host, and reads the answer's text.
 *
 * `way` says how: `fetcher` and `getToken` are the host's own functions, and `credentials` is fetch's word. A `getToken`
 * may be there only after a 401, since pages set it a little too late. `ask` may hold `method`, `headers` and `body`.
 * Resolves to `{ status, text, etag }`, where status is 2xx or 304; everything else is thrown as a Failure, but for the
 * AbortError of `signal`. The answer to a failed request is in its `text`.
 */
export async function request(url, way, signal, ask = {}) {
  const { fetcher } = way;
  const either = new AbortController();
  const stop = () => either.abort();
  // Not AbortSignal.any, which Chromium has from 116 only.
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  let timer;
  let silent = false;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silent = true;
      stop();
    }, PATIENCE);
  };
  heard();
  try {
    const round = async reason => {
      const token = way.getToken && (await fresh(either.signal, way.getToken, reason));
      heard();
      return answered(url, way.credentials, fetcher, either.signal, ask, token);
    };
    let response = await round('request');
    heard();
    if (response.status === 401 && way.getToken) {
      response.body?.cancel?.();
      response = await round('unauthorized');
      heard();
    }
    const text = await bodyText(response, either.signal, heard).catch(error => {
      // A refusal is one, whatever becomes of its body.
      if (signal.aborted || !(response.status >= 400)) throw error;
      silent = false;
      return '';
    });
    const { ok, status } = response;
    // A fetcher may answer with something simpler than a Response.
    if (!ok && !/^(2..|304)$/.test(status)) throw Object.assign(refusal(status), { text });
    if (typeof text !== 'string' && status !== 304) throw new Failure('network', 'fetcher gave no text');
    return { status, text, etag: header(response, 'etag') };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (silent) throw new Failure('timeout', `no answer within ${PATIENCE / 1000} seconds${way.getToken ? ', from getToken or the host' : ''}`);
    if (error instanceof Failure) throw error;
    if (fetcher) throw failed('fetcher', error);
    throw new Failure(
      'network',
      'nothing came back: offline, blocked by connect-src, no CORS header, redirected to another site, or the answer broke off',
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The host's fetch or the browser's, with a token if there is one. */
async function answered(url, credentials, fetcher, signal, ask, token) {
  const headers = { Accept: 'application/json, application/problem+json', ...ask.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  const round = { method: ask.method ?? 'GET', headers, body: ask.body, signal };
  // A plan is never taken from a cache unasked: whoever signs in next at this computer has another.
  const response = fetcher
    ? await fetched(signal, fetcher, url, round)
    // What pages put in its place may lose the signal.
    : await unlessAborted(signal, fetch(url, { ...round, credentials, cache: 'no-cache' }));
  if (response.ok && response.redirected && /html/i.test(header(response, 'content-type'))) {
    response.body?.cancel?.();
    const said = 'the host redirected to a page, most likely its sign-in; it should answer 401';
    throw new Failure('auth', said, response.status);
  }
  return response;
}

/** What the host's own function has thrown is its own, and only the sort of it is told. */
export function failed(whose, error) {
  return new Failure('network', `${whose} failed: ${error?.name ?? typeof error}`);
}

/** What the host's own function answers. */
async function fetched(signal, fetcher, url, round) {
  const response = await unlessAborted(signal, fetcher(url, round));
  if (typeof response?.text !== 'function') throw new Failure('network', 'fetcher gave no Response');
  return response;
}

/** The host's token. Where it has none after a 401, the reader has to sign in. */
async function fresh(signal, getToken, reason) {
  let token;
  try {
    token = await unlessAborted(signal, getToken({ signal, reason }));
  } catch (error) {
    throw reason === 'unauthorized' ? refusal(401) : failed('getToken', error);
  }
  if (!token) return null;
  // In a header there is room for ASCII alone.
  const said = typeof token === 'string' ? token.trim() : '';
  if (!/^[ -~]+$/.test(said)) throw new Failure('network', 'getToken gave no token');
  return said;
}

/** The promise, or a rejection at once when aborted: a host's own function may not listen to its signal. */
function unlessAborted(signal, promise) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    Promise.resolve(promise).then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The body as text, given up as soon as it is too large. */
async function bodyText(response, signal, heard) {
  const tooLarge = () => new Failure('too-large', `the plan is larger than ${LIMIT / 1e6} MB`, response.status);
  if (Number(header(response, 'content-length')) > LIMIT) {
    response.body?.cancel?.();
    throw tooLarge();
  }
  if (!response.body?.getReader) return unlessAborted(signal, response.text());
  const reader = response.body.getReader();
  // One listener, however many pieces.
  const never = unlessAborted(signal, new Promise(() => {}));
  never.catch(() => {});
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), never]);
      heard();
      text += decoded(decoder, value, !done, response.status);
      if (done) return text;
      size += value.byteLength;
      if (size > LIMIT) throw tooLarge();
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}

/** Bytes as text. What is not UTF-8 would be read as a plan with broken names. */
function decoded(decoder, bytes, stream, status) {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Failure('not-json', 'not UTF-8', status);
  }
}

function header(response, name) {
  return response.headers?.get?.(name) ?? null;
}

/** Why there is no plan in an answer of this status. */
export function refusal(status) {
  if (status === 401) return new Failure('auth', 'the host asks for a sign-in', status);
  return new Failure('http', `the host answered ${status}`, status);
}
