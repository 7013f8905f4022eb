// A plan of tests/plans on a page of its own, on the day that the plans are written for.

import { inState, SCRIPT, test as base } from './page.mjs';

export * from './page.mjs';

export const SOPHOMORE = 'washington-sophomore-nursing';
export const STORIES = [
  SOPHOMORE,
  'texas-junior-welding',
  'grade-7-competency-based',
  'multilingual-learner-english-spanish',
  'partial-feed-credits-by-subject',
  'first-week',
  'arabic-family',
];

export const test = base.extend({
  /** `tell(story, { attributes, css, width, height })` shows a story: `attributes` are the element's, `css` the page's.
   *  The element is as wide as the window. */
  tell: async ({ page, open }, use) => {
    const tell = async (story, { attributes = '', css = '', width = 1280, height = 900 } = {}) => {
      await page.setViewportSize({ width, height });
      const roadmap = await open(
        `<meta name="viewport" content="width=device-width"><style>body { margin: 0 } ${css}</style>
         ${SCRIPT}<plp-roadmap src="/plans/${story}.json" today="2026-11-22" ${attributes}></plp-roadmap>`,
      );
      await inState(roadmap, 'ready');
      await settled(roadmap);
      return roadmap;
    };
    await use(tell);
  },
});

/** Cards and destinations that lie on each other, and those whose words do not fit. */
export const crowded = roadmap =>
  roadmap.evaluate(element => {
    const boxes = [...element.shadowRoot.querySelectorAll('.card, .destination')].map(each => ({
      name: each.querySelector('.step-title, .destination-title').textContent,
      place: each.getBoundingClientRect(),
      cut: each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1,
    }));
    const on = (one, other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    const overlaps = boxes.flatMap((one, at) => boxes.slice(at + 1).filter(other => on(one.place, other.place)).map(other => `${one.name} on ${other.name}`));
    return { overlaps, cut: boxes.filter(box => box.cut).map(box => box.name) };
  });

/** Two frames without a change of size: the map measures its cards and is drawn again. */
export async function settled(roadmap) {
  await roadmap.evaluate(async element => {
    const frame = () => new Promise(requestAnimationFrame);
    const size = () => element.shadowRoot.querySelector('.base')?.outerHTML.length + ' ' + element.getBoundingClientRect().height;
    for (let same = 0, before = size(); same < 3;) {
      await frame();
      const now = size();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  });
}

/** What holds the focus, through shadow roots: its text or label. */
export const focused = page =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at === document.body ? null : (at.getAttribute('aria-label') ?? at.textContent.trim());
  });

