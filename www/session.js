// From an address to a painted plan, and what happens when it is not so simple.
//
// In one file, though it is long: loading, changing, failing and leaving may each be under way when another begins, and what
// they share (which plan, whose, whether it is painted) must never be seen half changed.

import { Changes } from './changes.js';
import { Failure, logOnce, logProblems, warn } from './failure.js';
import { calm, escaped } from './fence.js';
import { whenIdle } from './idle.js';
import { catalogue, directionOf, isRightToLeft, isSpoken, languageOf } from './language.js';
import { json } from './json.js';
import { failed, refusal, request } from './request.js';
import { Stage } from './stage.js';

/** A plan that comes so soon after the wasm runs, in milliseconds, needs no word that it is on its way: it would only flash. */
const SOON = 100;
/** A plan that comes sooner still, in milliseconds, is not kept waiting by a rehearsal. */
const HERE = 30;
/** How long a page may take to say which plan, in milliseconds, before the administrator hears that it has not. */
const HINT = 5_000;

/** A promise with its key outside. */
function deferred() {
  const made = {};
  made.promise = new Promise(resolve => {
    made.resolve = resolve;
  });
  return made;
}

/** The next frame; in a page that is not visible there is none, so a little while. */
function nextPaint() {
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 250);
  });
}

/** What nobody waits for. Of what escapes from the wasm the fence knows already. */
function aside(act) {
  try {
    act();
  } catch (error) {
    if (!escaped(error)) throw error;
  }
}

/** One roadmap's plan: where it is from, whether it is painted, what is under way. */
export class Session {
  state = 'idle';
  /** Whether there is, or was tried, anything to show. */
  begun = false;
  /** Fulfilled at the first paint of a plan. */
  ready = deferred();
  #element;
  #internals;
  #stage;
  /** Fulfilled while a plan is painted; a new one when it is taken away. */
  #painted = deferred();
  #isPainted = false;
  #isReady = false;
  /** Whether what is painted is nobody's to see before the host has answered. */
  #hidden = false;
  /** The running load's AbortController, if any. */
  #running = null;
  /** The painted plan: its id, text, format, where from, ETag, if empty, where its changes go, from what base. */
  #read = null;
  /** Whose plan was painted last, and who read it, also once it is taken away. */
  #whose = null;
  /** The text of the plan that the page gave last, if that was the last one that came. */
  #set = null;
  /** The text of the plan that the page gives. */
  #gives = null;
  /** That of the one that was asked for last, if the page gave that. */
  #text = null;
  /** Which plan was asked for last: its address; of one that the page gave its id, or its text. */
  #which = null;
  /** The address that the plan of what is being written was asked for at, whatever the page has given of it since. */
  #address = null;
  #changes;
  #crashes = 0;
  #hint = 0;
  /** The load of a plan that the page has given, if that was the last one. */
  #given = null;
  /** Whether the step that the page asks for was not there, and may be in what is on its way. */
  #seeks = false;

