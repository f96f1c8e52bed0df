// The column beside the paper: the list of remarks with its filter, and what was changed and set aside.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Remark } from "../model/remarks.ts";
import { cellTitle } from "../out/checklist.ts";
import { titleOf } from "../paper/context.ts";
import type { Dismissals } from "../state/dismissals.ts";
import type { Kind, Severity } from "../types.ts";
import type { RemarksContext } from "./context.ts";
import { type Filter, passes } from "./filter.ts";
import { remarkItem } from "./remark.ts";

/** What the column needs to know and to tell. */
export interface PanelContext extends RemarksContext {
  /** All remarks that stand, those that pass the filter, and those of the outcome whether dismissed or not. */
  remarks: Remark[];
  listed: Remark[];
  all: Remark[];
  dismissals: Dismissals;
  filter: Filter;
  opened: boolean;
  narrow: boolean;
  changes: string[];
  canUndo: boolean;
  canRedo: boolean;
  /** What is shown where everything is well. */
  well: TemplateResult | undefined;
  /** What concerns all remarks: the tools. */
  tools: TemplateResult;
  onMove(by: 1 | -1): void;
  onSheet(): void;
  onFilter(filter: Filter): void;
  onRestore(key: string): void;
  onExportDismissed(): void;
  onClearDismissed(): void;
  onUndo(): void;
  onRedo(): void;
  onCopyChanges(): void;
}

/** The whole column. On a phone it shows one remark at a time. */
export function remarksPanel(context: PanelContext): TemplateResult {
  const { words, remarks, listed, narrow } = context;
  const alone = narrow ? (context.selected ?? listed[0]) : undefined;
  const shown = alone ? listed.filter((remark) => remark === alone) : listed;
  const at = alone ? listed.indexOf(alone) + 1 : 0;
  return html`<aside class="remarks ${context.opened ? "opened" : ""}" aria-label=${words.remarks}>
    <div class="remarks-head">
      <h2>${words.remarks}${remarks.length > 0 ? html` <small>${narrow && at > 0 ? `${at}/${listed.length}` : remarks.length}</small>` : nothing}</h2>
      ${
        remarks.length > 0
          ? html`<button type="button" title=${`${words.previous} (P)`} aria-label=${words.previous} @click=${() => context.onMove(-1)}>↑</button>
            <button type="button" title=${`${words.next} (N)`} aria-label=${words.next} @click=${() => context.onMove(1)}>↓</button>`
          : nothing
      }
      <button type="button" class="handle" aria-expanded=${context.opened} @click=${context.onSheet}>
        ${context.opened ? words.sheetClose : words.sheetOpen}
      </button>
      ${context.tools}
      ${
        alone && !context.opened
          ? html`<button type="button" class="now" @click=${context.onSheet}>
            <span class="badge ${alone.severity}">${alone.number}</span>${titleOf(context, alone)}${where(context, alone)}
          </button>`
          : nothing
      }
    </div>
    ${filters(context)}
    <div class="list">
      ${
        shown.length > 0
          ? html`<ol>
            ${repeat(
              shown,
              (remark) => remark.key,
              (remark) =>
                remarkItem(alone && context.opened ? { ...context, selected: alone } : context, remark),
            )}
          </ol>`
          : (context.well ??
            html`<p class="none">
              ${remarks.length > 0 ? words.noneShown : context.all.length > 0 ? words.noneLeft : words.nothingWrong}
            </p>`)
      }
      ${changes(context)} ${dismissed(context)}
      ${Object.keys(context.outcome.report.cells).length > 0 ? html`<p class="hint" id="hint">${narrow ? words.editHintTouch : words.editHint}</p>` : nothing}
    </div>
  </aside>`;
}

/** The cell that a remark points at, where it is one. */
function where({ words, form }: PanelContext, { suspects }: Remark): string {
  const [first, second] = suspects;
  return first === undefined || second !== undefined ? "" : ` · ${cellTitle(words, form, first)}`;
}

function filters(context: PanelContext): TemplateResult | typeof nothing {
  const { words, remarks, filter } = context;
  const severities = (["error", "warning", "notice"] as Severity[]).filter((severity) =>
    remarks.some((remark) => remark.severity === severity),
  );
  const kinds = (["table", "text", "structure", "names", "years", "summary"] as Kind[]).filter((kind) =>
    remarks.some((remark) => remark.kind === kind),
  );
  const count = (change: Partial<Filter>) =>
    remarks.filter((remark) => passes({ ...filter, ...change }, remark)).length;
  if (severities.length < 2 && kinds.length < 2) return nothing;
  const group = <Name extends keyof Filter>(
    name: Name,
    title: string,
    values: NonNullable<Filter[Name]>[],
    say: (value: NonNullable<Filter[Name]>) => string,
  ) =>
    values.length < 2
      ? nothing
      : html`<div role="group" aria-label=${title} class="filter">
        <span aria-hidden="true">${title}</span>
        ${values.map(
          (value) => html`<button
            type="button"
            class=${String(value)}
            aria-pressed=${filter[name] === value}
            @click=${() => context.onFilter({ ...filter, [name]: filter[name] === value ? undefined : value })}
          >
            ${say(value)} ${count({ [name]: value })}
          </button>`,
        )}
      </div>`;
  return html`<div class="filters">
    ${group("severity", words.filterSeverity, severities, (severity) => words.severity[severity])}
    ${group("kind", words.filterKind, kinds, (kind) => words.kinds[kind])}
  </div>`;
}

function changes(context: PanelContext): TemplateResult | typeof nothing {
  const { words } = context;
  if (context.changes.length === 0 && !context.canRedo) return nothing;
  return html`<section class="changes">
    <h3>${words.edited(context.changes.length)}</h3>
    <p class="row">
      <button type="button" ?disabled=${!context.canUndo} @click=${context.onUndo}>${words.undo}</button>
      <button type="button" ?disabled=${!context.canRedo} @click=${context.onRedo}>${words.redo}</button>
      ${
        context.changes.length > 0
          ? html`<button type="button" @click=${context.onCopyChanges}>${words.copyChanges}</button>`
          : nothing
      }
    </p>
    <ul>
      ${context.changes.map((change) => html`<li>${change}</li>`)}
    </ul>
  </section>`;
}

function dismissed(context: PanelContext): TemplateResult | typeof nothing {
  const { words } = context;
  const gone = context.all.filter((remark) => remark.key in context.dismissals);
  if (gone.length === 0) return nothing;
  return html`<details class="dismissed" ?open=${context.printing}>
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
    <button type="button" class="quiet" @click=${context.onClearDismissed}>${words.clearDismissed}</button>
  </details>`;
}
