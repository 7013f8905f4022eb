// Sending a change to the host, when the host gave an address for changes.

import { request } from './request.js';
import { Failure } from './failure.js';

/**
 * POSTs a change of plan-format. Resolves to what became of it:
 * `{ accepted: true, text, etag }` with the new plan, `{ stale: true }` when the plan has changed meanwhile, or
 * `{ accepted: false, status, reason, auth }`. The reason is the host's own words, for the reader's eyes only.
 */
export async function send(url, change, etag, way, signal) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': change.id };
  if (etag) headers['If-Match'] = etag;
  try {
    const { text, etag: renewed } = await request(url, way, signal, { method: 'POST', headers, body: JSON.stringify(change) });
    return { accepted: true, text, etag: renewed };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.status === 412 || error.status === 409) return { stale: true };
    return { accepted: false, status: error.status, reason: reasonIn(error.text), auth: error.code === 'auth' };
  }
}

/** What a problem document (RFC 9457) says in words; empty when it says nothing. */
function reasonIn(text) {
  try {
    const { detail, title } = JSON.parse(text);
    const words = detail ?? title;
    return typeof words === 'string' ? words.slice(0, 4000) : '';
  } catch {
    return '';
  }
}
