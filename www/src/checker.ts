// <gouji-checker>: a report lies on the desk, and beside it what a careful colleague pencilled on it.

import { html, nothing, type TemplateResult } from "lit";
import { type Batch, batchAsCsv, batchList } from "./batch.ts";
import { textOf } from "./checklist.ts";
import { copy, save } from "./clipboard.ts";
import { checklistDialog, ruleDialog, verifyDialog } from "./dialogs.ts";
import { remember } from "./dismissals.ts";
import { example } from "./example.ts";
import { stop } from "./gouji.ts";
import { type Remark, sidesOf, viewOf } from "./model.ts";
import { remarksPanel } from "./panel.ts";
import { paper } from "./paper.ts";
import { Session } from "./session.ts";
import { frame } from "./styles.ts";
import { paperStyles } from "./styles-paper.ts";
import { remarksStyles } from "./styles-remarks.ts";
import type { Outcome } from "./types.ts";
import { verdict } from "./verdict.ts";

/**
 * Seen only in a copy of the page in which no script runs, such as an MHTML archive: it looks alive and is not. The
 * element's own styles hide the note, and they are what such a copy is without.
 */
const copyNote = html`<p class="copy">
  这是保存下来的副本，只能看，不能校验；要校验请打开勾稽的原网页或原文件。 This is a saved copy to look at; it checks nothing.
  Open the original page or file to check a report.
</p>`;

/**
 * Checks a report that is pasted, dropped, chosen or set as `value`, and shows it with its inconsistent cells lit.
 *
 * Attributes: `lang` (`zh` or `en`), `theme` (`light`, `dark`; the system's where absent), `page` (takes pastes, drops
 * and keys of the whole document). Event: `gouji-outcome` with the outcome as `detail`, after each check.
 */
export class GoujiChecker extends Session {
  static override styles = [frame, paperStyles, remarksStyles];

