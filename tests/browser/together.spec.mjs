// Changes in the reference host: what one writes the other reads, and the plan is everybody's.

import { expect, inState, test } from './portal.mjs';

const choose = async (roadmap, title) => {
  await inState(roadmap, 'ready');
  await roadmap.locator('.step').getByRole('button', { name: title, exact: false }).first().click();
  return roadmap.getByRole('complementary');
};
const send = async (details, text, button = 'Send comment') => {
  await details.getByRole('textbox').fill(text);
  await details.getByRole('button', { name: button, exact: true }).click();
};

test('what a learner writes her mother reads', async ({ page, visit }) => {
  const details = await choose(await visit('marisol-reyes', '/portal'), 'Algebra II');
  await send(details, 'I can do word problems now', 'Send reflection');
  await expect(details.locator('.told:not(:empty)')).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=notes]')).toContainText('I can do word problems now');
  await page.context().clearCookies();
  const hers = await choose(await visit('lucía-reyes', '/portal'), 'Algebra II');
  await expect(hers.locator('[data-is=notes]')).toContainText('I can do word problems now');
  await expect(hers.locator('[data-is=notes]')).toContainText('Marisol Reyes');
  await expect(hers.getByRole('button', { name: 'Send reflection' })).toHaveCount(0);
});

test('two write at the same time, and both are read', async ({ browser, host, page, visit }) => {
  const details = await choose(await visit('marisol-reyes', '/portal', { says: [/status of 412/] }), 'Chemistry');
  // Her counselor is faster.
  const other = await browser.newContext();
  await other.request.post(`${host.origin}/session`, { form: { person: 'daniel-okafor' }, maxRedirects: 0 });
  const plan = await other.request.get(`${host.origin}/api/plans/washington-sophomore-nursing`);
  const id = 'of-the-counselor';
  const answer = await other.request.post(`${host.origin}/api/plans/washington-sophomore-nursing/changes`, {
    headers: { 'Idempotency-Key': id, 'If-Match': plan.headers().etag },
    data: { id, kind: 'comment', step: 'chemistry', text: 'Ask me about the lab' },
  });
  expect(answer.status()).toBe(200);
  const statuses = [];
  page.on('response', response => response.request().method() === 'POST' && statuses.push(response.status()));
  await send(details, 'Is there a lab?');
  await expect(details.locator('.told:not(:empty)')).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=notes]')).toContainText('Ask me about the lab');
  await expect(details.locator('[data-is=notes]')).toContainText('Is there a lab?');
  expect(statuses).toEqual([412, 200]);
  await other.close();
});

test('a counselor approves what is proposed, and it is told who did', async ({ visit }) => {
  const roadmap = await visit('daniel-okafor', '/plans/washington-sophomore-nursing');
  await inState(roadmap, 'ready');
  const proposed = await roadmap.evaluate(async element => {
    const plan = JSON.parse(await (await element.exportPlan('json')).text());
    return plan.steps.find(step => step.agency?.state === 'proposed').id;
  });
  await roadmap.evaluate((element, id) => element.focusStep(id), proposed);
  const details = roadmap.getByRole('complementary');
  await details.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(details.locator('.told:not(:empty)')).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=agency] .entry').first()).toContainText(/Approved.*Okafor/);
  await expect(details.getByRole('button', { name: 'Decline', exact: true })).toHaveCount(0);
});
