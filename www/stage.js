// What stands in the shadow root: the slots, the root that Rust renders into, and the sheets.
//
// It is one file, since all of it changes one root, and each change has its turn among the others.

import { css } from 'workshop/styles.js';
import { calm, enter, everyone, release, shelter } from './fence.js';
import { wasm } from './loader.js';
import { forgetLetters, letters } from './letters.js';
import { heed, tellEnds } from './reader.js';
import { rehearse } from './rehearsal.js';
import { forgetSize, watchSize } from './watched.js';

/** By document. */
const shared = new WeakMap();

/** The widget's own styles, parsed once for all roadmaps of a page. A sheet object needs no style-src. */
function sharedSheet({ ownerDocument }) {
  if (!shared.has(ownerDocument)) {
    const sheet = newSheet(ownerDocument);
    sheet.replaceSync(css);
    shared.set(ownerDocument, sheet);
  }
  return shared.get(ownerDocument);
}

function newSheet({ defaultView }, options) {
  return new defaultView.CSSStyleSheet(options);
}

/** So many rules are changed in less time than all are read. */
const FEW = 20;
/** Once on a page: what is compiled serves all its roadmaps. */
let warmed = false;
/** From this width on there is a map: 48em in `styles.css`. */
const MAP = 768;
/** And from this one on a list has two columns. */
const TWO = 638;

/** The panel, what it stands at, the card that is open, and what that was opened from. */
const PARTS = ['.details', '.map, .table', '.card[aria-expanded="true"]', '.card[data-opener]'];

const unfold = () => everyone(stage => stage.whole(true));
const fold = () => everyone(stage => stage.whole(false));
const measure = () => {
  forgetLetters();
  everyone(stage => stage.measure());
};
const doubt = ({ type, persisted }) => (persisted || type !== 'pageshow') && everyone(stage => stage.doubt());

/** Paper cannot be scrolled: what is drawn in part is drawn whole for it. A page that comes back out of the browser's memory,
 *  or was made before anybody asked for it, is as it was, and somebody else may be signed in. One listener of each kind
 *  serves the page, however often we ask: `document.open()` takes them away. */
