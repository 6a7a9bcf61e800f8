/**
 * libvips keeps one text of errors for the whole process: a decode that fails while another runs may carry that one's words,
 * or none. Work runs side by side here; what failed in company is done again alone, so that its words are its own.
 */
let inFlight = 0;
/** Grows with every start: whoever sees it unchanged, and nobody at the start, was alone. */
let starts = 0;
/** Ends when whoever asked to be alone is done. */
let quiet: Promise<void> = Promise.resolve();
let left: (() => void) | undefined;

/** Runs `work`; when it ends as `failed` and other work ran meanwhile, runs it once more with nothing beside it. */
export async function sideBySide<T>(work: () => Promise<T>, failed: (outcome: T) => boolean): Promise<T> {
  for (let turn: Promise<void> | undefined; turn !== quiet; ) {
    turn = quiet;
    await turn;
  }
  const accompanied = inFlight > 0;
  const start = ++starts;
  const outcome = await counted(work);
  if (!failed(outcome) || (!accompanied && starts === start)) return outcome;
  return alone(work);
}

async function counted<T>(work: () => Promise<T>): Promise<T> {
  inFlight++;
  try {
    return await work();
  } finally {
    inFlight--;
    if (inFlight === 0) left?.();
  }
}

/** Nobody starts any more, those under way end, then `work` runs. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const before = quiet;
  let done = (): void => undefined;
  quiet = new Promise((resolve) => {
    done = resolve;
  });
  try {
    await before;
    if (inFlight > 0)
      await new Promise<void>((resolve) => {
        left = resolve;
      });
    return await counted(work);
  } finally {
    done();
  }
}
