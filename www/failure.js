// Why there is no roadmap: one of eleven codes, and a sentence for the administrator.

const RETRYABLE = ['network', 'timeout', 'auth', 'script'];
const TRY_LATER = [408, 425, 429];

/** A failure as `plp-error` tells it. Its message never holds text from a plan, nor a URL. */
export class Failure extends Error {
  /** @param {number} status of the answer; 0 when there was none */
  constructor(code, message, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
    this.retryable =
      RETRYABLE.includes(code) || (code === 'http' && (status >= 500 || TRY_LATER.includes(status)));
  }

  /** The detail of `plp-error`. */
  get detail() {
    const { code, status, retryable, message } = this;
    return { code, ...(status && { status }), retryable, message };
  }
}

const said = new Set();

/** One line for whoever opens the console, once per page, so that thirty roadmaps do not say it thirty times. */
export function logOnce(failure) {
  say('error', `${failure.code}: ${failure.message}`);
}

/** Where a plan is wrong, for the administrator: the first places and faults of so many, and nothing that the host wrote. */
export function logProblems(told, problems) {
  for (const { place, fault } of told) say('warn', `${place || 'the document'}: ${fault}`);
  if (problems > told.length) say('warn', `and ${problems - told.length} more problems in this plan: plan.schema.json finds most of them`);
}

/** One line for the administrator about something that the reader was told in other words. */
export function warn(text) {
  say('warn', text);
}

function say(level, text) {
  const line = `[plp-roadmap] ${text}`;
  if (said.has(line)) return;
  said.add(line);
  console[level](line);
}
