// Under the policy that the README publishes, and without it.

import { expect, fallback, heard, inState, snippet, test } from './page.mjs';

const PUBLISHED = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";

test('the published policy with Trusted Types is enough', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { headers: { 'content-security-policy': PUBLISHED } });
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Algebra II');
});

test('styles reach it under that policy', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { headers: { 'content-security-policy': PUBLISHED } });
  await inState(roadmap, 'ready');
  expect(await roadmap.evaluate(element => getComputedStyle(element).containerType)).toBe('inline-size');
});

test('a policy that blocks WebAssembly is told as csp-wasm, and the fallback stays', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), {
    headers: { 'content-security-policy': "script-src 'self'" },
    says: [/^\[plp-roadmap\] csp-wasm: .*'wasm-unsafe-eval'/, /WebAssembly|Content Security Policy/],
  });
  await inState(roadmap, 'error');
  await expect(fallback(page)).toBeVisible();
  const errors = await heard(page, 'plp-error');
  expect(errors).toMatchObject([{ detail: { code: 'csp-wasm', retryable: false } }]);
});

test('thirty roadmaps under that policy say it once on the console', async ({ page, open }) => {
  await open(snippet(open.host('tiny')) + `<plp-roadmap src="${open.host('tiny')}"></plp-roadmap>`.repeat(29), {
    headers: { 'content-security-policy': "script-src 'self'" },
    says: [/csp-wasm/, /WebAssembly|Content Security Policy/],
  });
  await expect.poll(async () => (await heard(page, 'plp-error')).length).toBe(30);
  expect(open.said.filter(line => line.startsWith('[plp-roadmap]'))).toHaveLength(1);
});

test('a browser without WebAssembly is told as wasm-unsupported', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { before: () => { delete window.WebAssembly; }, says: [/wasm-unsupported/] });
  await inState(roadmap, 'error');
  expect((await heard(page, 'plp-error'))[0].detail.code).toBe('wasm-unsupported');
  // The fallback takes room of the page.
  const [whole, link] = [await roadmap.boundingBox(), await roadmap.locator('a').boundingBox()];
  expect(whole.y + whole.height).toBeGreaterThanOrEqual(link.y + link.height);
  await expect(fallback(page)).toBeVisible();
});
