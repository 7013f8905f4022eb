// What the reader asks of the plan: typed, sent, and what came of it. Nothing typed is lost on the way.

import { escaped } from './fence.js';
import { Failure, warn } from './failure.js';

/** So much of a host's reason is shown. */
const REASON = 500;
/** The most characters of a text, which is the plan format's limit. */
const LONGEST = 4000;
/** The plan has changed since it was read, or the host wants to hear which one was. */
const MOVED = [409, 412, 428];

/**
 * The changes of one roadmap, sent one after the other: each is made on the plan that the one before it answered.
 *
 * The session's lines: `whose()` is a word for the plan on screen and who reads it; `plan()` is its document, if there
 * is one; `tell(change)` asks the page, and is a promise that the page passes it on, or false; `post(change)` sends it
 * and shows the plan that comes back, or answers that it went nowhere; `renew()` reads the plan again, and answers
 * whether there is one, or null where it could not be read; `wrote(how, step)` and `fared(asked, outcome, reason)` are
 * Rust's; `signIn(status)` tells of a 401.
 */
export class Changes {
  #shadow;
  #lines;
  /** What was typed and not yet sent, and on which step, by plan, viewer and step. Rust draws the box and never sees it. */
  #drafts = new Map();
  /** By what was asked: the change that has not arrived, to be sent again as it was and under its own id; what it decides
   *  on, as the reader saw it; and once it is lost, whose words it has. */
  #unsent = new Map();
  #last = Promise.resolve();
  /** How often another learner's plan has come: not every plan says by its id whose it is. */
  #others = 0;
  #watching = false;

  constructor(shadow, lines) {
    this.#shadow = shadow;
    this.#lines = lines;
    shadow.addEventListener('input', ({ target }) => {
      const { draft, step } = target.dataset;
      if (draft === undefined) return;
      const isEmpty = () => target.value.trim() === '';
      if (isEmpty()) this.#drafts.delete(draft);
      else this.#drafts.set(draft, { text: target.value, step });
      this.#guard();
      const tell = () => this.#lines.wrote(isEmpty() ? 'emptied' : 'wrote', step);
      // One that is only to be copied from has no line that tells of it, and goes once it is empty: not under the fingers.
      if (isEmpty() && !target.hasAttribute('aria-describedby')) target.addEventListener('blur', tell, { once: true });
      else tell();
    });
  }

  /** Fills each box that comes, from now on. The small card has none. */
  watch({ small }) {
    if (small || this.#watching) return;
    this.#watching = true;
    const filled = new WeakSet();
    new MutationObserver(() => {
      for (const box of this.#shadow.querySelectorAll('textarea')) {
        if (!filled.has(box)) box.value = this.#drafts.get(box.dataset.draft)?.text ?? '';
        filled.add(box);
      }
    }).observe(this.#shadow, { childList: true, subtree: true });
  }

  /** The one to write in; others hold what was written on a step that is gone. */
  get #box() {
    return this.#shadow.querySelector('.change textarea');
  }

  /** Has the browser ask before the page goes, and what is not sent with it. */
  #guard() {
    (this.#drafts.size ? addEventListener : removeEventListener)('beforeunload', this.#stay);
  }

  #stay = event => {
    event.preventDefault();
    // Chromium before 119 heeds this alone.
    event.returnValue = true;
  };

