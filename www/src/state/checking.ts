// Running checks: one at a time for the desk, the newest ends the one before.

import { shownError } from "../engine/error.ts";
import { check, form, GoujiError, type Options, read } from "../engine/gouji.ts";
import { remarksOf } from "../model/remarks.ts";
import type { FormInfo, InputDocument, Language, Outcome } from "../types.ts";
import { words } from "../words/words.ts";
import type { Given, Report } from "./entries.ts";

/** An outcome with the words of its form. */
export interface Checked {
  outcome: Outcome;
  form: FormInfo | undefined;
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Runs checks. `working` is told what is being read, where that takes long enough to be said. */
export class Checking {
  private running: AbortController | undefined;
  private readonly forms = new Map<string, Promise<FormInfo>>();

  constructor(
    private readonly language: () => Language,
    private readonly working: (name: string | undefined) => void,
  ) {}

  /** Stops what is running. */
  cancel(): void {
    this.running?.abort();
    this.running = undefined;
    this.working(undefined);
  }

  /** How a report is checked. */
  optionsOf(report: Pick<Report, "name" | "previous" | "parts"> | undefined): Options {
    return {
      lang: this.language(),
      document: true,
      ...(report?.name === undefined ? {} : { name: report.name }),
      ...(report?.previous ? { previous: report.previous } : {}),
      ...(report && report.parts.length > 0 ? { parts: report.parts } : {}),
    };
  }

  /** Checks, with the words of the form; rejects where it was overtaken by another input. */
  async run(source: Given["source"], options: Options, name?: string): Promise<Checked> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const timer = setTimeout(() => this.working(name ?? words(this.language()).paper), 400);
    try {
      const outcome = await check(source, { ...options, signal: running.signal });
      const id = outcome.report.form;
      const inEnglish = options.lang === "en";
      const info = id === null ? undefined : { ...(await this.formOf(id)), inEnglish };
      // The page may answer before what came is worked out and drawn.
      await pause();
      remarksOf(outcome);
      await pause();
      if (running.signal.aborted) throw new GoujiError({ code: "stopped", zh: "", en: "" });
      return { outcome, form: info };
    } finally {
      clearTimeout(timer);
      if (this.running === running) this.working(undefined);
    }
  }

  /** Checks a report that was kept, with its changes. */
  async again(
    report: Omit<Report, "outcome" | "form" | "before">,
  ): Promise<Report | "overtaken" | undefined> {
    const { draft } = report;
    try {
      const options = this.optionsOf(report);
      // What was changed is told by the cells as they were read.
      const first = draft.changed ? await this.run(draft.original, options) : undefined;
      const { outcome, form } = await this.run(draft.input, options);
      return { ...report, outcome, form, before: (first?.outcome ?? outcome).report.cells };
    } catch (caught) {
      return shownError(caught).code === "stopped" ? "overtaken" : undefined;
    }
  }

  private formOf(id: NonNullable<Outcome["report"]["form"]>): Promise<FormInfo> {
    const found = this.forms.get(id) ?? form(id);
    this.forms.set(id, found);
    found.catch(() => this.forms.delete(id));
    return found;
  }
}

/** Reads reports to compare with: all of them, or which one could not be read and why. */
export async function readAside(
  given: Given[],
): Promise<{ read: InputDocument[] } | { failed: { name: string; error: GoujiError } }> {
  const result: InputDocument[] = [];
  for (const { source, name, format } of given) {
    try {
      result.push(await read(source, { name, format }));
    } catch (caught) {
      return { failed: { name: name ?? "", error: shownError(caught) } };
    }
  }
  return { read: result };
}
