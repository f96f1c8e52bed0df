// The gate before publication: checks what an editor holds, shows the remarks beside it, and says whether it may go out.

import type { Outcome } from "../types.ts";
import { type Checker, elementChecker, frameChecker } from "./checkers.ts";
import { corrected } from "./correct.ts";
import css from "./gate.css";
import { isOutcome, type Verdict } from "./protocol.ts";
import { style } from "./style.ts";
import { type AnyStatus, en, type HostWords, zh } from "./words.ts";

/** What a gate has to know of an editor. */
export interface Editor {
  /** The text as HTML. */
  get(): string;
  /** Puts a corrected text in place of it. */
  set(html: string): void;
}

/** What a gate can be told. */
export interface GateOptions {
  /** The form that publishes: it is sent only when the gate lets it. A button with `data-gouji-pass` is not held. */
  form?: HTMLFormElement;
  /** Where the remarks are to stand; the adapter of an editor puts them behind the editor. */
  place?: Element;
  /** Address of `frame.html`, for pages whose policy forbids WebAssembly. */
  frame?: string;
  /** The nonce of the page's policy, for browsers in which styles have to be elements. */
  nonce?: string;
  /** Language; Chinese where absent. */
  lang?: "zh" | "en";
  /** Is told every decision, like the event `gouji-gate`. */
  decided?: (decision: Decision) => void;
}

/** What came of a try to publish, for the host to keep. */
export interface Decision {
  released: boolean;
  /** `holds`: nothing to ask. `errors`: held back. `reason`: released for it. `declined`: asked, and no. `changes`: held. */
  why: "holds" | "errors" | "reason" | "declined" | "changes";
  status: AnyStatus;
  /** What the person gave as the reason. */
  reason?: string;
  /** Code of the failure, where nothing could be read or the checker did not load. */
  code?: string;
  /** What was checked: the text that may go out is this one and no other. */
  html: string;
  outcome?: Outcome;
}

/** The gate of one editor. */
export interface Gate {
  readonly element: HTMLElement;
  /** Checks and shows; decides nothing. */
  check(): Promise<Verdict>;
  /** Checks, asks where it has to be asked, and decides. */
  release(): Promise<Decision>;
  /** Takes the gate away. */
  remove(): void;
}

/** The panel of a gate: its sentence, the reason, its buttons. */
class Panel {
  readonly host = document.createElement("gouji-gate");
  private readonly says = document.createElement("p");
  private readonly label = document.createElement("label");
  private readonly reason = document.createElement("textarea");
  readonly goOn = document.createElement("button");
  readonly stop = document.createElement("button");
  readonly back = document.createElement("button");
  private readonly hide = document.createElement("button");

  constructor(
    private readonly words: HostWords,
    checker: HTMLElement,
    nonce: string | undefined,
  ) {
    const root = this.host.attachShadow({ mode: "open" });
    style(root, css, nonce);
    const bar = document.createElement("div");
    bar.className = "gate";
    bar.setAttribute("role", "group");
    this.says.className = "says";
    this.says.tabIndex = -1;
    this.says.setAttribute("role", "status");
    this.reason.rows = 2;
    this.label.append(words.reason, this.reason);
    this.goOn.textContent = words.goOn;
    this.stop.textContent = words.stop;
    this.hide.textContent = words.hide;
    for (const button of [this.goOn, this.stop, this.back, this.hide]) button.type = "button";
    this.hide.addEventListener("click", () => {
      this.host.hidden = true;
    });
    bar.append(this.says, this.back, this.hide, this.label, this.goOn, this.stop);
    root.append(bar, checker);
    // Keys that are pressed here are none of the editor's.
    for (const name of ["keydown", "keyup", "keypress"])
      this.host.addEventListener(name, (event) => event.stopPropagation());
    this.host.hidden = true;
    this.ask(false);
    this.offer(0);
  }

  say(text: string): void {
    this.host.hidden = false;
    this.says.textContent = text;
  }

  /** Shows the field for the reason, or takes it away. */
  ask(asking: boolean): void {
    for (const each of [this.label, this.goOn, this.stop]) each.hidden = !asking;
    if (asking) this.reason.focus();
  }

  /** The reason as written; nothing where there is none yet, which is then said. */
  get given(): string | undefined {
    const text = this.reason.value.trim();
    if (text === "") {
      this.says.textContent = this.words.reasonMissing;
      this.reason.focus();
      return undefined;
    }
    return text;
  }

  clear(): void {
    this.reason.value = "";
  }

  offer(count: number): void {
    this.back.hidden = count === 0;
    this.back.textContent = this.words.back(count);
  }

  show(): void {
    this.host.scrollIntoView({ block: "nearest" });
    if (this.label.hidden) this.says.focus({ preventScroll: true });
    else this.reason.focus({ preventScroll: true });
  }
}

