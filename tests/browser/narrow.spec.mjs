// On a phone, beside other things, at 400 % zoom, on paper: the same elements as one numbered list.

import { expect, inState, SCRIPT, settled, SOPHOMORE, STORIES, test } from './story.mjs';

/** Whether anything is wider than its place, in the page or in the roadmap. */
const sideways = roadmap =>
  roadmap.evaluate(element => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...element.shadowRoot.querySelectorAll('.root, .base, .map, .details, .board')].filter(each => each.scrollWidth > each.clientWidth + 1);
    return [scrollWidth > clientWidth ? `page: ${scrollWidth}` : null, ...wide.map(each => `${each.className}: ${each.scrollWidth} > ${each.clientWidth}`)].filter(Boolean);
  });

for (const story of STORIES) {
  test(`${story} is one numbered list at 360 px, without sideways scroll`, async ({ tell }) => {
    const roadmap = await tell(story, { width: 360, height: 640, attributes: story === 'arabic-family' ? 'lang="ar"' : '' });
    expect(await sideways(roadmap)).toEqual([]);
    const steps = await roadmap.locator('.step').evaluateAll(all =>
      all.map(each => ({ number: Number(each.querySelector('.card').dataset.number), top: each.getBoundingClientRect().top, seen: parseFloat(getComputedStyle(each.querySelector('.card'), '::before').width) > 1 })),
    );
    expect(steps.map(step => step.number)).toEqual(steps.map((_, at) => at + 1));
    expect(steps.filter((step, at) => at > 0 && step.top <= steps[at - 1].top), 'one below the other').toEqual([]);
    expect(steps.filter(step => !step.seen), 'numbers that are not seen').toEqual([]);
  });
}

