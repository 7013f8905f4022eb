// Without a mouse.

import { expect, focused, heard, SOPHOMORE, test } from './story.mjs';

/** The focused card's number and place; null if the focus is not on a card. */
const card = page =>
  page.evaluate(() => {
    const at = document.querySelector('plp-roadmap').shadowRoot.activeElement;
    if (!at?.matches('.card')) return null;
    const { x, y, width, height } = at.getBoundingClientRect();
    return { number: Number(at.dataset.number), x: x + width / 2, y: y + height / 2, title: at.querySelector('.step-title').textContent };
  });
const focus = (roadmap, title) => roadmap.locator('.step').getByRole('button', { name: title }).first().focus();

/** The title of the focused card. */
const on = async page => (await card(page))?.title;
/** Opens a step by key, and waits for the focus to be in its details. */
const open = async (page, roadmap) => {
  await focus(roadmap, /^Algebra II/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Algebra II');
};

test('Tab reaches every step once, in the order of the numbers', async ({ page, tell }) => {
  await tell(SOPHOMORE);
  const numbers = [];
  // Some links and buttons before the map, then 90 steps.
  for (let pressed = 0; pressed < 140 && numbers.at(-1) !== 90; pressed += 1) {
    await page.keyboard.press('Tab');
    const at = await card(page);
    if (at) numbers.push(at.number);
  }
  expect(numbers).toEqual(Array.from({ length: 90 }, (_, at) => at + 1));
});

test('Shift and Tab lead back out of the roadmap: it is no trap', async ({ page, tell }) => {
  const roadmap = await tell('first-week');
  await page.evaluate(() => {
    document.querySelector('plp-roadmap').insertAdjacentHTML('beforebegin', '<button>before</button>');
    document.querySelector('plp-roadmap').insertAdjacentHTML('afterend', '<button>after</button>');
  });
  await roadmap.locator('.card').first().focus();
  const found = async (key, name) => {
    for (let pressed = 0; pressed < 40; pressed += 1) {
      await page.keyboard.press(key);
      if ((await focused(page)) === name) return true;
    }
    return false;
  };
  expect(await found('Shift+Tab', 'before')).toBe(true);
  expect(await found('Tab', 'after')).toBe(true);
});

for (const key of ['Enter', 'Space']) {
  test(`${key} opens a step, Escape closes it, and the focus is where the reader was`, async ({ page, tell }) => {
    const roadmap = await tell(SOPHOMORE);
    await focus(roadmap, /^Algebra II/);
    await page.keyboard.press(key);
    const details = roadmap.getByRole('complementary', { name: 'Algebra II' });
    await expect(details).toBeVisible();
    await expect.poll(() => focused(page)).toBe('Algebra II');
    // A dialog around hears of no key that closed something of ours, and of the next one.
    await page.evaluate(() => {
      window.escapes = 0;
      document.addEventListener('keydown', event => (window.escapes += event.key === 'Escape'));
    });
    await page.keyboard.press('Escape');
    await expect(details).toHaveCount(0);
    await expect.poll(() => on(page)).toBe('Algebra II');
    expect((await heard(page, 'plp-select')).map(({ detail }) => detail.step)).toEqual(['algebra-2', null]);
    expect(await page.evaluate(() => window.escapes)).toBe(0);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => window.escapes)).toBe(1);
  });
}

test('the focus is seen when the details open and after', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { height: 700 });
  await focus(roadmap, /^Statistics/);
  const seen = () =>
    page.evaluate(() => {
      const at = document.querySelector('plp-roadmap').shadowRoot.activeElement;
      if (!at) return false;
      const { x, y, width, height } = at.getBoundingClientRect();
      return x >= 0 && y >= 0 && x + width <= innerWidth + 1 && y + height <= innerHeight + 1;
    });
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Statistics');
  await expect.poll(seen).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => on(page)).toBe('Statistics');
  await expect.poll(seen).toBe(true);
});