/** Puts a gate behind an editor. */
export function gate(editor: Editor, options: GateOptions = {}): Gate {
  const lang = options.lang ?? "zh";
  const words = lang === "en" ? en : zh;
  const checker: Checker = options.frame
    ? frameChecker(options.frame, lang)
    : elementChecker(new URL("../module/gouji.js", import.meta.url).href, lang, options.nonce);
  const panel = new Panel(words, checker.element, options.nonce);
  options.place?.after(panel.host);
  let checked: { html: string; verdict: Verdict } | undefined;
  let pending: Promise<Decision> | undefined;
  let passes = false;

  const check = async (): Promise<Verdict> => {
    panel.say(words.checking);
    const html = editor.get();
    const verdict = await checker.check(html);
    checked = { html, verdict };
    panel.offer(0);
    panel.say(words.meaning(verdict));
    return verdict;
  };

  /** Waits for a reason or a no. */
  const asked = (): Promise<string | undefined> =>
    new Promise((resolve) => {
      panel.ask(true);
      panel.show();
      const end = (reason: string | undefined) => {
        panel.goOn.onclick = null;
        panel.stop.onclick = null;
        panel.ask(false);
        resolve(reason);
      };
      panel.goOn.onclick = () => {
        const reason = panel.given;
        if (reason !== undefined) end(reason);
      };
      panel.stop.onclick = () => end(undefined);
    });

  const decide = async (): Promise<Decision> => {
    const changes = (await checker.correction())?.changes.length ?? 0;
    if (changes > 0 && checked) {
      // What was corrected in the remarks would be lost, and what is published would not be what was corrected.
      panel.say(words.backFirst(changes));
      panel.offer(changes);
      panel.show();
      return { released: false, why: "changes", status: checked.verdict.status, html: checked.html };
    }
    for (;;) {
      const verdict = await check();
      const html = checked?.html ?? "";
      const base = {
        status: verdict.status,
        html,
        ...(isOutcome(verdict) ? { outcome: verdict } : { code: verdict.code }),
      };
      if (verdict.status === "holds") return { ...base, released: true, why: "holds" };
      if (verdict.status === "errors") {
        panel.show();
        return { ...base, released: false, why: "errors" };
      }
      const reason = await asked();
      if (reason === undefined) return { ...base, released: false, why: "declined" };
      if (editor.get() !== html) {
        // The reason was given for another text.
        panel.say(words.changedMeanwhile);
        continue;
      }
      panel.clear();
      panel.say(words.released);
      return { ...base, released: true, why: "reason", reason };
    }
  };

  const tell = (decision: Decision): Decision => {
    const target = panel.host.isConnected ? panel.host : (options.form ?? document);
    target.dispatchEvent(new CustomEvent("gouji-gate", { detail: decision, bubbles: true, composed: true }));
    options.decided?.(decision);
    return decision;
  };

  const release = (): Promise<Decision> => {
    if (pending) panel.show();
    pending ??= decide()
      .then(tell)
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };

  panel.back.addEventListener("click", async () => {
    const correction = await checker.correction();
    if (!correction || !checked) {
      panel.say(words.another);
      return;
    }
    // Made in the text as it was checked; what was typed in the editor since then would be lost otherwise.
    const { html, left } = corrected(editor.get(), correction);
    editor.set(html);
    const verdict = await check();
    const done = correction.changes.length - left.length;
    const rest = left.map(({ before, after }) => `${before || "（空）"} → ${after}`).join("；");
    panel.say(
      `${words.written(done)}${left.length > 0 ? words.notWritten(left.length) + rest : ""}${words.meaning(verdict)}`,
    );
  });

  // What is changed in the checker can be written back.
  checker.element.addEventListener("gouji-outcome", () => {
    void checker.correction().then((correction) => panel.offer(correction?.changes.length ?? 0));
  });

  const onSubmit = (event: SubmitEvent) => {
    if (event.target !== options.form || event.submitter?.hasAttribute("data-gouji-pass")) return;
    if (passes) {
      passes = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (pending) {
      panel.show();
      return;
    }
    const { submitter } = event;
    void release().then((decision) => {
      if (!decision.released || !options.form) return;
      note(options.form, "gouji-status", decision.status);
      note(options.form, "gouji-reason", decision.reason ?? "");
      passes = true;
      options.form.requestSubmit(submitter);
      passes = false;
    });
  };
  // Before any listener of the form's own: an editor may write itself into the form there.
  if (options.form) window.addEventListener("submit", onSubmit, { capture: true });

  return {
    element: panel.host,
    check: async () => {
      const verdict = await check();
      panel.show();
      return verdict;
    },
    release,
    remove: () => {
      window.removeEventListener("submit", onSubmit, { capture: true });
      panel.host.remove();
    },
  };
}

/** A hidden field of the form, which goes to the server with it. */
function note(form: HTMLFormElement, name: string, value: string): void {
  const field =
    form.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

export { en, zh };
