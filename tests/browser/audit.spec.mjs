// "Am I on track?": what counts where, who says so, what shows it, what is next; by mouse, and by keyboard alone.

import AxeBuilder from '@axe-core/playwright';
import { expect, focused, heard, inState, settled, SOPHOMORE, test } from './story.mjs';

const JUNIOR = 'texas-junior-welding';
const GRADE_7 = 'grade-7-competency-based';

/** A board by its heading. */
const board = (roadmap, name) => roadmap.locator('.board', { has: roadmap.page().getByRole('heading', { name, exact: true }) });
/** The titles of the lit cards, in reading order. */
const lit = roadmap => roadmap.locator('.step[data-is~=lit] .step-title').allTextContents();
/** The panel of what was chosen. */
const panel = (roadmap, name) => roadmap.getByRole('complementary', { name, exact: true });
/** Opens what a line is folded into. */
const unfold = (roadmap, ...names) => roadmap.evaluate((element, names) => {
  for (const summary of element.shadowRoot.querySelectorAll('[data-is=audit] summary, [data-is=competencies] summary')) {
    if (names.some(name => summary.textContent.includes(name))) summary.parentElement.open = true;
  }
}, names);

const QUESTIONS = [
  // story, board, what is chosen, how it is said, what is lit
  [SOPHOMORE, 'Requirements', 'Mathematics', /3 steps: Algebra I \(Done\), Geometry \(Now\), Algebra II \(Planned\)\./, ['Algebra I', 'Geometry', 'Algebra II']],
  [SOPHOMORE, 'Requirements', 'Show what counts toward Seal of Biliteracy', /2 steps: Spanish STAMP test \(Done\)/, null],
  [SOPHOMORE, 'Competencies', 'Technical skills', /2 steps: Take vital signs \(Now\), Nursing Assistant \(Planned\)\./, ['Take vital signs', 'Nursing Assistant']],
  [SOPHOMORE, 'Profile', 'Playing the violin', /1 step: Mariachi group \(Now\)\./, ['Mariachi group']],
  [JUNIOR, 'Requirements', 'Five STAAR tests', /5 steps: STAAR English I \(Done\)/, null],
  [JUNIOR, 'Competencies', 'Weld vertical and overhead to D1.1', /2 steps: /, ['SkillsUSA welding team', 'Weld 3G and 4G to code']],
  [GRADE_7, 'Competencies', 'Inquire', /3 steps: Ask a question worth asking \(Done\)/, ['Ask a question worth asking', 'Measure and record', 'Explain with evidence']],
];

for (const [story, on, name, sentence, titles] of QUESTIONS) {
  for (const by of ['mouse', 'keyboard']) {
    test(`${story}: ${name}, by ${by}`, async ({ page, tell }) => {
      const roadmap = await tell(story);
      await unfold(roadmap, 'What it is made of', 'Seal of');
      const choice = board(roadmap, on).getByRole('button', { name, exact: true });
      const before = await lit(roadmap);
      await choice.focus();
      if (by === 'mouse') await choice.click();
      else await page.keyboard.press('Enter');

      // The panel has the focus, says how many and which, and the map shows the same.
      const title = name.replace('Show what counts toward ', '');
      await expect(panel(roadmap, title)).toBeVisible();
      await expect.poll(() => focused(page)).toBe(title);
      await expect(panel(roadmap, title).locator('#details-why')).toHaveText(sentence);
      await expect(choice).toHaveAttribute('aria-pressed', 'true');
      const cards = await lit(roadmap);
      expect(cards.length).toBe(await panel(roadmap, title).locator('.section[data-is~=steps] .entry').count());
      if (titles) expect(cards).toEqual(titles);
      const words = await roadmap.locator('.step[data-is~=lit] .lit-word').allTextContents();
      expect(words.length).toBe(cards.length);

      // A step of the group opens, and from there its requirements are one press away.
      const first = panel(roadmap, title).locator('.section[data-is~=steps]').getByRole('button').first();
      const step = (await first.textContent()).trim();
      if (by === 'mouse') await first.click();
      else {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        expect(await focused(page)).toBe(step);
        await page.keyboard.press('Enter');
      }
      await expect(panel(roadmap, step)).toBeVisible();
      await expect(roadmap.locator('.lit-word')).toHaveCount(0);
      await expect.poll(() => focused(page)).toBe(step);

      // Choosing it and choosing it again, or Escape, restores all.
      await page.keyboard.press('Escape');
      await choice.focus();
      await page.keyboard.press('Space');
      await expect(panel(roadmap, title)).toBeVisible();
      await expect.poll(() => focused(page)).toBe(title);
      if (by === 'mouse') await choice.click();
      else await page.keyboard.press('Escape');
      await expect(panel(roadmap, title)).toHaveCount(0);
      await expect.poll(() => focused(page)).toBe(name);
      await expect(choice).toHaveAttribute('aria-pressed', 'false');
      expect(await lit(roadmap)).toEqual(before);
    });
  }
}