test('the next Tab after opening goes into the details', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await open(page, roadmap);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Close');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Geometry');
  await page.keyboard.press('Enter');
  await expect(roadmap.getByRole('complementary', { name: 'Geometry' })).toBeVisible();
  await expect.poll(() => focused(page)).toBe('Geometry');
});

test('a step that was opened from the next steps gives the focus back there', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const opener = roadmap.locator('.board[data-is~=next]').getByRole('button', { name: 'Job shadow a nurse' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Job shadow a nurse');
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  // From one step to another, what opened the first did not open this one.
  await page.keyboard.press('Enter');
  await roadmap.locator('.details').getByRole('button', { name: 'First résumé' }).first().click();
  await page.keyboard.press('Escape');
  await expect.poll(() => on(page)).toBe('First résumé');
});

test('the close button closes, and gives the focus back to the step', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await open(page, roadmap);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(roadmap.getByRole('complementary')).toHaveCount(0);
  await expect.poll(() => on(page)).toBe('Algebra II');
});

const ARROWS = [
  // key, what it does to x and y on the screen
  ['ArrowRight', (from, to) => to.x > from.x],
  ['ArrowLeft', (from, to) => to.x < from.x],
  ['ArrowDown', (from, to) => to.y > from.y],
  ['ArrowUp', (from, to) => to.y < from.y],
];
for (const [story, direction, start] of [[SOPHOMORE, 'ltr', /^Chemistry/], ['arabic-family', 'rtl', null]]) {
  test(`arrows move to the neighbour that the eye sees, ${direction}`, async ({ page, tell }) => {
    const roadmap = await tell(story, { attributes: direction === 'rtl' ? 'lang="ar"' : '' });
    if (start) await focus(roadmap, start);
    else await roadmap.locator('.phase').nth(2).locator('.card').nth(1).focus();
    for (const [key, moved] of ARROWS) {
      // The map may scroll under the cards: places are told from its own corner.
      const place = async () => {
        const at = await card(page);
        const corner = await roadmap.locator('.canvas').evaluate(canvas => ({ x: canvas.getBoundingClientRect().x, y: canvas.getBoundingClientRect().y }));
        return { ...at, x: at.x - corner.x, y: at.y - corner.y };
      };
      const from = await place();
      await page.keyboard.press(key);
      await expect.poll(() => on(page)).not.toBe(from.title);
      const to = await place();
      expect(moved(from, to), `${key} from ${from.title} to ${to.title}`).toBe(true);
    }
  });
}

test('the first thing that Tab finds before the map skips it', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const skip = roadmap.getByRole('button', { name: 'Skip the steps' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  const { width, height } = await skip.boundingBox();
  expect(Math.min(width, height)).toBeGreaterThan(20);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Requirements');
  // With what it introduces.
  await expect.poll(async () => (await roadmap.getByRole('heading', { name: 'Requirements' }).boundingBox()).y).toBeLessThan(600);
  await page.keyboard.press('Tab');
  expect(await card(page)).toBeNull();
});

test('the way past the map leads somewhere in a plan of steps alone', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => {
    element.plan = { format: 'throughline-plan/1', steps: [{ id: 'art', title: 'Art' }] };
    return element.load();
  });
  await roadmap.getByRole('button', { name: 'Skip the steps' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('What the signs mean');
});

test('what has the focus shows it, everywhere', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await open(page, roadmap);
  const bare = [];
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press('Tab');
    const look = await page.evaluate(() => {
      const at = document.querySelector('plp-roadmap').shadowRoot.activeElement;
      if (!at) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      return { name: at.className || at.tagName, ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
    });
    if (look && !look.ring) bare.push(look.name);
  }
  expect(bare).toEqual([]);
});

test('the table is walked by Tab, and opens the same details', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'view="table"' });
  await roadmap.getByRole('button', { name: 'Algebra II' }).focus();
  await page.keyboard.press('Enter');
  await expect(roadmap.getByRole('complementary', { name: 'Algebra II' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('Algebra II');
});