test('a long word anywhere makes the page no wider at 400 % zoom', async ({ page, open }) => {
  const LONG = 'Persönlichkeitsentwicklungsplanungsunterlagen';
  await page.setViewportSize({ width: 320, height: 256 });
  const roadmap = await open(`<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style>${SCRIPT}<plp-roadmap today="2026-11-22"></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate((element, title) => {
    element.plan = {
      format: 'throughline-plan/1', title,
      goals: [{ id: 'g', title, kind: 'career', primary: true }],
      phases: [{ id: 'p', title }], lanes: [{ id: 'l', title }],
      steps: [{ id: 'a', title, kind: 'course', phase: 'p', lane: 'l' }],
    };
  }, LONG);
  await inState(roadmap, 'ready');
  await settled(roadmap);
  expect(await sideways(roadmap)).toEqual([]);
});

test('the list is made of the elements of the map', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => {
    window.kept = [...element.shadowRoot.querySelectorAll('.phase, .step, .card, [data-is~=phase-heading]')];
  });
  await page.setViewportSize({ width: 360, height: 640 });
  await settled(roadmap);
  const same = await roadmap.evaluate(element => {
    const now = [...element.shadowRoot.querySelectorAll('.phase, .step, .card, [data-is~=phase-heading]')];
    return now.length === window.kept.length && now.every((each, at) => each === window.kept[at]);
  });
  expect(same).toBe(true);
});

test('a list on a wide page has the room of the page', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1280, attributes: 'view="list"' });
  const widths = await roadmap.locator('.card').evaluateAll(all => all.map(each => each.getBoundingClientRect().width));
  expect(Math.min(...widths)).toBeGreaterThan(300);
});

test('a narrow place on a wide page is narrow too', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { css: 'plp-roadmap { inline-size: 340px }' });
  expect(await sideways(roadmap)).toEqual([]);
  const [first, second] = await roadmap.locator('.phase').evaluateAll(all => all.map(each => each.getBoundingClientRect().x));
  expect(first).toBe(second);
});

for (const [width, height, what] of [[360, 640, 'on a phone'], [320, 256, 'at 400 % zoom']]) {
  test(`details are read and closed ${what}`, async ({ page, tell }) => {
    const roadmap = await tell(SOPHOMORE, { width, height });
    await roadmap.locator('.card', { hasText: 'Algebra II' }).click();
    const details = roadmap.getByRole('complementary', { name: 'Algebra II' });
    await expect(details.getByRole('heading', { name: 'Algebra II' })).toBeInViewport();
    expect(await sideways(roadmap)).toEqual([]);
    await details.getByRole('button', { name: 'Statistics' }).click();
    const next = roadmap.getByRole('complementary', { name: 'Statistics' });
    await expect(next.getByRole('heading', { name: 'Statistics' })).toBeInViewport();
    await next.getByText('Worth 1 credit').scrollIntoViewIfNeeded();
    await expect(next.getByText('Worth 1 credit')).toBeInViewport();
    await next.getByRole('button', { name: 'Close' }).click();
    await expect(next).toHaveCount(0);
    await expect(roadmap.locator('.card', { hasText: 'Statistics' })).toBeInViewport();
  });
}

// WCAG 2.2, 2.4.11.
test('no focus is under the open panel, also on the way back', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 360, height: 640 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await roadmap.locator('[data-is~=next] .go, .board .go').first().click();
  await expect(roadmap.locator('.details')).toBeVisible();
  await roadmap.locator('.step .card').first().focus();
  const hidden = [];
  for (let at = 0; at < 20; at++) {
    await page.keyboard.press('Shift+Tab');
    const found = await roadmap.evaluate(({ shadowRoot }) => {
      const held = shadowRoot.activeElement;
      const panel = shadowRoot.querySelector('.details').getBoundingClientRect();
      return held && !held.closest('.details') && held.getBoundingClientRect().top >= panel.top && held.getBoundingClientRect().bottom <= panel.bottom ? held.textContent : '';
    });
    if (found) hidden.push(found);
  }
  expect(hidden).toEqual([]);
});

test('at 400 % zoom nothing is cut off or beside the window', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 320, height: 256 });
  expect(await sideways(roadmap)).toEqual([]);
  const outside = await roadmap.locator('.step-title, .status, [data-is~=board-title], [data-is~=title]').evaluateAll(all =>
    all.map(each => [each.textContent, each.getBoundingClientRect()]).filter(([, { left, right }]) => left < 0 || right > innerWidth).map(([text]) => text),
  );
  expect(outside).toEqual([]);
});

for (const [width, what] of [[1280, 'the map'], [700, 'the list']]) {
  test(`paper shows every step of ${what}, and no button that paper cannot press`, async ({ page, tell }) => {
    const roadmap = await tell(SOPHOMORE, { width });
    await page.emulateMedia({ media: 'print' });
    await settled(roadmap);
    await expect(roadmap.locator('.skip')).toBeHidden();
    const lost = await roadmap.locator('.step').evaluateAll(all => {
      const base = all[0].closest('.base').getBoundingClientRect();
      const lost = each => {
        const { left, right, width, height } = each.getBoundingClientRect();
        return width < 20 || height < 10 || left < base.left - 1 || right > base.right + 1;
      };
      return all.filter(lost).map(each => each.querySelector('.step-title').textContent);
    });
    expect(lost).toEqual([]);
  });
}

test('on a phone the phase of today is one press away, and on a map it is in sight', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 360, height: 780 });
  const go = roadmap.getByRole('button', { name: 'Go to Grade 10' });
  const first = roadmap.locator('.phase[data-is~=now] .card').first();
  await expect(first).not.toBeInViewport();
  await go.click();
  await expect(first).toBeInViewport();
  await expect(first).toBeFocused();
  await expect(roadmap.locator('.phase[data-is~=now] h3')).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(go).toBeHidden();
});

// WCAG 2.2, 1.4.1.
test('a lit line is seen in a list without its colour', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 500 });
  for (const forcedColors of ['none', 'active']) {
    await page.emulateMedia({ forcedColors });
    await roadmap.evaluate(element => element.trace('geometry'));
    const edge = title => roadmap.locator('.card', { has: page.getByText(title, { exact: true }) }).evaluate(card => {
      const { outlineStyle, outlineWidth, borderWidth } = getComputedStyle(card);
      return [outlineStyle, outlineWidth, borderWidth].join(' ');
    });
    expect(await edge('Algebra I')).toBe('solid 2px 1px');
    expect(await edge('English 9')).toMatch(/^none/);
    expect(await edge('Biology')).toMatch(/^none .* 1px$|^none .* 1px 1px 1px 6px$/);
  }
});

test('beside a map a step opens where the reader is, however low the window', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 844, height: 300 });
  const card = roadmap.locator('.card').nth(60);
  await card.click();
  await settled(roadmap);
  await expect(card).toBeInViewport({ ratio: 1 });
  await expect(roadmap.locator('.details .close')).toBeInViewport();
});

test('an open step stays over its panel where a list of two columns becomes one', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 760, height: 1000 });
  const card = roadmap.locator('.card').nth(40);
  await card.click();
  await page.setViewportSize({ width: 400, height: 800 });
  await settled(roadmap);
  const [at, panel] = [await card.boundingBox(), await roadmap.locator('.details').boundingBox()];
  expect(at.y).toBeGreaterThanOrEqual(0);
  expect(at.y + at.height).toBeLessThanOrEqual(panel.y + 1);
});

test('on paper no ring is printed around what has the focus', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => element.focusStep('geometry'));
  const card = roadmap.locator('.card:focus-visible');
  await expect(card).toHaveCSS('outline-style', 'solid');
  await page.emulateMedia({ media: 'print' });
  await expect(card).toHaveCSS('outline-style', 'none');
});

for (const width of [1280, 2560]) {
  test(`a panel is no higher than the window of a page that zooms itself: ${width} px`, async ({ page, tell }) => {
    const roadmap = await tell(SOPHOMORE, { width, height: 800, css: 'body { zoom: 2 }' });
    await roadmap.locator('.card').nth(20).click();
    await expect(roadmap.locator('.details .close')).toBeInViewport({ ratio: 1 });
    const { height } = await roadmap.locator('.details').boundingBox();
    expect(height).toBeLessThanOrEqual(800);
  });
}

for (const [width, height, what] of [[390, 844, 'a phone'], [740, 360, 'a phone on its side']]) {
  test(`on ${what} a step that is opened stays over its panel, whose title and way out stay in sight`, async ({ page, tell }) => {
    const roadmap = await tell(SOPHOMORE, { width, height });
    const card = roadmap.locator('.card', { hasText: 'Algebra II' });
    await card.click();
    const panel = roadmap.locator('.details');
    await expect(panel).toBeInViewport();
    await settled(roadmap);
    const bottom = (await card.boundingBox()).y + (await card.boundingBox()).height;
    expect(bottom).toBeLessThanOrEqual((await panel.boundingBox()).y + 1);
    expect((await card.boundingBox()).y).toBeGreaterThanOrEqual(0);
    await panel.evaluate(element => element.scrollTo(0, 300));
    await expect(panel.getByRole('heading', { name: 'Algebra II', exact: true })).toBeInViewport();
    await expect(panel.locator('.close')).toBeInViewport();
  });
}
