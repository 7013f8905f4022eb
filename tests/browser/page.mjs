// What every browser test stands on: a page with the widget, watched for requests and console lines nobody expected.

import { test as base, expect } from '@playwright/test';
import { start } from './server.mjs';

export { expect };

export const SCRIPT = '<script src="/v1/plp-roadmap.js" defer></script>';
/** Snippet A of the README, with this plan. */
export const snippet = (src, more = '') =>
  `${SCRIPT}<plp-roadmap src="${src}" ${more}><a href="/plans/me">Open my learning plan</a></plp-roadmap>`;

export const test = base.extend({
  server: [
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],

  /** `open(body)` writes a page and goes there. What it may ask for and say beyond a plan and the script is told by
   *  `{ requests: [paths], says: [patterns] }`; everything else fails the test. */
  open: async ({ page, server }, use, info) => {
    const requests = [];
    const said = [];
    const allowed = { requests: ['/v1/plp-roadmap.js'], says: [] };
    page.on('request', request => requests.push(request.url()));
    page.on('console', line => ['error', 'warning'].includes(line.type()) && !line.location().url.endsWith('/favicon.ico') && said.push(line.text()));
    page.on('pageerror', error => said.push(String(error)));

    const own = `/${info.testId}`;
    const open = async (body, { headers = {}, requests: more = [], says = [], before } = {}) => {
      allowed.requests.push(...more);
      allowed.says.push(...says);
      const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title>${body}`;
      server.put(own, html, headers);
      if (before) await page.addInitScript(before);
      await page.addInitScript(hear, EVENTS);
      await page.goto(server.origin + own);
      return page.locator('plp-roadmap').first();
    };
    open.requests = () => requests.map(url => url.replace(server.origin, ''));
    open.said = said;
    /** An address under /host/ that counts its requests for this test alone. */
    open.host = name => `/host/${name}?for=${info.testId}`;
    await use(open);

    const ours = url => url.startsWith(`${server.origin}/host/`) || url.startsWith(`${server.origin}/plans/`) || url.endsWith('/favicon.ico');
    const asked = url => url === server.origin + own || allowed.requests.some(path => url.startsWith(server.origin + path));
    expect(requests.filter(url => !ours(url) && !asked(url)), 'requests but the script and the plan').toEqual([]);
    const strange = said.filter(line => !allowed.says.some(pattern => pattern.test(line)));
    expect(strange, 'lines on the console').toEqual([]);
  },
});

/** Every event of the element; `papers.spec.mjs` holds them to what is published. */
export const EVENTS = ['plp-ready', 'plp-load', 'plp-error', 'plp-auth-required', 'plp-select', 'plp-trace', 'plp-compare', 'plp-navigate', 'plp-change', 'plp-resize'];

/** Runs in the page before everything: keeps each of these events that leaves the widget. */
export function hear(names) {
  if (window.heard) return;
  window.heard = [];
  for (const name of names) {
    window.addEventListener(name, event => window.heard.push({ name, detail: event.detail, cancelable: event.cancelable }));
  }
}

/** Waits until the element is in this state. */
export async function inState(roadmap, state) {
  await expect.poll(() => roadmap.evaluate(element => element.state)).toBe(state);
}

/** The events of this name so far. */
export const heard = (page, name) => page.evaluate(each => window.heard.filter(event => event.name === each), name);

/** Whether the reader sees the fallback. */
export const fallback = page => page.getByRole('link', { name: 'Open my learning plan' }).first();