  constructor(element, shadow, internals) {
    this.#element = element;
    this.#internals = internals;
    this.#stage = new Stage(shadow, {
      speech: () => {
        const speech = this.#speech();
        this.#changes.watch(speech);
        return speech;
      },
      tell: (name, detail) => this.#told(name, detail),
      follow: detail => !this.#dispatch('plp-navigate', detail, true),
      allow: href => this.#allowed(href),
      doubt: () => {
        if (element.src && !element.plan) this.load({ again: true, hidden: true });
      },
      revived: () => {
        this.#changes.remind();
        this.#warm();
      },
      crashed: () => this.#crash(),
    });
    this.#changes = new Changes(shadow, {
      whose: () => this.#read && this.#whose,
      tell: change => this.#offer(change),
      post: change => this.#post(change),
      plan: () => this.#read && JSON.parse(this.#read.text),
      renew: () => this.#renew(),
      wrote: (...what) => this.#stage.wrote(...what),
      fared: (...change) => this.#stage.fared(...change),
      signIn: status => this.#dispatch('plp-auth-required', { status }, true),
    });
    this.#turn('idle');
  }

  get isPainted() {
    return this.#isPainted;
  }

  /** The stage, once a plan is on it. */
  async stage() {
    await this.#paint();
    return this.#stage;
  }

  /** The painted plan's text, once there is one. */
  async text() {
    return (await this.#paint()).text;
  }

  /** The plan that is painted, with what the page has just given. Who hears of one may have asked for another before we do. */
  async #paint() {
    await null;
    do await Promise.all([this.#given, this.#painted.promise]);
    while (!this.#isPainted);
    return this.#read;
  }

  /** Takes a plan as it is now. Whether it is a copy of the one that was asked for last: of that nothing at all comes about,
   *  since what we did later could be what a framework renders anew for, and sets the next copy. */
  isGivenAgain(plan) {
    this.#gives = plan && json(plan);
    return plan !== null && this.#gives === this.#text;
  }

  /** The element is in a page again. */
  returned() {
    this.#stage.returned();
  }

  /** The element is in another document. */
  adopted() {
    this.#stage.adopted();
  }

  /** Fetches and shows. The request starts before anything else; the latest call wins over all before it. One that `renews`
   *  for a change rejects where it fails; where it leaves the old plan, it tells the console alone, unless somebody else
   *  waits for what it took the place of. */
  load(how) {
    const loading = this.#load(how);
    this.#given = this.#element.plan && loading;
    return loading;
  }

  async #load({ again, hidden = this.#hidden, renews }) {
    this.begun = true;
    this.#hidden = hidden;
    const quiet = renews && !this.#running;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const { plan, src } = this.#element;
    clearTimeout(this.#hint);
    if (!plan && src === '') {
      // A page may set either later; what it has not set by then was forgotten.
      this.#hint = setTimeout(() => {
        const { plan, src, isConnected } = this.#element;
        if (isConnected && !plan && !src) warn('nothing to show: neither src nor plan is set');
      }, HINT);
      return this.end();
    }
    let same = false;
    try {
      // Once: a page may say later that it is elsewhere, and what is of here stays that.
      const base = plan ? document.baseURI : resolved(src);
      const from = plan ? null : base;
      // First: what has a text can be asked for its id.
      this.#text = null;
      const text = (this.#text = plan && checked(plan, this.#gives));
      // A newer state of a plan that the page gives is the same plan, if it has an id to tell by.
      const id = typeof plan?.id === 'string' && plan.id;
      const which = from ?? (id || text);
      const asBefore = [this.#which, this.#address].includes(which);
      // It may have come from an address first.
      same = id ? this.#read?.id === id : text === this.#read?.text || (asBefore && this.#read?.from === from);
      // Never another learner's plan under this one's name, not for a moment.
      if (!asBefore && !same) {
        this.#changes.forget();
        this.#address = from;
      }
      this.#which = which;
      if (!same) this.#forget();
      if (this.#crashes > 1) throw new Failure('crash', 'the roadmap crashed twice and stays down');
      const answer = this.#ask(from, text, again && same, signal);
      // It is awaited below, after what may fail first.
      let answered = false;
      answer.then(() => (answered = true), () => {});
      this.#turn('loading');
      const raised = this.#stage.raise(() => signal.aborted).then(() => {
        // Not at once: the rest of the page comes first, and it is for nothing where the plan has come by then.
        setTimeout(() => {
          if (!answered && !signal.aborted && !this.#isPainted) aside(() => this.#stage.rehearse());
        }, HERE);
        setTimeout(() => {
          if (!signal.aborted && !this.#isPainted) aside(() => this.#stage.wait());
        }, SOON);
      });
      const [read] = await Promise.all([answer, raised]);
      // Another roadmap may have crashed meanwhile, and ours be about to start again.
      await calm();
      if (signal.aborted) return;
      this.#set = from === null ? read.text : null;
      if (read.status === 304) {
        // What there is still holds, and there is nothing.
        if (!this.#isPainted) throw refusal(304);
        this.#turn(this.#resting());
      } else await this.#show({ ...read, from, base }, signal);
    } catch (error) {
      if (signal.aborted || escaped(error)) return;
      if (error instanceof Failure) this.#fail(error, same, quiet);
      else this.#crash(error);
      if (renews) throw error;
    } finally {
      // The request may still run after the wasm has failed.
      running.abort();
      if (this.#running === running) {
        this.#running = null;
        this.#seeks = false;
      }
    }
  }

  /** Ends what is under way and leaves what is painted. Whether anything was. */
  abort() {
    if (!this.#running) return false;
    this.#running.abort();
    this.#running = this.#text = null;
    this.#seeks = false;
    // Whose it is nobody will say.
    if (this.#hidden) this.#forget();
    // Nothing is on its way any more, and nothing says so.
    if (!this.#isPainted) this.#stage.destroy();
    this.#turn(this.#resting());
    return true;
  }

  /** Gives everything back; a load begins anew. */
  end() {
    this.#running?.abort();
    this.#running = null;
    this.begun = false;
    this.#crashes = 0;
    this.#which = this.#address = this.#text = null;
    this.#changes.forget();
    this.#forget();
    this.#stage.destroy();
    this.#turn('idle');
  }

  /** Says the element's present settings to Rust. */
  configure() {
    this.#stage.configure();
  }

  /** Asks the page's policy of each link anew. */
  relink() {
    if (this.#isPainted) this.#stage.speak();
  }

  /** Opens the step that the page asks for, or closes it where that is none. The focus stays where the reader has it: nobody
   *  asked for another place. */
  openStep() {
    const { step } = this.#element;
    if (!step && this.#isPainted) this.#stage.shutStep();
    this.#seeks = step && !(this.#isPainted && this.#stage.openStep(step)) && this.#running !== null;
  }

  #resting() {
    if (!this.#isPainted) return 'idle';
    return this.#read.empty ? 'empty' : 'ready';
  }

  /** The plan's text, that of the property or from the address. */
  async #ask(from, text, again, signal) {
    if (from === null) {
      const { format } = this.#element;
      // A framework sets a copy with each rendering, and may render because it hears of a plan: of one that answered a
      // change too, which the page does not have.
      const known = format === this.#read?.format && (text === this.#read.text || (!again && text === this.#set));
      return { status: known ? 304 : 0, text, etag: null };
    }
    const ask = {};
    // Another origin would have to allow the header first; the browser's own cache asks without it.
    const free = this.#element.fetcher || new URL(from).origin === self.origin;
    if (again && free && this.#isPainted && this.#read.etag) ask.headers = { 'If-None-Match': this.#read.etag };
    return request(from, this.#element, signal, ask);
  }

  /** Asks the page. Where it takes the change: a promise that is kept once it has passed it on; else false. */
  #offer(change) {
    const passing = [];
    let open = true;
    const waitUntil = promise => {
      if (!open) throw new DOMException('waitUntil() wants to be called while the event is told', 'InvalidStateError');
      passing.push(promise);
    };
    const event = Object.defineProperty(eventOf('plp-change', change, true), 'waitUntil', { value: waitUntil });
    const untaken = this.#element.dispatchEvent(event);
    open = false;
    if (untaken) return false;
    return Promise.all(passing).catch(() => {
      throw new Failure('network', 'the page that prevented plp-change did not pass it on');
    });
  }

  /** Posts a change to where the plan says, and shows the plan that is answered. */
  async #post(change) {
    const [which, whose] = [this.#which, this.#whose];
    const url = this.#changesTo();
    if (!url) {
      warn('change: the plan has no links.changes of its own origin, and no listener prevented plp-change');
      return 'nowhere';
    }
    const { from, base, etag } = this.#read;
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': change.id };
    // A weak tag never matches here (RFC 9110, 13.1.1).
    if (etag && !etag.startsWith('W/')) headers['If-Match'] = etag;
    const body = JSON.stringify({ ...change, text: change.text });
    // It is not given up when the roadmap leaves the page: what was sent is sent.
    const { signal } = new AbortController();
    // As it is when the change is made: the token of who comes next is not for it.
    const { fetcher, getToken, credentials } = this.#element;
    const answer = await request(url.href, { fetcher, getToken, credentials }, signal, { method: 'POST', headers, body });
    const id = idIn(answer.text);
    await calm();
    // Another plan is here by now, or somebody else reads it.
    if (!this.#read || this.#which !== which || this.#whose !== whose) return;
    // Nothing is shown while the host is still to say who reads.
    if (this.#hidden) return void (await this.#renew());
    try {
      if (typeof id === 'string' && id && id !== this.#read.id) throw new Failure('format', 'the host answered another plan');
      // What is under way was asked before the change. Without an answer it is read again below.
      if (answer.text) this.abort();
      await this.#show({ ...answer, from, base }, signal);
    } catch (error) {
      if (escaped(error)) throw error;
      // The change is made, and the answer is no plan.
      if (answer.text) warn(`change: ${error.message}`);
      await this.#renew();
    }
  }

  /** Where changes go; null where the plan names no place, or one that may not be asked. */
  #changesTo() {
    const { base, changes } = this.#read ?? {};
    try {
      const allowed = changes && this.#allowed(changes);
      const url = allowed && new URL(allowed, base);
      // What a learner writes, and the token, go to no other place than the page has named itself.
      return url && url.origin === new URL(base).origin ? url : null;
    } catch {
      return null;
    }
  }

  /** What the page's policy makes of a link; null where it takes it out, or cannot say. */
  #allowed(href) {
    const { urlPolicy } = this.#element;
    try {
      const allowed = urlPolicy ? urlPolicy(href) : href;
      if (allowed === null || typeof allowed === 'string') return allowed;
      warn('urlPolicy gave no text');
    } catch (error) {
      warn(failed('urlPolicy', error).message);
    }
    return null;
  }

  /** Reads the plan again. Whether there is one afterwards, null where that is the old one; one that the page gave cannot be
   *  read again. */
  async #renew() {
    if (this.#element.plan) return false;
    return this.load({ again: true, renews: true }).then(() => this.#isPainted, () => null);
  }

  async #show(read, signal) {
    const { format } = this.#element;
    const found = this.#stage.show(format, read.text);
    if (signal.aborted || !this.#stage.up) return;
    if (found.error) throw new Failure(found.error, found.message, read.status);
    const { id, viewer } = found.plan;
    // From the same address: whoever is signed in may have changed.
    const whose = json([id, viewer]);
    if (this.#whose !== whose) this.#changes.forget();
    this.#whose = whose;
    const here = { ...read, ...found.plan, format, empty: found.steps === 0 };
    this.#read = here;
    const first = !this.#isPainted;
    this.#isPainted = true;
    this.#turn(this.#resting());
    this.#changes.remind();
    // In a newer state of it the reader is where they are.
    if (this.#element.step && (first || this.#seeks)) this.openStep();
    await nextPaint();
    // Also where another load has begun by now: what is on the screen does not stay in part.
    if (this.#isPainted && this.#stage.rest()) await nextPaint();
    if (this.#isPainted) this.#painted.resolve();
    if (this.#read !== here) return;
    const { steps, phases, problems, told } = found;
    logProblems(told, problems);
    this.#dispatch('plp-load', { steps, phases, problems });
    this.#warm();
    if (this.#isReady) return;
    this.#isReady = true;
    this.ready.resolve();
    this.#dispatch('plp-ready', { version: this.#element.constructor.version });
  }

  #warm() {
    whenIdle(() => aside(() => this.#stage.warm()));
  }

  /** Takes away what is painted. */
  #forget() {
    this.#read = null;
    if (!this.#isPainted) return;
    this.#isPainted = false;
    this.#painted = deferred();
    // Asked to wait, Rust would leave the old plan on screen, as it should for a reload.
    this.#stage.destroy();
  }

  /** Tells the host, and unless it takes over, the reader and the console. */
  #fail(failure, kept, quiet) {
    // A reload that fails leaves the reader what is there; the end of a session does not.
    const keep = kept && this.#isPainted && !this.#hidden && failure.retryable && failure.code !== 'auth';
    if (!keep) this.#forget();
    const { code, status } = failure;
    const running = this.#running;
    const state = keep ? this.#resting() : 'error';
    this.#turn(state);
    const taken =
      !(keep && quiet) &&
      ((code === 'auth' && !this.#dispatch('plp-auth-required', { status }, true)) ||
        !this.#dispatch('plp-error', failure.detail, true));
    if (!taken) logOnce(failure);
    // A listener has started anew.
    if (this.#running !== running) return;
    this.#turn(state, taken);
    // Without wasm there is nobody to speak in the reader's language, and the fallback says enough.
    if (keep || taken || ['crash', 'wasm-unsupported', 'csp-wasm', 'script'].includes(code)) return;
    this.#stage.raise(() => this.state !== 'error').then(
      () => {
        if (this.state === 'error') this.#stage.fail(code, status);
      },
      () => {},
    );
  }

  /** A fault of our script's own has a name, and words that may hold a learner's. */
  #crash(fault) {
    this.#crashes += 1;
    this.#running?.abort();
    this.#running = null;
    this.#stage.drop();
    const name = fault?.name ? ` (${fault.name})` : '';
    const failure = new Failure('crash', `the roadmap stopped because of a fault of its own${name}`);
    failure.retryable = this.#crashes < 2;
    this.#fail(failure, false);
  }

  /** What Rust tells: a wish of the reader, or an event for the page. */
  #told(name, detail) {
    if (name === 'reload') {
      // After the call that is under way in Rust.
      queueMicrotask(() => this.load({ again: true }));
    } else if (name === 'plp-change') this.#changes.take(detail);
    else this.#dispatch(name, JSON.parse(detail));
  }

  #dispatch(name, detail, cancelable = false) {
    return this.#element.dispatchEvent(eventOf(name, detail, cancelable));
  }

  #turn(state, hostSpeaks = false) {
    try {
      this.#internals?.states.delete(this.state);
      this.#internals?.states.add(state);
    } catch {
      // Chromium before 125 takes only names with two dashes, and nobody waits for those.
    }
    this.state = state;
    this.#hidden &&= state === 'loading';
    this.#stage.arrange({ state, painted: this.#isPainted, hostSpeaks });
    // What was shown and is no more has nothing on its way.
    this.#stage.root.toggleAttribute('data-over', state === 'idle' && this.#isReady);
    // It keeps its room.
    this.#stage.root.style.visibility = this.#hidden ? 'hidden' : '';
  }

  #speech() {
    const asked = languageOf(this.#element);
    // What cannot be written down cannot be said.
    const strings = json(this.#element.strings) === undefined ? null : this.#element.strings;
    // English words under another language's name would be read aloud in its sounds (WCAG 2.2, 3.1.2).
    const language = isSpoken(asked, strings) ? asked : 'en';
    const rtl = language === asked && directionOf(this.#element, language) === 'rtl';
    const { view, density, headingLevel, label, today, linkTarget } = this.#element;
    const settings = { view, density, headingLevel: String(headingLevel), label, today, linkTarget };
    return {
      settings: json(settings),
      language,
      asked,
      rtl,
      turned: rtl !== isRightToLeft(language),
      catalogue: catalogue(language, strings),
      small: view === 'card',
    };
  }
}

function resolved(address) {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    throw new Failure('network', 'the address of the plan is not a URL');
  }
}

function eventOf(name, detail, cancelable) {
  return new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true });
}

/** The id of the plan in an answer; undefined where it is no plan. A page is a proxy's, or a sign-in. */
function idIn(text) {
  if (text.trimStart().startsWith('<')) throw new Failure('network', 'a page was the answer to a change');
  try {
    return JSON.parse(text)?.id;
  } catch {
    return undefined;
  }
}

function checked(plan, text) {
  // A plan's text is JSON too, and so is the promise of one.
  const isPlan = text && typeof plan === 'object' && !plan.then;
  if (!isPlan) throw new Failure('not-json', 'the plan property wants an object that JSON can hold');
  return text;
}
