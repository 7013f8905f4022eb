// A small plan, drawn for nobody while the reader's is on its way. Browsers compile of the wasm only what runs, and only when
// it does: that is a tenth of what a slow computer needs from the plan to its picture.

/** One of each thing that a first picture shows. */
const PLAN = `{
  "format": "throughline-plan/1",
  "phases": [{ "id": "a", "title": "A", "start": "2026-08-01", "end": "2027-06-01" }, { "id": "b", "title": "B" }],
  "lanes": [{ "id": "l", "title": "L", "kinds": ["course"] }],
  "goals": [{ "id": "g", "title": "G", "primary": true }],
  "requirements": [{ "id": "r", "title": "R", "kind": "credits", "need": 2, "of": [{ "id": "s", "title": "S", "kind": "credits", "need": 1 }] }],
  "steps": [
    { "id": "x", "title": "X", "kind": "course", "phase": "a", "status": "completed", "credits": 1, "counts": [{ "requirement": "s" }] },
    { "id": "y", "title": "Y", "kind": "course", "phase": "b", "status": "planned", "credits": 1 },
    { "id": "z", "title": "Z", "kind": "task", "phase": "b", "status": "in-progress", "due": "2026-12-01" }
  ],
  "edges": [{ "from": "x", "to": "y", "kind": "requires" }, { "from": "y", "to": "g", "kind": "leads-to" }]
}`;
/** Once on a page: what is compiled serves all its roadmaps. */
let rehearsed = false;

/** `mount(root, place, tell, allow)` is Rust's, with the page's settings and words. */
export function rehearse(mount) {
  if (rehearsed) return;
  rehearsed = true;
  const nothing = () => {};
  const trial = mount(document.createElement('div'), nothing, nothing, nothing);
  trial.read('plan', PLAN, Infinity);
  trial.destroy();
}
