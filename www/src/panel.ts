// The column beside the paper: the list of remarks with its filter, and what can be done with all of them.

import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import type { Dismissal } from "./dismissals.ts";
import { type Filter, type Kind, kindOf } from "./filter.ts";
import type { Remark } from "./model.ts";
import { type RemarksContext, remarkItem } from "./remarks.ts";
import type { Severity } from "./types.ts";

/** What the column needs to know and to tell. */
export interface PanelContext extends RemarksContext {
  /** All remarks that stand, those that pass the filter, and those of the outcome whether dismissed or not. */
  remarks: Remark[];
  listed: Remark[];
  all: Remark[];
  dismissals: Record<string, Dismissal>;
  filter: Filter;
  opened: boolean;
  showNumbers: boolean;
  changes: string[];
  canUndo: boolean;
  canRedo: boolean;
  /** Name of last year's report, where one is compared. */
  previousName: string | undefined;
  /** How many reports are compared as parts of a summary, and how many of the list could be. */
  parts: number;
  others: number;
  onMove(by: 1 | -1): void;
  onSheet(): void;
  onFilter(filter: Filter): void;
  onRestore(key: string): void;
  onExportDismissed(): void;
  onUndo(): void;
  onRedo(): void;
  onCopyChanges(): void;
  onNumbers(): void;
  onChecklist(): void;
  onPrint(): void;
  onPrevious(): void;
  onParts(): void;
}

/** The whole column. */
export function remarksPanel(context: PanelContext): TemplateResult {
  const { words, remarks, listed } = context;
  return html`<aside class=${classMap({ remarks: true, opened: context.opened })} aria-label=${words.remarks}>
    <div class="remarks-head">
      <h2>${words.remarks}${remarks.length > 0 ? html` <small>${remarks.length}</small>` : nothing}</h2>
      ${
        remarks.length > 0
          ? html`<button type="button" title=${`${words.previous} (P)`} aria-label=${words.previous} @click=${() => context.onMove(-1)}>↑</button>
            <button type="button" title=${`${words.next} (N)`} aria-label=${words.next} @click=${() => context.onMove(1)}>↓</button>`
          : nothing
      }
      <button type="button" class="handle" aria-expanded=${context.opened ? "true" : "false"} @click=${context.onSheet}>
        ${context.opened ? words.sheetClose : words.sheetOpen}
      </button>
    </div>
    ${filters(context)}
    ${
      listed.length > 0
        ? html`<ol class="list">
          ${repeat(
            listed,
            (remark) => remark.key,
            (remark) => remarkItem(context, remark),
          )}
        </ol>`
        : html`<div class="well">
          <p>${remarks.length > 0 ? words.noneShown : context.all.length > 0 ? words.noneLeft : words.nothing}</p>
        </div>`
    }
    ${changes(context)} ${tools(context)} ${dismissed(context)}
  </aside>`;
}

function filters(context: PanelContext): TemplateResult | typeof nothing {
  const { words, remarks, filter } = context;
  const count = (test: (remark: Remark) => boolean) => remarks.filter(test).length;
  const severities = (["error", "warning", "notice"] as Severity[]).filter(
    (severity) => count((remark) => remark.severity === severity) > 0,
  );
  const kinds = (["tables", "text", "other"] as Kind[]).filter(
    (kind) => count((remark) => kindOf(remark) === kind) > 0,
  );
  if (severities.length < 2 && kinds.length < 2) return nothing;
  const kindWords: Record<Kind, string> = {
    tables: words.kinds3,
    text: words.kindsText,
    other: words.kindsOther,
  };
  const toggle = (severity: Severity) => {
    const next = new Set(filter.severities);
    if (!next.delete(severity)) next.add(severity);
    context.onFilter({ ...filter, severities: next });
  };
  return html`<div class="filters" role="group" aria-label=${words.filter}>
    ${
      severities.length < 2
        ? nothing
        : severities.map(
            (severity) =>
              html`<button
              type="button"
              aria-pressed=${filter.severities.has(severity) ? "true" : "false"}
              @click=${() => toggle(severity)}
            >
              ${words.severity[severity]} ${count((remark) => remark.severity === severity)}
            </button>`,
          )
    }
    ${
      kinds.length < 2
        ? nothing
        : kinds.map(
            (kind) =>
              html`<button
              type="button"
              aria-pressed=${filter.kind === kind ? "true" : "false"}
              @click=${() => context.onFilter({ ...filter, kind: filter.kind === kind ? "all" : kind })}
            >
              ${kindWords[kind]} ${count((remark) => kindOf(remark) === kind)}
            </button>`,
          )
    }
  </div>`;
}

