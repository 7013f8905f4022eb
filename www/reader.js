// What the reader does in a roadmap: one listener of each kind hears it for all that is in a root.

import { whenIdle } from './idle.js';

/** What shows more of a map, and on which side. */
const TURNS = { onward: 1, backward: -1 };
/** What may be pressed quickly, many times. */
const MORE = ['larger', 'smaller', 'later', 'before', ...Object.keys(TURNS)];
/** Once less than so many hundredths of what is seen of a large map are drawn on a side of it, the next is drawn: when there
 *  is time, since nobody who scrolls is to wait for what is not seen yet. */
const AHEAD = 15;
/** So many milliseconds later a click is of another series, whatever it counts. */
const SERIES = 1000;

/** With one of these it is the browser's: a click for a new tab or window, a key for the way back. */
const isModified = event => event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;

/**
 * Listens from now on, for as long as the root is there. `act(words)` is Rust's (`src/view/act.rs`): an element says in
 * `data-act` what pressing it does. `follow(detail)` tells the host of a link, and is true where the host goes there itself.
 * `focused()` hears before anything is scrolled to; `scrolled(part, left, top)` keeps how far a part is scrolled.
 */
export function heed(root, { act, follow, focused, scrolled }) {
  // What the first click of a quick series was on, and when: the page may have moved under the pointer by the second.
  let pressed = null;
  let then = 0;
  const again = event => event.detail > 1 && pressed && event.timeStamp - then < SERIES;
  root.addEventListener('mousedown', event => {
    root.toggleAttribute('data-keys', false);
    if (again(event) && !pressed.contains(event.target)) event.preventDefault();
  });
  root.addEventListener('click', event => {
    const at = event.target.closest('a, [data-act]');
    // Who double-clicks means what one click does, but where each is one more.
    if (again(event) && !(at === pressed && MORE.includes(at.dataset.act))) return event.preventDefault();
    pressed = at;
    then = event.timeStamp;
    if (!at) return;
    const { act: words, step = null } = at.dataset;
    if (TURNS[words]) turn(root.querySelector('.map'), TURNS[words]);
    else if (words === 'point') act(`point ${[event.offsetX, event.offsetY].map(at => Math.max(0, Math.round(at))).join(' ')}`);
    else if (words) {
      // What a step was opened by has the focus again when it is closed, be it its card, a next step or a find.
      if (!at.closest('.details')) {
        root.querySelector('[data-opener]')?.removeAttribute('data-opener');
        at.setAttribute('data-opener', '');
      }
      act(words);
    }
    else if (!isModified(event) && follow({ step, href: at.getAttribute('href'), target: at.target })) event.preventDefault();
  });
  root.addEventListener('keydown', event => {
    // Who moves the focus by keys sees where it is, which Safari does not show where a script moves it.
    root.toggleAttribute('data-keys', true);
    const step = event.target.closest('.step');
    const [, arrow] = /^Arrow(.+)/.exec(event.key) ?? [];
    if (arrow && step && !isModified(event)) {
      event.preventDefault();
      // A step's id is its number behind one letter.
      act(arrow.toLowerCase() + step.id.slice(1));
    } else if (event.key === 'Escape' && !event.isComposing) {
      // First it empties the field that it is pressed in. A dialog that we are in stays open.
      const sought = event.target.id === 'find' && event.target.value;
      if (!sought && !root.querySelector('.details')) return;
      event.preventDefault();
      // A dialog that looks at no more than the key would close too.
      event.stopPropagation();
      if (sought) event.target.value = '';
      act(sought ? 'seek ' : 'escape');
    }
  });
  root.addEventListener('input', ({ target }) => {
    if (target.id === 'find') act(`seek ${target.value}`);
  });
  // Who goes from card to card by Tab finds the next one there, though it stands at the top of the next phase.
  root.addEventListener('focusin', ({ target }) => {
    focused();
    if (root.hasAttribute('data-keys') && target.matches('[data-large] .map .card')) act('scroll0');
  });
  let asked = 0;
  const ahead = () => {
    asked = 0;
    act(`scroll${AHEAD}`);
  };
  // Scrolling does not bubble. Of a small map all is there already.
  const scroll = ({ target }) => {
    scrolled(target, target.scrollLeft, target.scrollTop);
    tellEnds(root);
    if (!target.matches('[data-large] .map')) return;
    act('scroll0');
    asked ||= whenIdle(ahead);
  };
  root.addEventListener('scroll', scroll, true);
}

/** Shows what of a map lies on this side: all of it where that fits, else with a little of what is there now. */
function turn(map, side) {
  const { scrollLeft, clientWidth, scrollWidth } = map;
  const rest = side > 0 ? scrollWidth - clientWidth - Math.abs(scrollLeft) : Math.abs(scrollLeft);
  const by = rest < clientWidth ? rest : 0.8 * clientWidth;
  map.scrollBy({ left: by * (getComputedStyle(map).direction === 'rtl' ? -side : side) });
}

/** Says to the style sheet on which sides there is more of a map. */
export function tellEnds(root) {
  const turns = root.querySelector('.turns');
  if (!turns) return;
  const { scrollLeft, clientWidth, scrollWidth } = root.querySelector('.map');
  const begun = Math.abs(scrollLeft);
  turns.toggleAttribute('data-begun', begun > 1);
  turns.toggleAttribute('data-more', begun + clientWidth < scrollWidth - 1);
}
