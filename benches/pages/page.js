// What every page of the bench does: fetch the plan, draw it, and say when the first frame with all of it is there.

/** The size of a card and the room about it, alike for all who ask for them. */
export const CARD = { width: 172, height: 48, gap: 16, gutter: 64 };

/** Resolves right after the frame that shows what has been done until now. */
export function shown() {
  return new Promise(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  });
}

/** Resolves in the first frame in which `there` holds. */
export function becomes(there) {
  return new Promise(resolve => {
    const look = () => (there() ? resolve() : requestAnimationFrame(look));
    look();
  });
}

/** What a diagram tool reads of a plan document: steps with a title and a column, and links from step to step. */
export function graphOf(plan) {
  const columns = new Map(plan.phases.map((phase, at) => [phase.id, at]));
  const index = new Map(plan.steps.map((step, at) => [step.id, at]));
  const steps = plan.steps.map(step => ({ id: step.id, title: step.title, column: columns.get(step.phase) }));
  const links = plan.edges
    .filter(edge => index.has(edge.from) && index.has(edge.to))
    .map(edge => ({ id: `${edge.from}-${edge.to}`, from: index.get(edge.from), to: index.get(edge.to) }));
  return { steps, links, columns: plan.phases.length };
}

/** Where the roadmaps of this page go: one that fills the window, or many small ones. */
function boxes(count) {
  const style = count === 1 ? 'width:1280px;height:800px' : 'width:320px;height:200px;display:inline-block';
  return Array.from({ length: count }, () => {
    const box = document.createElement('div');
    box.style.cssText = `${style};position:relative;overflow:hidden`;
    return box;
  });
}

/**
 * Draws `?plan=` once, or `?count=` times, with a peer: `draw(graph, box, plan)` resolves when all is handed to the
 * browser, to `{ layout, links }`: the milliseconds of its layout, if it can tell, and a function that gives the drawn
 * links as `[from, to, [[x, y], …]]`. `window.done` is what came of it.
 * A peer draws all at once, so its picture is there when all is.
 */
export async function page({ draw, waits = shown }) {
  const query = new URLSearchParams(location.search);
  const plan = await (await fetch(query.get('plan'))).json();
  const started = performance.now();
  const graph = graphOf(plan);
  const places = boxes(Number(query.get('count') ?? 1));
  document.body.append(...places);
  const drawn = await Promise.all(places.map(box => draw(graph, box, plan)));
  await waits();
  window.links = drawn[0].links;
  const at = performance.now();
  window.done = { picture: at, at, started, layout: drawn[0].layout ?? null };
}