test('a step leads to its requirements in every overlay, and back', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.locator('.step').getByRole('button', { name: /^Geometry/ }).click();
  const counts = panel(roadmap, 'Geometry').locator('.section[data-is~=counts]');
  await expect(counts.getByRole('button')).toHaveText(['Geometry', 'Math through Algebra II']);
  await expect(counts).toContainText('Washington diploma');
  await expect(counts).toContainText('Four-year college admission');
  await counts.getByRole('button', { name: 'Math through Algebra II' }).press('Enter');
  await expect(panel(roadmap, 'Math through Algebra II')).toContainText('College admission');
  expect(await lit(roadmap)).toEqual(['Algebra I', 'Geometry', 'Algebra II']);
  // Its card does not say to be open while something else is.
  await expect(roadmap.locator('.card[aria-expanded=true]')).toHaveCount(0);
  // Escape brings the step's details back, and again closes them.
  await page.keyboard.press('Escape');
  await expect(panel(roadmap, 'Geometry')).toBeVisible();
  await expect(roadmap.locator('.card[aria-expanded=true]')).toHaveText(/^Geometry/);
  await expect.poll(() => focused(page)).toBe('Geometry');
  await page.keyboard.press('Escape');
  await expect(roadmap.getByRole('complementary')).toHaveCount(0);
  expect((await heard(page, 'plp-select')).map(({ detail }) => detail.step)).toEqual(['geometry', null]);
});

test('a waiver says who, when and why; a verdict whose word it is, and our estimate where it differs', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await unfold(roadmap, 'What it is made of');
  const line = name => board(roadmap, 'Requirements').locator('.entry-body', { has: roadmap.page().getByRole('button', { name, exact: true }) }).last();
  await expect(line('Washington State History')).toContainText(/waived.*June Nakamura.*Feb 3, 2025.*State history completed in Oregon\./);
  await expect(line('Arts or personal pathway')).toContainText('the school says so');
  await expect(line('Arts or personal pathway')).toContainText('our estimate: 0 of 1 credit, 1 in progress');
});

test('overlays stand beside the diploma under headings', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const groups = board(roadmap, 'Requirements').getByRole('heading', { level: 4 });
  await expect(groups).toHaveText(['Diploma', 'College admission', 'Seal', 'Endorsement']);
});

test('what does not go as planned is on the card, on the step and among the next steps', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(async element => {
    const plan = await (await fetch('/plans/washington-sophomore-nursing.json')).json();
    plan.steps.find(step => step.id === 'algebra-2').status = 'dropped';
    element.plan = plan;
  });
  await inState(roadmap, 'ready');
  await settled(roadmap);
  const card = roadmap.locator('.step').getByRole('button', { name: /^Statistics/ });
  await expect(card).toContainText('Prerequisite missing');
  const check = roadmap.locator('[data-is=next] [data-is=findings]');
  await expect(check.getByRole('heading')).toHaveText('Check with the school counselor');
  await expect(check).toContainText('According to the school’s data.');
  await check.getByRole('button', { name: 'Statistics' }).press('Enter');
  const details = panel(roadmap, 'Statistics');
  await expect(details.locator('[data-is=findings]')).toContainText('Algebra II is required for Statistics, but it is left out.');
  await expect(details.locator('[data-is=findings]')).toContainText('Include Algebra II');
  await expect.poll(() => focused(page)).toBe('Statistics');
});