  /** A plan is shown, or Rust begins anew: what is written is here still, and what was lost may have arrived. */
  remind() {
    for (const [asked, [change, , lost]] of this.#unsent) {
      if (!lost || !isMade(change, this.#lines.plan())) continue;
      this.#unsent.delete(asked);
      this.#clear(lost.draft, change.text);
      // Of a decision nobody knows whose it is: somebody else may have decided otherwise.
      this.#lines.fared(asked, change.text === undefined ? 'decided' : 'over', '');
    }
    for (const { step } of this.#drafts.values()) this.#lines.wrote('kept', step);
  }

  /** Another learner's plan comes: what was typed for this one goes. */
  forget() {
    this.#others += 1;
    this.#unsent.clear();
    if (this.#drafts.size === 0) return;
    this.#drafts.clear();
    this.#guard();
  }

  /** Takes what Rust asks for, as JSON, with what is in the box now. Calls nothing in Rust before its call has ended. */
  take(asked) {
    const box = this.#box;
    const made = JSON.parse(asked);
    const { kind } = made;
    const isNote = kind === 'comment' || kind === 'reflect';
    const draft = isNote ? box?.dataset.draft : undefined;
    const text = isNote ? (box?.value ?? '').trim() : undefined;
    let [change, seen] = this.#unsent.get(asked) ?? [];
    if (!change || change.text !== text) {
      change = { id: uuid(), at: new Date().toISOString(), ...made };
      // Events are recorded by page analytics, and what a learner wrote is not theirs: a record, which is made of what
      // can be enumerated, has no text. A host that takes the change reads `detail.text`.
      if (isNote) Object.defineProperty(change, 'text', { value: text });
      seen = decidedOn(change, this.#lines.plan);
    }
    this.#unsent.set(asked, [Object.freeze(change), seen]);
    const keep = this.#keeper();
    const [whose, others] = [this.#lines.whose(), this.#others];
    const isOver = () => this.#lines.whose() !== whose || this.#others !== others;
    const failed = () => this.#lines.fared(asked, 'lost', '');
    this.#last = this.#last.then(() => this.#carry(asked, change, seen, draft, keep, isOver)).catch(failed);
  }

  /**
   * Whenever what this answers is called, the focus stays in its place, though a button that has done its work is taken
   * away; and while it is there, the line that says how it goes is in view.
   */
  #keeper() {
    const held = this.#shadow.activeElement;
    const told = held?.closest('.change')?.querySelector('.told');
    return () => {
      if (!told) return;
      // Elsewhere on the page it is the reader's.
      const line = told.isConnected ? told : this.#shadow.querySelector('.news:not(:empty)');
      if (!held.isConnected && document.activeElement === document.body) line?.focus({ preventScroll: true });
      const place = told.parentNode ?? told;
      const { top, bottom } = place.getBoundingClientRect();
      // Who has scrolled away from it is not brought back.
      const isSeen = bottom > 0 && top < innerHeight;
      if (isSeen && place.contains(this.#shadow.activeElement)) told.scrollIntoView({ block: 'nearest' });
    };
  }

  /** `isOver()` says whether another plan is there by now, or another reader. */
  async #carry(asked, change, seen, draft, keep, isOver) {
    keep();
    const [outcome, reason] = unfit(change) ?? (await this.#sent(change, seen, isOver));
    if (['lost', 'sign-in'].includes(outcome)) this.#unsent.set(asked, [change, seen, { draft }]);
    else this.#unsent.delete(asked);
    const isSent = ['sent', 'passed-on'].includes(outcome);
    if (isSent) this.#clear(draft, change.text);
    // What was sent is its sender's, and no word for whoever reads by now.
    this.#lines.fared(asked, isSent && isOver() ? 'over' : outcome, reason ?? '');
    // What was written on in the box meanwhile is not sent, and stays where the box would go.
    if (isSent) this.remind();
    const box = this.#box;
    if (unfit(change) && box?.dataset.draft === draft) box.focus();
    // Rust may be waiting in this very call, and renders after it.
    await null;
    keep();
  }

  /** Empties the box, unless the reader has written on. */
  #clear(draft, text) {
    if ((this.#drafts.get(draft)?.text ?? '').trim() !== text) return;
    this.#drafts.delete(draft);
    this.#guard();
    const box = this.#box;
    if (box?.dataset.draft === draft) box.value = '';
  }

  /** How it went, and the host's reason where there is one. */
  async #sent(change, seen, isOver) {
    // By now somebody else may be signed in, and nobody's words go out under another's name.
    if (isOver()) return ['other'];
    // Nor is an answer given to what its reader has not seen, though the question is the same.
    const asSeen = () => decidedOn(change, this.#lines.plan) === seen;
    if (!asSeen()) return [makesSense(change, this.#lines.plan()) === false ? 'decided' : 'moved'];
    const shown = () => JSON.stringify(placeOf(change, this.#lines.plan()));
    const taken = this.#lines.tell(change);
    for (let again = false; ; again = true) {
      try {
        if (!taken) {
          const before = shown();
          const fate = await this.#lines.post(change);
          const now = shown();
          // Nobody has seen it in a plan that says there what it said, or could not be read again.
          return [fate ?? (now && now !== before ? 'sent' : 'passed-on')];
        }
        await taken;
        return ['passed-on'];
      } catch (error) {
        // The roadmap crashed, and nobody is there to be told.
        if (escaped(error)) throw error;
        const { code, status, retryable, message, text } = error instanceof Failure ? error : new Failure('network', 'fault');
        const moved = MOVED.includes(status);
        const read = moved && !again && (await this.#lines.renew());
        const newer = read && this.#lines.plan();
        const sense = newer && makesSense(change, newer) && (asSeen() || undefined);
        if (sense && !isOver()) continue;
        // What compresses an answer on its way makes its tag weak, and no host sees that.
        warn(`change: ${message}${status === 428 ? ', and only a strong ETag gives it an If-Match' : ''}`);
        if (isOver()) return ['other'];
        // It is not the plan that changed, or nobody knows whether it did.
        if (read === null || (status === 428 && !newer)) return ['lost'];
        // Of words there is more to say: they are there to be sent.
        if (moved) return [newer && sense !== undefined && change.text === undefined ? 'decided' : 'moved'];
        if (code === 'auth') {
          this.#lines.signIn(status);
          return ['sign-in'];
        }
        return retryable ? ['lost'] : ['refused', reasonIn(text)];
      }
    }
  }
}

/** How a text fares that is not sent: where there is none, or too much of it, and how much. */
function unfit({ text }) {
  if (text === '') return ['empty'];
  const over = [...(text ?? '')].length - LONGEST;
  return over > 0 ? ['long', String(over)] : undefined;
}

function found(list, id) {
  return Array.isArray(list) ? list.find(each => each?.id === id) : undefined;
}

/** What a change is made on: a pathway, a step or an action; undefined where that is gone. */
function placeOf({ step, goal, action, pathway }, plan) {
  if (pathway !== undefined) return found(plan?.pathways, pathway);
  return step === undefined ? found(found(plan?.goals, goal)?.actions, action) : found(plan?.steps, step);
}

/** What a change without words decides on, to be compared: all that is said of it, but for what others note there and
 *  how far it is, which decides whether it is open. */
function decidedOn(change, plan) {
  if (change.text !== undefined) return undefined;
  const said = (key, value) => (['notes', 'status'].includes(key) ? undefined : (value ?? undefined));
  return JSON.stringify(placeOf(change, plan()), said);
}

/** Whether a change can still be made, as `src/rules/offers.rs` says it of a plan that is read: what it is made on is as open
 *  as it was; undefined where that is gone. */
function makesSense(change, plan) {
  const on = placeOf(change, plan);
  if (!on) return undefined;
  const { kind, pathway, action } = change;
  if (pathway !== undefined) return on.current !== true;
  if (action !== undefined) return on.done !== true;
  const isDecision = ['accept', 'decline', 'approve'].includes(kind);
  if (!isDecision) return true;
  const { value, need } = on.score ?? {};
  const state = on.agency?.state;
  // Completed below what it needs is not met, and may be approved.
  const isShort = [value, need].every(Number.isFinite) && value < need;
  const over = on.status === 'completed' ? !isShort : ['waived', 'dropped'].includes(on.status);
  if (over || kind === 'approve') return !over && ['proposed', 'accepted'].includes(state);
  return state === 'proposed' && !['in-progress', 'completed', 'not-met', 'reworking'].includes(on.status);
}

/** Whether the plan shows the change made: a note by its id; of anything else, that it is not open any more. */
function isMade(change, plan) {
  return change.text === undefined ? makesSense(change, plan) === false : found(placeOf(change, plan)?.notes, change.id);
}

/** The `detail` of a problem document (RFC 9457): words for the reader, shown as text. */
function reasonIn(text) {
  try {
    const { detail } = JSON.parse(text);
    if (typeof detail === 'string') return [...detail].slice(0, REASON).join('');
  } catch {
    // It is no JSON, and we have words of our own.
  }
  return '';
}

/** A random UUID. Pages without https have no `crypto.randomUUID`. */
function uuid() {
  const [...bytes] = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return bytes.map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
}
