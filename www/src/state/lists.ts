// Lists of reports on their way: each has one loop, which can be stopped and goes on where it was.

import { runMany } from "../many/batch.ts";
import type { Language } from "../types.ts";
import type { Many } from "./entries.ts";

/** Runs lists. `changed` is told a few times a second, however fast the rows come in, and at the end. */
export class Lists {
  private readonly looping = new Set<Many>();

  constructor(
    private readonly language: () => Language,
    private readonly changed: (many: Many) => void,
  ) {}

  /** Goes on with a list where it was stopped. */
  async goOn(many: Many): Promise<void> {
    many.running = true;
    // Stopped and gone on with before the report at hand was done: it is still running.
    if (this.looping.has(many)) return;
    this.looping.add(many);
    many.since = performance.now() - many.spent;
    let told = 0;
    await runMany(many, this.language(), () => {
      const now = performance.now();
      if (now - told > 250) {
        told = now;
        this.changed(many);
      }
      return many.running;
    });
    this.looping.delete(many);
    many.running = false;
    many.spent = performance.now() - many.since;
    this.changed(many);
  }
}
