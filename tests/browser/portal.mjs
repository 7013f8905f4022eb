// The reference host with its pages, where a reader has the widget: signed in, among the school's own things, under its policy.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EVENTS, expect, hear, test as base } from './page.mjs';

export * from './page.mjs';

const ROOT = join(import.meta.dirname, '../..');

/** Starts the host on any port, with a database that is gone afterwards. */
async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-'));
  const program = process.env.HOST ?? join(ROOT, 'target/debug/host');
  const settings = ['--dist', 'dist', '--plans', 'tests/plans', '--database', join(folder, 'host.db'), '--port', '0'];
  const host = spawn(program, settings, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await new Promise((resolve, reject) => {
    host.on('error', reject);
    host.on('exit', code => reject(new Error(`the host ended with ${code} before it listened`)));
    createInterface(host.stdout).on('line', line => {
      const said = /^listening on (\S+)/.exec(line);
      if (said) resolve(said[1]);
    });
  });
  const stop = async () => {
    const ended = new Promise(resolve => host.once('exit', resolve));
    host.kill();
    await ended;
    await rm(folder, { recursive: true });
  };
  return { origin, stop };
}

export const test = base.extend({
  host: [
    async ({}, use) => {
      const host = await start();
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],

  /** `visit(person, path)` signs somebody in by the form's own request and goes to a page, on the day that the plans are
   *  written for. A line on the console that is not told beforehand, `{ says: [patterns] }`, fails the test. */
  visit: async ({ page, host }, use) => {
    const requests = [];
    const said = [];
    const allowed = [];
    page.on('request', request => requests.push({ url: request.url(), method: request.method(), type: request.resourceType() }));
    page.on('console', line => ['error', 'warning'].includes(line.type()) && said.push(line.text()));
    page.on('pageerror', error => said.push(String(error)));
    const visit = async (person, path, { says = [] } = {}) => {
      allowed.push(...says);
      await page.clock.setFixedTime(new Date('2026-11-22T12:00:00'));
      await page.addInitScript(hear, EVENTS);
      const answer = await page.request.post(`${host.origin}/session`, { form: { person }, maxRedirects: 0 });
      expect(answer.status(), `${person} signs in`).toBe(303);
      await page.goto(host.origin + path);
      return page.locator('plp-roadmap').first();
    };
    visit.requests = () => requests.map(request => ({ ...request, url: request.url.replace(host.origin, '') }));
    await use(visit);
    expect(said.filter(line => !allowed.some(pattern => pattern.test(line))), 'lines on the console').toEqual([]);
    expect(requests.filter(({ url }) => !url.startsWith(`${host.origin}/`)), 'requests to others').toEqual([]);
  },
});
