// Work on long lists in slices: however many reports there are, what is pressed or typed is answered in between.

/** Milliseconds that a slice may take. */
const slice = 8;

const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets everything else have its turn; unlike a timer, without a pause that grows. */
function later(run: () => void): void {
  waiting.push(run);
  channel.port2.postMessage(undefined);
}

/** Work that yields wherever it may be interrupted. */
export type Sliced<T> = Generator<void, T>;

/**
 * Does work in slices, the first at once: what takes no longer than that is done on return. Gives what stops it. Work
 * that fails is over; whoever names no one to tell has it thrown.
 */
export function inSlices<T>(
  work: Sliced<T>,
  done: (value: T) => void,
  failed: (error: unknown) => void = (error) => {
    throw error;
  },
): () => void {
  let stopped = false;
  const go = () => {
    const end = performance.now() + slice;
    while (!stopped) {
      let step: IteratorResult<void, T>;
      try {
        step = work.next();
      } catch (error) {
        failed(error);
        return;
      }
      if (step.done) {
        done(step.value);
        return;
      }
      if (performance.now() < end) continue;
      later(go);
      return;
    }
  };
  go();
  return () => {
    stopped = true;
  };
}

/** The same for whoever can wait. */
export const sliced = <T>(work: Sliced<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    inSlices(work, resolve, reject);
  });

/** Items between two places where work may be interrupted. */
const some = 128;

/** What comes of each item. */
export function* mapped<T, U>(list: readonly T[], run: (each: T, at: number) => U): Sliced<U[]> {
  const all: U[] = [];
  for (const [at, each] of list.entries()) {
    all.push(run(each, at));
    if (at % some === some - 1) yield;
  }
  return all;
}

/** A list in order; what is equal stays as it stood. */
export function* sorted<T>(list: readonly T[], compare: (one: T, other: T) => number): Sliced<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < list.length; at += some) {
    runs.push(list.slice(at, at + some).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const next: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      next.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = next;
  }
  return runs[0] ?? [];
}

function* merged<T>(one: T[], other: T[], compare: (one: T, other: T) => number): Sliced<T[]> {
  const all: T[] = [];
  let [at, there] = [0, 0];
  while (at < one.length && there < other.length) {
    const [left, right] = [one[at] as T, other[there] as T];
    const first = compare(left, right) <= 0;
    all.push(first ? left : right);
    if (first) at += 1;
    else there += 1;
    if (all.length % some === 0) yield;
  }
  // Piece by piece: as arguments of one call, so many would be too many.
  for (; at < one.length; at += 1) all.push(one[at] as T);
  for (; there < other.length; there += 1) all.push(other[there] as T);
  return all;
}