  /** A page that was saved with this element drawn holds an old shadow root: what stands in it is of another day. */
  protected override createRenderRoot() {
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override render(): TemplateResult {
    return html`${copyNote}${this.bar()}
      <main lang=${this.language === "en" ? "en" : "zh-Hans"}>${this.outcome ? this.desk(this.outcome) : this.batch ? this.list(this.batch) : this.invitation()}</main>
      ${this.foot()} ${this.dialogs()}
      ${
        this.working
          ? html`<div class="working" role="status">
            ${this.words.reading}…
            <button type="button" @click=${() => void stop()}>${this.words.stop}</button>
          </div>`
          : nothing
      }
      ${this.intake.dragging ? html`<div class="drop" aria-hidden="true">${this.words.dropHere}</div>` : nothing}
      ${this.said ? html`<div class="said" role="status">${this.said}</div>` : nothing}`;
  }

  private bar(): TemplateResult {
    const { words } = this;
    return html`<header class="bar">
      <h1 class="name">${words.name}</h1>
      <p class="subtitle">${words.subtitle}</p>
      ${
        this.outcome
          ? html`<button type="button" @click=${this.reset}>${this.batch ? words.backToList : words.again}</button>`
          : this.batch
            ? html`<button type="button" @click=${this.leaveBatch}>${words.again}</button>`
            : html`<button type="button" @click=${this.takeExample}>${words.example}</button>`
      }
      <button type="button" @click=${() => this.intake.choose((files) => void this.takeFiles(files), true)}>${words.open}</button>
      <button
        type="button"
        lang=${this.language === "en" ? "zh-Hans" : "en"}
        @click=${() => {
          this.lang = this.language === "en" ? "zh" : "en";
        }}
      >
        ${words.language}
      </button>
      <button
        type="button"
        class="theme"
        aria-label=${words.theme}
        title=${words.theme}
        @click=${() => {
          this.theme = this.hasAttribute("dark") ? "light" : "dark";
        }}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />
          <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
        </svg>
      </button>
    </header>`;
  }

  private readonly takeExample = () => {
    void this.take({ source: example, format: "html" });
  };

  private list(batch: Batch): TemplateResult {
    return batchList(this.words, this.language, batch, performance.now(), {
      onOpen: (row) => void this.openRow(row),
      onStop: () => {
        batch.running = false;
      },
      onSave: () => save("gouji.csv", batchAsCsv(this.words, this.language, batch), "text/csv"),
    });
  }

  private invitation(): TemplateResult {
    const { words } = this;
    return html`<section class="sheet">
      <h2 class="invite">${words.invite.map((part) => html`<span>${part}</span>`)}</h2>
      ${
        this.failure
          ? html`<p class="failure" role="alert">${this.language === "en" ? this.failure.en : this.failure.zh}</p>`
          : nothing
      }
      <textarea
        class="intake"
        aria-label=${words.pasteHere}
        spellcheck="false"
        placeholder=${words.pasteHint}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLTextAreaElement).value.trim() !== "";
        }}
      ></textarea>
      <p class="kinds">${words.kinds}</p>
      <div class="ways">
        ${
          this.typed
            ? html`<button
              type="button"
              class="first"
              @click=${() => {
                const text = this.renderRoot.querySelector<HTMLTextAreaElement>(".intake")?.value ?? "";
                void this.take({ source: text });
              }}
            >
              ${words.checkTyped}
            </button>`
            : nothing
        }
        <button type="button" @click=${() => this.intake.choose((files) => void this.takeFiles(files), true)}>${words.open}</button>
        <button type="button" @click=${this.takeExample}>${words.tryExample}</button>
      </div>
    </section>`;
  }

  private desk(outcome: Outcome): TemplateResult {
    const shown = outcome.document;
    const active = this.remark(this.hovered) ?? this.remark(this.selected);
    const selected = this.remark(this.selected);
    const [lead] = active?.findings.filter((finding) => finding.identity !== undefined) ?? [];
    const differences = this.draft?.differences() ?? [];
    const visible = this.listed;
    const onHover = (remark: Remark | undefined) => {
      this.hovered = remark?.group;
    };
    const { words } = this;
    return html`${verdict(words, this.language, outcome, this.remarks)}
      ${
        outcome.input.notes && outcome.input.notes.length > 0
          ? html`<div class="notes">${outcome.input.notes.map((note) => html`<p>${note}</p>`)}</div>`
          : nothing
      }
      ${
        this.failure
          ? html`<div class="notes" role="alert">
            <p>${this.language === "en" ? this.failure.en : this.failure.zh}</p>
          </div>`
          : nothing
      }
      <div class="desk">
        <article class="paper" lang="zh-Hans" aria-label=${words.paper}>
          ${
            shown
              ? paper({
                  words,
                  outcome,
                  document: shown,
                  view:
                    visible.length === this.remarks.length
                      ? this.view
                      : viewOf(outcome, visible, this.formInfo),
                  active,
                  selected,
                  sides: lead ? sidesOf(lead, this.formInfo) : new Map(),
                  changed: this.draft?.changedCells() ?? new Map(),
                  changedBlocks: new Set(
                    differences.filter(({ place }) => "start" in place).map(({ place }) => place.block),
                  ),
                  current: this.editing.current ?? this.view.cellNames.keys().next().value,
                  editing: this.editing.text,
                  showNumbers: this.showNumbers,
                  onHover,
                  onSelect: (remark) => {
                    this.sheet = true;
                    this.select(remark, false);
                  },
                  onCellFocus: (key) => this.editing.visit(key),
                  onCellKey: (event, key) => this.editing.onKey(event, key),
                  onCellEdit: (key) => this.editing.start(key),
                  onEditDone: (key, text, move) => this.editing.end(key, text, move),
                  onCopyTable: (block) => void this.copyTable(block),
                })
              : nothing
          }
        </article>
        ${remarksPanel({
          words,
          language: this.language,
          outcome,
          rules: this.rules,
          form: this.formInfo,
          remarks: this.remarks,
          listed: visible,
          all: this.all,
          dismissals: this.dismissed,
          filter: this.filter,
          active,
          selected,
          dismissing: this.remark(this.dismissing),
          opened: this.sheet,
          showNumbers: this.showNumbers,
          changes: differences.length > 0 ? this.changes : [],
          canUndo: this.draft?.canUndo ?? false,
          canRedo: this.draft?.canRedo ?? false,
          previousName: this.previous ? (this.previous.name ?? "") : undefined,
          parts: this.parts.length,
          others: this.others.length,
          onHover,
          onSelect: (remark) => this.select(remark),
          onMove: (by) => {
            this.move(by);
          },
          onSheet: () => {
            this.sheet = !this.sheet;
          },
          onFilter: (filter) => {
            this.filter = filter;
          },
          onShowCell: (cell) => this.showCell(cell),
          onApply: (repair) => this.apply(repair),
          onWhy: (rule) => {
            this.open = rule;
          },
          onDismiss: (remark) => {
            this.dismissing = remark.group;
          },
          onDismissed: (remark, reason) => this.dismiss(remark, reason),
          onRestore: (key) => {
            this.dismissed = remember(this.dismissed, key, undefined);
          },
          onExportDismissed: () =>
            save("gouji-dismissed.json", JSON.stringify(this.dismissed, null, 2), "application/json"),
          onUndo: () => this.step("undo"),
          onRedo: () => this.step("redo"),
          onCopyChanges: () => void copy(`${this.changes.join("\n")}\n`).then((done) => this.say(done)),
          onNumbers: () => {
            this.showNumbers = !this.showNumbers;
          },
          onChecklist: () => {
            this.open = "checklist";
          },
          onPrint: () => window.print(),
          onPrevious: () => {
            if (this.previous) {
              this.previous = undefined;
              void this.recheck();
            } else this.intake.choose(([file]) => file && void this.comparePrevious(file));
          },
          onParts: () => {
            if (this.parts.length > 0) {
              this.parts = [];
              void this.recheck();
            } else if (this.others.length > 0) void this.compareParts(this.others);
            else
              this.intake.choose(
                (files) => void this.compareParts(files.map((file) => ({ name: file.name, source: file }))),
                true,
              );
          },
        })}
      </div>`;
  }

  private foot(): TemplateResult {
    const { words } = this;
    return html`<footer class="foot">
      ${words.promise} ·
      <button
        type="button"
        class="quiet"
        @click=${() => {
          this.open = "verify";
        }}
      >
        ${words.verify}
      </button>
    </footer>`;
  }

  private dialogs(): TemplateResult | typeof nothing {
    const { open, words } = this;
    const onClose = () => {
      this.open = undefined;
    };
    if (open === undefined) return nothing;
    if (open === "verify") return verifyDialog(words, onClose);
    if (open !== "checklist") return ruleDialog(words, this.language, open, onClose);
    const { title, entries } = this.checklist;
    const text = textOf(title, entries);
    return checklistDialog(words, title, entries, {
      onClose,
      onCopy: () => void copy(text).then((done) => this.say(done)),
      onSave: () => save(`${title}.txt`, text),
      onPrint: () => window.print(),
    });
  }
}
