// <plp-roadmap>: the element's class. It is there before WebAssembly is up and after it is gone.

import { ATTRIBUTES, mirrorAttributes } from './attributes.js';
import { json } from './json.js';
import { forgetPage, watchPage } from './language.js';
import { Session } from './session.js';
import { forgetArrival, forgetSize, watchArrival, watchSize } from './watched.js';

/** How long a removed roadmap keeps its app, in milliseconds: a router may put it back. */
const FAREWELL = 5_000;

/** A learner's plan as a roadmap. Where there are no elements, on a server, it can be imported and not made. */
export class PlpRoadmap extends (globalThis.HTMLElement ?? Object) {
  static version = VERSION;
  static observedAttributes = [...Object.keys(ATTRIBUTES), 'lang', 'dir'];

  #session;
  #plan = null;
  #fetcher = null;
  #getToken = null;
  #urlPolicy = null;
  #strings = null;
  /** These as JSON: the page may change them where they are. */
  #said = 'null';
  /** What is to be done at the end of the task. */
  #due = new Set();
  /** Whether we are in a page, moves apart. */
  #present = false;
  /** Whether another plan was set while we were in none, or was on its way when we left. */
  #missed = false;
  #farewell = 0;
  #blockSize = -1;
  #spoken = () => this.#soon('configure');

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    this.#session = new Session(this, shadow, this.#internals());
    this.#upgradeProperties();
  }

  // ---- what a page may set

  get plan() {
    return this.#plan;
  }
  set plan(plan) {
    this.#plan = plan ?? null;
    if (!this.#session.isGivenAgain(this.#plan)) this.#soon('load');
  }

  get fetcher() {
    return this.#fetcher;
  }
  set fetcher(fetcher) {
    this.#fetcher = functionOrNull(fetcher);
  }

  get getToken() {
    return this.#getToken;
  }
  set getToken(getToken) {
    this.#getToken = functionOrNull(getToken);
  }

  get urlPolicy() {
    return this.#urlPolicy;
  }
  set urlPolicy(policy) {
    const before = this.#urlPolicy;
    this.#urlPolicy = functionOrNull(policy);
    if (before !== this.#urlPolicy) this.#soon('links');
  }

  get strings() {
    return this.#strings;
  }
  set strings(strings) {
    this.#strings = strings ?? null;
    const before = this.#said;
    this.#said = json(this.#strings);
    if (before !== this.#said) this.#soon('configure');
  }

  // ---- what a page may know and ask

  get state() {
    return this.#session.state;
  }
  get ready() {
    return this.#session.ready.promise;
  }

  /** Loads the plan, from another address if one is given. Settles when it is shown, has failed or was overtaken. */
  load(src) {
    if (src !== undefined) this.src = src;
    return this.#load(false);
  }
  reload() {
    return this.#load(true);
  }
  abort() {
    this.#session.abort();
  }
  async focusStep(id) {
    return (await this.#session.stage()).focusStep(String(id));
  }
  async trace(id) {
    return (await this.#session.stage()).trace(id == null ? undefined : String(id));
  }
  async compare(id) {
    return (await this.#session.stage()).compare(id == null ? undefined : String(id));
  }
  async expandAll() {
    (await this.#session.stage()).openAll(true);
  }
  async collapseAll() {
    (await this.#session.stage()).openAll(false);
  }
  /** The plan as the host sent it. */
  async exportPlan(kind = 'json') {
    if (kind !== 'json') throw new TypeError(`there is no export as ${kind}`);
    return new Blob([await this.#session.text()], { type: 'application/json' });
  }
  async print() {
    await this.expandAll();
    this.ownerDocument.defaultView.print();
  }
  /** Gives everything back. The element can be used again. */
  dispose() {
    this.#due.clear();
    forgetArrival(this);
    this.#session.end();
  }

  // ---- coming and going

  connectedCallback() {
    clearTimeout(this.#farewell);
    this.#session.returned();
    // Elsewhere on the page may be another language.
    this.#spoken();
    watchPage(this, this.#spoken);
    if (this.#present) return;
    this.#present = true;
    watchSize(this, () => this.#measure());
    if (!this.#session.begun) this.#soon('begin');
    else if (this.#missed || !this.#session.isPainted) this.#soon('load');
  }

  // Where moveBefore() is known, it moves us without the two callbacks around it.
  connectedMoveCallback() {
    this.#soon('configure');
  }

  // Sheets belong to one document.
  adoptedCallback() {
    this.#session.adopted();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion in one task.
    queueMicrotask(() => {
      if (this.isConnected || !this.#present) return;
      this.#present = false;
      const cut = this.#session.abort();
      this.#missed ||= cut;
      forgetArrival(this);
      forgetSize(this);
      forgetPage(this.#spoken);
      if (this.#session.begun) this.#leave();
    });
  }

  #leave() {
    clearTimeout(this.#farewell);
    this.#farewell = setTimeout(() => this.dispose(), FAREWELL);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'src') this.#soon('load');
    else if (name === 'format' && this.#session.isPainted) this.#soon('load');
    else if (name === 'loading') this.#soon('begin');
    else if (name === 'step') this.#soon('step');
    // Of what tells Rust nothing new nothing comes about.
    else this.#soon('configure');
  }

  /** Does things once at the end of the task, however often they were asked for: attributes come one by one. */
  #soon(what) {
    if (this.#due.size === 0) queueMicrotask(() => this.#doDue());
    this.#due.add(what);
  }

  #doDue() {
    const due = this.#due;
    this.#due = new Set();
    if (due.has('configure')) this.#session.configure();
    if (due.has('links')) this.#session.relink();
    if (!this.isConnected) this.#missed ||= due.has('load');
    else if (due.has('load') && this.#session.begun) this.#load(false);
    else if (due.has('load') || due.has('begin')) this.#begin();
    // Of the plan that comes, not of the one that goes.
    if (due.has('step') && !this.#missed) this.#session.openStep();
  }

  #load(again) {
    this.#due.delete('load');
    this.#missed = false;
    // What a page loads before it shows us, or after, it may never show.
    if (!this.isConnected) this.#leave();
    return this.#session.load({ again });
  }

  /** A lazy one that is still far away stays as it is. */
  #begin() {
    if (this.#session.begun) return;
    if (this.loading !== 'lazy' || this.#plan) return void this.#load(false);
    watchArrival(this, () => {
      if (!this.#session.begun) this.#load(false);
    });
  }

  // ---- small things

  #internals() {
    try {
      return this.attachInternals();
    } catch {
      // Only `:state()` is lost.
      return null;
    }
  }

  /** A property set before the upgrade is the instance's own and would hide the class's. */
  #upgradeProperties() {
    for (const [name, { set }] of Object.entries(Object.getOwnPropertyDescriptors(PlpRoadmap.prototype))) {
      if (!set || !Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  /** Tells the page how tall we are, where that is news: what shows us in a frame fits it to that. */
  #measure() {
    // As it is laid out, also while the page lets it come in by a transform; that is a whole number, which may be too few.
    const [laid, seen] = [this.offsetHeight, this.getBoundingClientRect().height];
    const blockSize = Math.ceil(Math.abs(laid - seen) < 1 ? seen : laid);
    if (!this.#session.isPainted || blockSize === this.#blockSize) return;
    this.#blockSize = blockSize;
    const detail = { blockSize };
    this.dispatchEvent(new CustomEvent('plp-resize', { detail, bubbles: true, composed: true }));
  }
}

mirrorAttributes(PlpRoadmap.prototype);

function functionOrNull(value) {
  return typeof value === 'function' ? value : null;
}