function changes(context: PanelContext): TemplateResult | typeof nothing {
  const { words } = context;
  if (context.changes.length === 0 && !context.canRedo) return nothing;
  return html`<section class="changes">
    <h3>${words.edited(context.changes.length)}</h3>
    <ul>
      ${context.changes.map((change) => html`<li>${change}</li>`)}
    </ul>
    <div class="tools">
      <button type="button" ?disabled=${!context.canUndo} @click=${context.onUndo}>${words.undo}</button>
      <button type="button" ?disabled=${!context.canRedo} @click=${context.onRedo}>${words.redo}</button>
      ${
        context.changes.length > 0
          ? html`<button type="button" @click=${context.onCopyChanges}>${words.copyChanges}</button>`
          : nothing
      }
    </div>
  </section>`;
}

function tools(context: PanelContext): TemplateResult {
  const { words, outcome } = context;
  return html`<div class="tools">
    ${
      context.remarks.length > 0
        ? html`<button type="button" @click=${context.onChecklist}>${words.checklist}</button>`
        : nothing
    }
    <button type="button" @click=${context.onPrint}>${words.print}</button>
    ${
      (outcome.numbers?.length ?? 0) > 0
        ? html`<button type="button" aria-pressed=${context.showNumbers ? "true" : "false"} @click=${context.onNumbers}>
          ${words.numbersView}
        </button>`
        : nothing
    }
    <button type="button" aria-pressed=${context.previousName === undefined ? "false" : "true"} @click=${context.onPrevious}>
      ${context.previousName === undefined ? words.addPrevious : words.removePrevious}
    </button>
    <button type="button" aria-pressed=${context.parts > 0 ? "true" : "false"} @click=${context.onParts}>
      ${context.parts > 0 ? words.removeParts : context.others > 0 ? words.addOthers(context.others) : words.addParts}
    </button>
    ${context.showNumbers ? html`<p class="legend">${words.numbersLegend}</p>` : nothing}
    ${context.previousName ? html`<p class="legend">${words.addedPrevious(context.previousName)}</p>` : nothing}
    ${context.parts > 0 ? html`<p class="legend">${words.addedParts(context.parts)}</p>` : nothing}
    ${Object.keys(outcome.report.cells).length > 0 ? html`<p class="legend">${words.editHint}</p>` : nothing}
  </div>`;
}

function dismissed(context: PanelContext): TemplateResult | typeof nothing {
  const { words } = context;
  const gone = context.all.filter((remark) => remark.key in context.dismissals);
  if (gone.length === 0) return nothing;
  return html`<details class="dismissed">
    <summary>${words.dismissed(gone.length)}</summary>
    <ul>
      ${gone.map((remark) => {
        const reason = context.dismissals[remark.key]?.reason ?? "";
        return html`<li>
          ${remark.findings[0]?.message} ${reason ? html`<em>${words.dismissedBecause(reason)}</em>` : nothing}
          <button type="button" class="quiet" @click=${() => context.onRestore(remark.key)}>${words.restore}</button>
        </li>`;
      })}
    </ul>
    <button type="button" class="quiet" @click=${context.onExportDismissed}>${words.exportDismissed}</button>
  </details>`;
}
