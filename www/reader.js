// What the reader does in a roadmap: one listener of each kind hears it for all that is in a root.

const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/**
 * Listens from now on, for as long as the root is there. `act(words)` is Rust's (`src/view/act.rs`): an element says in
 * `data-act` what pressing it does. `follow(detail)` tells the host of a link, and is true where the host goes there itself.
 */
export function heed(root, { act, follow }) {
  root.addEventListener('click', event => {
    const at = event.target.closest('a, [data-act]');
    if (!at) return;
    const { act: words, step = null } = at.dataset;
    if (words === 'point') act(`point ${Math.round(event.offsetX)} ${Math.round(event.offsetY)}`);
    else if (words) act(words);
    // A click with a modifier asks the browser for a new tab or window: that is not navigation in this page.
    else if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    else if (follow({ step, href: at.getAttribute('href'), target: at.target })) event.preventDefault();
  });
  root.addEventListener('keydown', event => {
    const step = event.target.closest('.step');
    const arrow = step && ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      // A step's id is its number behind one letter.
      act(arrow + step.id.slice(1));
    } else if (event.key === 'Escape') act('escape');
  });
  root.addEventListener('input', ({ target }) => {
    if (target.id === 'find') act(`seek ${target.value}`);
  });
  // Scrolling does not bubble. Of a small map all is there already.
  root.addEventListener('scroll', ({ target }) => target.matches('[data-large] .map') && act('scroll'), true);
}
