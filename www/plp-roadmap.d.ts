// The types of throughline: the element, its events, and how to define it.

/** Defines the element under this tag, `plp-roadmap` by default. Calling it again does nothing. */
export function define(tag?: string): void;

/** This package's version. */
export const version: string;

/** Why there is no roadmap. */
export type ErrorCode =
  | 'wasm-unsupported'
  | 'csp-wasm'
  | 'script'
  | 'network'
  | 'timeout'
  | 'http'
  | 'auth'
  | 'not-json'
  | 'format'
  | 'too-large'
  | 'crash';

/** What the element is doing; also as `:state(ready)` and so on. */
export type State = 'idle' | 'loading' | 'ready' | 'empty' | 'error';

/** One round to the host. */
export interface Round {
  signal: AbortSignal;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/** Words of the interface by language and key: `{ es: { 'board.next': 'Lo que sigue' } }`. */
export type Strings = Record<string, Record<string, string | Record<string, string>>>;

/** A learner's plan as a roadmap. */
export class PlpRoadmap extends HTMLElement {
  static readonly version: string;

  // Null takes the attribute away.

  /** Where the plan is. Attribute `src`. */
  get src(): string;
  set src(value: string | null);
  /** What `src` answers: `auto`, or the word of one source format. Attribute `format`. */
  get format(): 'auto' | 'throughline';
  set format(value: 'auto' | 'throughline' | null);
  /** Fetch's word for cookies. Attribute `credentials`. */
  get credentials(): 'same-origin' | 'include' | 'omit';
  set credentials(value: 'same-origin' | 'include' | 'omit' | null);
  /** `lazy`: nothing is fetched until near the viewport. Attribute `loading`. */
  get loading(): 'eager' | 'lazy';
  set loading(value: 'eager' | 'lazy' | null);
  /** Attribute `view`. */
  get view(): 'map' | 'list' | 'table' | 'card';
  set view(value: 'map' | 'list' | 'table' | 'card' | null);
  /** Attribute `theme`. */
  get theme(): 'auto' | 'light' | 'dark' | 'contrast';
  set theme(value: 'auto' | 'light' | 'dark' | 'contrast' | null);
  /** Attribute `density`. */
  get density(): 'comfortable' | 'compact';
  set density(value: 'comfortable' | 'compact' | null);
  /** The level of the roadmap's first heading, 2 to 6. Attribute `heading-level`. */
  get headingLevel(): number;
  set headingLevel(value: number | null);
  /** The region's accessible name. Attribute `label`. */
  get label(): string;
  set label(value: string | null);
  /** The step to open and scroll to; null closes the one that is open. Attribute `step`. */
  get step(): string;
  set step(value: string | null);
  /** The day that "now" is measured from, `YYYY-MM-DD`. Attribute `today`. */
  get today(): string;
  set today(value: string | null);
  /** Where links open. Attribute `link-target`. */
  get linkTarget(): '_self' | '_blank' | '_top';
  set linkTarget(value: '_self' | '_blank' | '_top' | null);

  /** A plan document. Set it, and nothing is fetched. */
  plan: object | null;
  /** Fetches in the browser's place: any sign-in, any header. */
  fetcher: ((url: string, round: Round) => Promise<Response>) | null;
  /** A bearer token per request, and once more after a 401. It is never stored. */
  getToken: ((ask: { signal: AbortSignal; reason: 'request' | 'unauthorized' }) => Promise<string | null> | string | null) | null;
  /** Narrows where links lead; null takes a link out. */
  urlPolicy: ((href: string) => string | null) | null;
  /** Overrides words, or adds a language. */
  strings: Strings | null;
  readonly state: State;
  /** Fulfilled after the first paint of a plan. */
  readonly ready: Promise<void>;

  /** Settles when the plan is shown, has failed (see `plp-error`) or was overtaken by a later call. */
  load(src?: string): Promise<void>;
  reload(): Promise<void>;
  abort(): void;
  /** Whether there is such a step, and a view that shows it: a `card` has none. */
  focusStep(id: string): Promise<boolean>;
  /** Lights a step's through line; null: the plan's own. */
  trace(id: string | null): Promise<boolean>;
  /** Lays the way of a pathway's id, or a goal's, over the plan; null: back to the plan. Whether there is such a way. */
  compare(id: string | null): Promise<boolean>;
  expandAll(): Promise<void>;
  collapseAll(): Promise<void>;
  exportPlan(kind?: 'json'): Promise<Blob>;
  print(): Promise<void>;
  /** Gives everything back. The element can be used again. */
  dispose(): void;

  addEventListener<K extends keyof PlpRoadmapEventMap>(
    type: K,
    listener: (this: PlpRoadmap, event: PlpRoadmapEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof PlpRoadmapEventMap>(
    type: K,
    listener: (this: PlpRoadmap, event: PlpRoadmapEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** What a reader asks of the plan. */
export type ChangeKind = 'comment' | 'reflect' | 'accept' | 'decline' | 'approve' | 'check-action' | 'choose-pathway';

/**
 * The element's events. All bubble and cross shadow roots; none holds a name, a mark or free text where a recorder of
 * events would find it, unless the address of a link does.
 */
export interface PlpEvents {
  'plp-ready': CustomEvent<{ version: string }>;
  'plp-load': CustomEvent<{ steps: number; phases: number; problems: number }>;
  /** Cancelable: the host shows its own message. */
  'plp-error': CustomEvent<{ code: ErrorCode; status?: number; retryable: boolean; message: string }>;
  /** Cancelable: the host signs the reader in and calls `reload()`. 401, or the status of a sign-in page instead. */
  'plp-auth-required': CustomEvent<{ status: number }>;
  'plp-select': CustomEvent<{ step: string | null }>;
  'plp-trace': CustomEvent<{ step: string | null }>;
  /** What if: the way held against the plan, by a pathway's id or a goal's; neither: the plan again. */
  'plp-compare': CustomEvent<{ pathway: string | null; goal: string | null }>;
  /** Cancelable: the host goes there itself. No step: the link stands outside the details of one. */
  'plp-navigate': CustomEvent<{ step: string | null; href: string; target: string }>;
  /** Cancelable: the host makes the change itself. `text` is not enumerable: JSON, spreading and cloning leave it out. */
  'plp-change': CustomEvent<{ id: string; at: string; kind: ChangeKind; step?: string; goal?: string; action?: string; pathway?: string; text?: string }> & {
    /** What was written is kept until this is fulfilled; if it is rejected, the reader can try again. */
    waitUntil(promise: Promise<unknown>): void;
  };
  'plp-resize': CustomEvent<{ blockSize: number }>;
}

/** The element's events and those of every element. */
export interface PlpRoadmapEventMap extends HTMLElementEventMap, PlpEvents {}

declare global {
  /** They bubble, so a document hears them too. */
  interface GlobalEventHandlersEventMap extends PlpEvents {}
  interface HTMLElementTagNameMap {
    'plp-roadmap': PlpRoadmap;
  }
}