test('hours and tests say what is done and needed, beside the course they serve', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const deeds = board(roadmap, 'Hours, tests and portfolio');
  const volunteer = deeds.locator('.entry', { hasText: 'Hospital volunteer' });
  await expect(volunteer).toContainText('24 of 40 hours');
  await expect(volunteer).toContainText('goes with Health Careers');
  await deeds.getByRole('button', { name: 'Grade 8 English test' }).press('Enter');
  await panel(roadmap, 'Grade 8 English test').getByRole('button', { name: 'English 9' }).first().click();
  await expect(panel(roadmap, 'English 9').locator('.section[data-is~=deeds]')).toContainText('Grade 8 English test');
});

test('a step says which entries of the profile explain it, and leads to them', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.locator('.step').getByRole('button', { name: /^Mariachi group/ }).click();
  await panel(roadmap, 'Mariachi group').locator('[data-is=because]').getByRole('button', { name: 'Playing the violin' }).click();
  await expect(panel(roadmap, 'Playing the violin')).toContainText('Interests');
  expect(await lit(roadmap)).toEqual(['Mariachi group']);
});

test('what is chosen on a board is seen on the map beside its panel, and the line it was chosen by afterwards', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const choice = board(roadmap, 'Requirements').getByRole('button', { name: '24 credits', exact: true });
  await choice.focus();
  await page.keyboard.press('Enter');
  await expect(roadmap.locator('.step[data-is~=lit] .card').first()).toBeInViewport({ ratio: 1 });
  await expect(panel(roadmap, '24 credits')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect.poll(async () => {
    const { y, height } = await choice.boundingBox();
    return y >= 40 && y + height <= 900 - 40;
  }).toBe(true);
});

test('a link of the panel that has the focus is not under its head', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 360, height: 740 });
  await roadmap.evaluate(element => element.focusStep('geometry'));
  const links = roadmap.locator('.details').getByRole('button');
  await links.last().focus();
  let seen = 0;
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Shift+Tab');
    const place = () => roadmap.evaluate(({ shadowRoot }) => {
      const at = shadowRoot.activeElement;
      const head = shadowRoot.querySelector('.details-head');
      return at?.closest('.details') && !head.contains(at) ? at.getBoundingClientRect().top - head.getBoundingClientRect().bottom : null;
    });
    if ((await place()) === null) break;
    await expect.poll(place).toBeGreaterThanOrEqual(0);
    seen += 1;
  }
  expect(seen).toBeGreaterThan(3);
});

test('the table says in words which steps are lit', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'view="table"' });
  await unfold(roadmap, 'What it is made of');
  await board(roadmap, 'Requirements').getByRole('button', { name: 'Mathematics', exact: true }).click();
  await expect(roadmap.locator('tr', { hasText: 'Counts here' }).getByRole('rowheader')).toHaveText(['Algebra I', 'Geometry', 'Algebra II']);
});

const LOOKS = [
  ['a map', SOPHOMORE, {}, 'Playing the violin'],
  ['a phone', GRADE_7, { width: 360, height: 640 }, 'Inquire'],
  ['the dark', GRADE_7, { attributes: 'theme="dark"', css: 'body { background: #10151d }' }, 'Inquire'],
  ['high contrast', GRADE_7, { attributes: 'theme="contrast"' }, 'Inquire'],
  ['Arabic', 'arabic-family', { attributes: 'lang="ar"' }, 'ساعات في صيدلية'],
  ['Arabic on a phone', 'arabic-family', { attributes: 'lang="ar"', width: 360, height: 640 }, 'ساعات في صيدلية'],
];
for (const [what, story, shown, name] of LOOKS) {
  test(`axe finds nothing where a group is lit, ${what}, and nothing is wider than its place`, async ({ page, tell }) => {
    const roadmap = await tell(story, shown);
    await roadmap.evaluate(element => element.expandAll());
    await roadmap.locator('.boards').getByRole('button', { name, exact: true }).first().click();
    await expect(roadmap.getByRole('complementary')).toBeVisible();
    await expect(roadmap.getByRole('complementary').getByRole('heading').first()).toBeInViewport();
    await expect(roadmap.locator('.lit-word').first()).toBeAttached();
    const { violations } = await new AxeBuilder({ page }).include('plp-roadmap')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .disableRules(['region', 'page-has-heading-one', 'landmark-one-main']).setLegacyMode().analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)}`))).toEqual([]);
    const wide = await roadmap.evaluate(element =>
      [...element.shadowRoot.querySelectorAll('.base, .details, .board')].filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.className));
    expect(wide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
}