function heedPage() {
  addEventListener('beforeprint', unfold);
  addEventListener('afterprint', fold);
  document.fonts.addEventListener('loadingdone', measure);
  addEventListener('pageshow', doubt);
  if (document.prerendering) document.addEventListener('prerenderingchange', doubt);
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/**
 * One roadmap's place on the page, and the line to its Rust half.
 *
 * `speech()`, `tell(name, detail)`, `follow(detail)`, `allow(href)`, `doubt()`, `revived()` and `crashed()` are the session's.
 * Speech is asked for once the wasm is here, which brings the words: settings and language as they go to Rust, `{ settings,
 * language, asked, rtl, turned, catalogue, small }`, settings and catalogue as JSON; small is what flows and needs no width,
 * and turned is what runs against its language.
 */
export class Stage {
  /** Rust's root. A new one after every crash or farewell: what a broken instance has left there is gone with it. */
  root = this.#made();
  #fallback = make('slot');
  #header = make('slot', { name: 'header' });
  /** Where what is ours begins, under the page's own header. */
  #top = make('div');
  #footer = make('slot', { name: 'footer' });
  #error = make('slot', { name: 'error' });
  #empty = make('slot', { name: 'empty' });
  /** The cards' places, once there are any, and what it says. */
  #sheet = null;
  #places = '';
  #shadow;
  #lines;
  /** Paper cannot be unfolded: what was for it. */
  #unfolded = [];
  #mount = null;
  #mounted = null;
  #speech = null;
  #width = 0;
  /** So much of what the window shows is drawn before the rest; 0: all at once. */
  #below = 0;
  /** The last thing that Rust was asked to show, to ask again after a crash elsewhere. */
  #display = null;
  /** The card that is watched for all of them. */
  #first = null;
  #frame = { state: 'idle', painted: false, hostSpeaks: false };
  /** How far the reader has scrolled each part that scrolls. */
  #scrolled = new WeakMap();

  constructor(shadow, lines) {
    this.#shadow = shadow;
    this.#lines = lines;
    shadow.adoptedStyleSheets = [sharedSheet(shadow)];
    shadow.append(this.#header, this.#top, this.#fallback, this.#empty, this.root, this.#error, this.#footer);
    shadow.addEventListener('slotchange', () => this.arrange({}));
  }

  /** Whether Rust has a root here. */
  get up() {
    return this.#mounted !== null;
  }

  /** Brings Rust up, unless nobody waits for it any more by then. */
  async raise(isOver) {
    this.configure();
    const mount = await wasm();
    await calm();
    if (this.up || isOver()) return;
    this.#mount = mount;
    shelter(this);
    heedPage();
    enter(this, () => this.#begin());
  }

  /** Makes ready for a plan that is still on its way. */
  rehearse() {
    if (this.up && !this.#speech.small) enter(null, () => rehearse((...where) => this.#mountedAt(...where)));
  }

  #begin() {
    const { speech, tell, allow } = this.#lines;
    this.#speech = speech();
    this.#watch(this.#speech.small);
    this.#mounted = this.#mountedAt(this.root, css => this.#place(css), tell, allow);
  }

  #mountedAt(root, place, tell, allow) {
    const { settings, language, asked, rtl, catalogue, small } = this.#speech;
    const face = small ? '' : letters(getComputedStyle(this.root));
    return this.#mount(root, place, tell, allow, settings, this.#width, face, language, asked, rtl, catalogue);
  }

  /** Gives the cards their places. Paper gets the list: a map may be wider than any. */
  #place(css) {
    if (!this.#sheet) {
      this.#sheet = newSheet(this.#shadow.ownerDocument, { media: 'not print' });
      this.#shadow.adoptedStyleSheets = [sharedSheet(this.#shadow), this.#sheet];
    }
    // All that a new sheet has rules for is styled anew, so what moved alone is moved where that is little.
    const [before, rules] = [this.#places, css].map(each => each.split('}'));
    const moved = [...rules.keys()].filter(at => rules[at] !== before[at]);
    if (rules.length !== before.length || moved.length > FEW) this.#sheet.replaceSync(css);
    else for (const at of moved) {
      const rule = this.#sheet.cssRules[0].cssRules[at];
      [rule.selectorText, rule.style.cssText] = rules[at].split('{').slice(-2);
    }
    this.#places = css;
  }

  /** We are in another document, which has none of our sheets. A document without a window shows nothing. */
  adopted() {
    if (!this.#shadow.ownerDocument.defaultView) return;
    this.#shadow.adoptedStyleSheets = [sharedSheet(this.#shadow)];
    const places = this.#places;
    this.#sheet = null;
    this.#places = '';
    if (places) this.#place(places);
  }

  /** Scrolls back to where the reader was: what is taken out of a page, if only for a move, loses its place in it. */
  returned() {
    for (const part of this.root.querySelectorAll('.map, .table, .details')) part.scrollTo(this.#scrolled.get(part) ?? {});
  }

  /** Reads the width and follows it, where it matters: asking for it makes the browser lay out the page. */
  #watch(small) {
    if (small) return forgetSize(this.root);
    this.#width = this.#measured();
    this.#stack();
    watchSize(this.root, () => this.#fit());
  }

  /** Puts what is ours under the fallback, from the upper edge that it has without. */
  #stack() {
    if (this.#fallback.hidden || this.root.hidden) return;
    const [ours, whole] = [this.root, this.#top].map(each => each.getBoundingClientRect().top);
    const down = ours - whole - parseFloat(getComputedStyle(this.root).marginTop);
    this.root.style.setProperty('--_fallback', `${down}px`);
  }

  /** New settings or another language; where Rust is not up, it is told once it is. */
  configure() {
    if (!this.up) return;
    const before = this.#speech;
    this.#speech = this.#lines.speech();
    const { settings, asked, rtl, catalogue, small } = this.#speech;
    if (before.small !== small) this.#watch(small);
    if (before.settings !== settings) this.#call(mounted => mounted.configure(settings, this.#width));
    this.arrange({});
    if (before.asked !== asked || before.rtl !== rtl || before.catalogue !== catalogue) this.speak();
  }

  /** Draws all anew, in the words that there are now, and with the links that the page allows now. */
  speak() {
    const { language, asked, rtl, catalogue } = this.#speech;
    this.#call(mounted => mounted.speak(language, asked, rtl, catalogue));
  }

  /** Cards may be higher than they were: letters have another face, or a reader's own style sheet sets them apart. */
  measure() {
    if (this.#frame.painted && !this.#speech.small) this.#call(mounted => mounted.act('measure'));
  }

  /** The width that Rust draws for. */
  #measured() {
    return this.#scaled(this.root.clientWidth);
  }

  /** What the window has below our upper edge. The root is lower while the fallback is over it. */
  #measuredBelow() {
    return this.#scaled(innerHeight - this.#shadow.host.getBoundingClientRect().top);
  }

  /** Pixels as they would be at a font of 16: Rust reckons in ems. */
  #scaled(pixels) {
    const font = parseFloat(getComputedStyle(this.root).fontSize) || 16;
    return Math.round((pixels * 16) / font);
  }

  /** In the next frame: what is drawn anew in an observer's call changes sizes that it has just reported. */
  #fit() {
    requestAnimationFrame(() => {
      this.#measureBar();
      this.#settle(true);
      const width = this.#measured();
      if (!this.up || width === 0) return;
      if (width === this.#width) return this.measure();
      const turned = [TWO, MAP].some(at => width < at !== this.#width < at);
      this.#width = width;
      this.#stack();
      this.#call(mounted => mounted.configure(this.#speech.settings, width));
      this.#makeRoom();
      if (turned) this.#find();
    });
  }

  /** Says to the style sheet how high the scrollbar under the map is: headings pass by the map alone. */
  #measureBar() {
    const { style } = this.root;
    const map = this.root.querySelector('.map');
    // Where nothing is said there is none, and what is said anew is a style anew for all.
    const bar = map ? `${map.offsetHeight - map.clientHeight - 2 * map.clientTop}px` : '0px';
    if (bar !== (style.getPropertyValue('--_bar') || '0px')) style.setProperty('--_bar', bar);
  }

  /** Brings what has the focus into sight again, and the card that is open: the map has become a list, the list a map, or
   *  its columns one. */
  #find() {
    const at = this.#shadow.activeElement;
    const { top, bottom } = this.root.getBoundingClientRect();
    // A table stays one, and the reader may be elsewhere on the page.
    if (!this.root.querySelector('.map') || bottom <= 0 || top >= innerHeight) return;
    const open = this.root.querySelector('[data-is~="chosen"] .card');
    if (at) for (const part of [open, at]) part?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Says to the style sheet what room there is for what sticks: the height of what we are scrolled in, where that is not the
   *  page, and what the page keeps free above, for a bar of its own. In what clips and does not scroll nothing sticks: of what
   *  is ours, a page may say that of the part `base`, and of the element. */
  #makeRoom() {
    let at = this.root.querySelector('.base') ?? this.root;
    const page = document.documentElement;
    // So says frame.html, of a frame as high as all of it.
    let unstuck = this.#shadow.host.hasAttribute('data-fitted');
    const flow = around => getComputedStyle(around).overflowY;
    // The body's is the window's, unless the page has one.
    const clips = around => !/visible|clip/.test(flow(around)) && (around !== document.body || flow(page) !== 'visible');
    const scrolls = around => around.scrollHeight > around.clientHeight && /auto|scroll/.test(flow(around));
    while (at !== page && !(clips(at) && scrolls(at))) {
      unstuck ||= clips(at);
      at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host ?? page;
    }
    const { style } = this.root;
    this.root.toggleAttribute('data-unstuck', unstuck);
    const top = getComputedStyle(at).scrollPaddingTop;
    style.setProperty('--_free', top.endsWith('px') ? top : '0px');
    // A page's `zoom` makes units of the window larger too, and pixels.
    const zoom = this.root.currentCSSZoom ?? 1;
    const seen = `calc(var(--_window) / ${zoom})`;
    const room = (at.clientHeight * (at.currentCSSZoom ?? 1)) / zoom;
    style.setProperty('--_port', at === page ? seen : `min(${seen}, ${room}px)`);
  }

  /** Says to the style sheet where a panel stands that cannot stick: at its card. Once, unless `again`: it stays there while a
   *  large map is scrolled. */
  #settle(again) {
    if (!this.root.hasAttribute('data-unstuck')) return;
    const [panel, map, open, opener] = PARTS.map(part => this.root.querySelector(part));
    if (!panel || (panel.style.length && !again)) return;
    const [own, around] = [panel, map].map(part => part.getBoundingClientRect());
    const beside = own.left >= around.right || own.right <= around.left;
    // What a step led to stands where that stood; that of a group of steps at the foot of the map.
    const to = (open ?? opener)?.getBoundingClientRect()[beside ? 'top' : 'bottom'] ?? around.bottom;
    const down = Math.max(0, Math.min(to, around.bottom) - around.top);
    panel.style.setProperty('--_at', `${down / (this.root.currentCSSZoom ?? 1)}px`);
  }

  /** Reads a plan and shows it; tells what Rust found in it. */
  show(format, text) {
    this.#below = this.#speech.small ? 0 : this.#measuredBelow();
    // Before it is drawn, so that browsers lay out once; and after that measure, since a root that is empty and has no
    // fallback is no higher than that, and a page that is laid out so is scrolled elsewhere.
    this.arrange({ painted: true });
    const at = this.#shadow.activeElement;
    const [told, part, row] = ['.change', '.details, .board', 'li, tr'].map(around => at?.closest(around));
    const held = part ?? row;
    const before = this.#display;
    const found = JSON.parse(this.#put(mounted => mounted.read(format, text, this.#below)) ?? '{}');
    // What is on the screen is that before it.
    if (found.error) this.#display = before;
    // What makes cards higher, as a theme that comes late, makes the first one higher. In the next frame, as in `#fit`.
    const card = this.root.querySelector('.step');
    if (card && card !== this.#first) {
      this.#first = card;
      let isNew = true;
      watchSize(card, () => {
        if (!isNew) requestAnimationFrame(() => this.measure());
        isNew = false;
      });
    }
    // What had the focus has another place, where browsers take it; or is no more: then the line that tells how a change
    // fares has it, or the panel, or the heading of its board; and where those are no more, the line over the map, where it
    // would be told of.
    const around = held?.isConnected
      ? (held.matches('.board') ? held.firstChild : held)
      : (held ?? told) && this.root.querySelector('.news');
    const to = at?.isConnected ? at : told?.isConnected ? told.querySelector('.told') : around;
    if (to && !this.#shadow.activeElement) to.focus({ preventScroll: true });
    return found;
  }

  /** Draws what the first picture left for later. Whether it left anything. */
  rest() {
    const left = this.root.querySelector('[aria-busy]') !== null;
    if (left) this.#call(mounted => mounted.act('rest'));
    return left;
  }

  /** Shows that a plan is on its way. */
  wait() {
    this.#put(mounted => mounted.act('wait'));
  }

  /** Shows that there is none, and why. */
  fail(code, status) {
    this.#put(mounted => mounted.act(`fail${status} ${code}`));
  }

  #put(display) {
    this.#display = display;
    return this.#call(display);
  }

  /** A card has no steps to go to, and none to light. */
  focusStep(id) {
    return !this.#speech.small && this.#act(`focus ${id}`);
  }

  openStep(id) {
    return this.#act(`open ${id}`);
  }

  /** Closes the step that is open, if one is. */
  shutStep() {
    this.#act(`shut${this.root.querySelectorAll('.details:focus-within').length}`);
  }

  /** The reader writes on this step ('wrote'), has taken all of it back ('emptied'), or it is there still ('kept'). */
  wrote(how, step) {
    this.#act(`${how} ${step}`);
  }

  /** How a change fares; `asked` is what Rust told of it. */
  fared(asked, outcome, reason) {
    this.#act(`fared ${outcome} ${asked}\n${reason}`);
  }

  trace(id) {
    return !this.#speech.small && this.#act(id === undefined ? 'through' : `trace ${id}`);
  }

  compare(id) {
    return this.#act(id === undefined ? 'plan' : `compare ${id}`);
  }

  /** Does what had to wait for the first picture: the boards are laid out, and what the reader's first press would have to
   *  wait for runs once, since browsers compile only what runs. */
  warm() {
    this.root.dataset.warm = '';
    if (warmed || !this.up || this.#speech.small) return;
    warmed = true;
    this.#act('warm');
  }

  whole(whole) {
    for (const folded of this.#unfolded) folded.open = false;
    this.#act(whole ? 'whole' : 'near');
    this.#unfolded = whole ? [...this.root.querySelectorAll('details:not([open], .legend)')] : [];
    for (const folded of this.#unfolded) folded.open = true;
  }

  /** Says in words what is wanted (`src/view/act.rs`). Whether there is such a thing. */
  #act(words) {
    // It may open the panel.
    const may = !words.startsWith('scroll') && !this.#speech.small;
    if (may) this.#makeRoom();
    const known = this.#call(mounted => mounted.act(words)) ?? false;
    if (may) this.#settle();
    return known;
  }

  #call(ask) {
    if (!this.#mounted) return undefined;
    const answer = enter(this, () => ask(this.#mounted));
    tellEnds(this.root);
    return answer;
  }

  /** What the reader sees of the slots: the fallback until a plan is painted; the host's own words for a fault or a
   *  plan without steps, where it has put some there, instead of ours. `hostSpeaks`: it shows its message elsewhere. */
  arrange(frame) {
    this.#frame = { ...this.#frame, ...frame };
    const { state, painted, hostSpeaks } = this.#frame;
    const own = slot => slot.assignedNodes().length > 0;
    const error = state === 'error' && own(this.#error);
    const empty = state === 'empty' && own(this.#empty);
    this.#fallback.hidden = painted;
    this.#error.hidden = !error;
    this.#empty.hidden = !empty;
    this.root.hidden = error || (state === 'error' && hostSpeaks);
    Object.assign(this.root.dataset, { state, empty });
    this.root.toggleAttribute('data-turned', this.#speech?.turned ?? false);
  }

  openAll(open) {
    for (const details of this.root.querySelectorAll('details')) details.open = open;
  }

  /** Leaves a broken instance: nothing in it is called any more. */
  drop() {
    this.#mounted = null;
    this.#newRoot();
  }

  /** Shows the same again in a new instance. */
  revive() {
    this.#begin();
    this.#below = 0;
    this.#display?.(this.#mounted);
    this.#lines.revived();
  }

  crashed() {
    this.#lines.crashed();
  }

  /** Whether it is still the reader's is for the host to say. */
  doubt() {
    this.#lines.doubt();
  }

  /** Ends the app and keeps the place. */
  destroy() {
    release(this);
    this.#display = null;
    const mounted = this.#mounted;
    this.#mounted = null;
    this.#newRoot();
    // Not at once: a page may do this in a listener, and then a call of this roadmap is under way.
    if (mounted) queueMicrotask(() => enter(null, () => mounted.destroy()));
  }

  #newRoot() {
    forgetSize(this.root);
    const before = this.root;
    this.root = this.#made();
    this.root.style.visibility = before.style.visibility;
    before.replaceWith(this.root);
    this.arrange({});
  }

  #made() {
    const root = make('div', { className: 'root' });
    heed(root, {
      act: words => this.#act(words),
      follow: detail => this.#lines.follow(detail),
      focused: () => this.#settle(),
      scrolled: (part, left, top) => this.#scrolled.set(part, { left, top, behavior: 'instant' }),
    });
    return root;
  }
}
