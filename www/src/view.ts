// The one view: the whole page as a function of the state. The paper itself is drawn by parts into its own element.

import { html, nothing, type TemplateResult } from "lit";
import {
  checklistDialog,
  checklistEntries,
  dialog,
  keptDialog,
  ruleDialog,
  verifyDialog,
} from "./dialogs/dialogs.ts";
import { example } from "./intake/example.ts";
import { choose, only } from "./intake/files.ts";
import { nothingRead, start } from "./intake/start.ts";
import { menu } from "./menu.ts";
import type { Remark } from "./model/remarks.ts";
import { today } from "./out/checklist.ts";
import type { Exits } from "./out/exits.ts";
import { remarksPanel } from "./remarks/panel.ts";
import { canCorrect } from "./state/corrected.ts";
import type { Desk } from "./state/desk.ts";
import { forgetDismissals, remember } from "./state/dismissals.ts";
import { isBlank, isOther, othersOf, type Report, rowOf } from "./state/entries.ts";
import { hasManyPart } from "./state/many.ts";
import { keep } from "./state/settings.ts";
import { openPage } from "./state/why.ts";
import { certificate, checkedList } from "./verdict/checked.ts";
import { verdict, whoOf } from "./verdict/verdict.ts";

/** What the view is made from: the desk, and the ways out. */
export interface Page {
  desk: Desk;
  exits: Exits;
  touch: boolean;
  dark: boolean;
  printing: boolean;
  onLanguage(): void;
  onTheme(): void;
  onEditText(remark: Remark): void;
}

/**
 * Seen only in a copy of the page in which no script runs, such as an MHTML archive: it looks alive and is not. The
 * element's own styles hide the note, and they are what such a copy is without.
 */
const copyNote = html`<p class="copy">
  这是保存下来的副本，只能看，不能校验；要校验请打开勾稽的原网页或原文件。 This is a saved copy to look at; it checks nothing.
  Open the original page or file to check a report.
</p>`;

/** The page. */
export function view(page: Page): TemplateResult {
  const { desk } = page;
  const { state, words, language } = desk;
  const { entry } = state;
  const lang = language === "en" ? "en" : "zh-Hans";
  return html`<div class="all" lang=${lang}>
    ${page.printing && state.dialog === "checklist" && desk.report ? printedChecklist(page, desk.report) : nothing}
    ${copyNote}${bar(page)}
    <main>${
      entry.kind === "report"
        ? deskOf(page, entry)
        : entry.kind === "many"
          ? html`<div class="many"></div>`
          : start({
              words,
              language,
              trouble: entry.kind === "trouble" ? entry : undefined,
              typed: state.typed,
              touch: page.touch,
              onTyped: (typed) => typed !== state.typed && desk.set({ typed }),
              onText: (source) => void desk.take({ source }),
              onOpen: () => open(page),
              onFolder: () => choose((files) => void desk.takeFiles(only(files)), { folder: true }),
              onExample: () => takeExample(page),
            })
    }</main>
    ${foot(page)} ${dialogs(page)} ${overlays(page)}
  </div>`;
}

const open = ({ desk }: Page) => choose((files) => void desk.takeFiles(only(files)), { multiple: true });

const takeExample = ({ desk }: Page) => void desk.take({ source: example, format: "html" });

function bar(page: Page): TemplateResult {
  const { desk } = page;
  const { words, language, state } = desk;
  const { entry } = state;
  const list = rowOf(entry)?.list;
  const around = list && desk.around;
  return html`<header class="bar">
    <h1 class="name">${words.name}</h1>
    <p class="subtitle">${words.subtitle}</p>
    ${
      entry.kind === "start"
        ? nothing
        : html`<button type="button" class="back" @click=${() => desk.leave()}>
          ${list ? words.backToList : words.again}
        </button>`
    }
    ${
      around
        ? html`<span class="turn">
          ${turn(around.before, words.formerReport, "P", html`‹ <i>${words.formerReport}</i>`, () => desk.turn(-1))}
          <small>${around.at}/${around.all}</small>
          ${turn(around.after, words.nextReport, "N", html`<i>${words.nextReport}</i> ›`, () => desk.turn(1))}
        </span>`
        : nothing
    }
    ${
      entry.kind === "start" || entry.kind === "trouble"
        ? nothing
        : html`<button type="button" class="open" @click=${() => open(page)}>${words.open}</button>`
    }
    <button type="button" lang=${language === "en" ? "zh-Hans" : "en"} @click=${page.onLanguage}>${words.language}</button>
    <button type="button" class="theme" aria-label=${words.theme(page.dark)} title=${words.theme(page.dark)} @click=${page.onTheme}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
    </button>
  </header>`;
}

const turn = (to: unknown, name: string, key: string, sign: TemplateResult, run: () => void) =>
  html`<button type="button" ?disabled=${!to} title=${`${name} (Shift+${key})`} aria-label=${name} @click=${run}>${sign}</button>`;

function deskOf(page: Page, report: Report): TemplateResult {
  const { desk } = page;
  const { state, words } = desk;
  const { outcome, draft } = report;
  const { all, remarks, listed } = desk.derived;
  const onHover = (remark: Remark | undefined) => desk.set({ hovered: remark?.group });
  const notes = outcome.input.notes ?? [];
  if (state.pair) return html`<div class="many"></div>`;
  return html`${verdict({
    words,
    report,
    remarks,
    all,
    stale: state.stale,
    told: state.told,
    legend: state.showNumbers ? words.numbersLegend : "",
    onChecked: () => desk.set({ dialog: "checked" }),
    onAgain: () => void desk.recheck(),
    onPair: hasManyPart() && outcome.status !== "not-a-report" ? () => void desk.pair() : undefined,
  })}
    ${page.printing ? html`<p class="printed">${words.printed(today())}</p>` : nothing}
    ${notes.length > 0 ? html`<div class="notes">${notes.map((note) => html`<p>${note}</p>`)}</div>` : nothing}
    ${state.aside ? html`<div class="notes" role="alert"><p>${state.aside}</p></div>` : nothing}
    <div class="desk">
      ${
        isBlank(report)
          ? nothingRead(words, () => open(page))
          : html`<article class="paper" lang="zh-Hans" aria-label=${words.paper}></article>`
      }
      ${remarksPanel({
        words,
        language: desk.language,
        outcome,
        rules: state.rules,
        form: report.form,
        remarks,
        listed,
        all,
        dismissals: state.dismissed,
        filter: state.filter,
        active: desk.remark(state.hovered) ?? desk.remark(state.selected),
        selected: desk.remark(state.selected),
        dismissing: desk.remark(state.dismissing),
        printing: page.printing,
        opened: state.sheet,
        narrow: state.narrow && !page.printing,
        changes: desk.changes,
        canUndo: draft.canUndo,
        canRedo: draft.canRedo,
        well:
          outcome.status === "holds" && all.length === 0
            ? certificate(words, report, state.rules.size, state.version)
            : undefined,
        tools: tools(page, report),
        onHover,
        onSelect: (remark) => desk.select(remark),
        onMove: (by) => desk.move(by),
        onSheet: () => {
          desk.set({ sheet: !state.sheet });
          // The remark that is shown may be about a place that the sheet now covers.
          if (state.sheet) desk.select(desk.remark(state.selected) ?? listed[0]);
        },
        onFilter: (filter) => desk.set({ filter }),
        onShowCell: (cell) => desk.showCell(cell),
        onApply: ({ changes }) => desk.put(changes),
        onFill: (changes) => desk.put(changes),
        onEditText: page.onEditText,
        onWhy: (rule) => void openPage(desk, rule),
        onDismiss: (remark) => desk.set({ dismissing: remark.group }),
        onDismissed: (remark, reason) => desk.dismiss(remark, reason),
        onRestore: (key) => desk.set({ dismissed: remember(state.dismissed, key, undefined, desk.keeps) }),
        onExportDismissed: () => page.exits.saveDismissed(state.dismissed),
        onClearDismissed: () => desk.set({ dismissed: forgetDismissals() }),
        onUndo: () => desk.step("undo"),
        onRedo: () => desk.step("redo"),
        onCopyChanges: () => void page.exits.copyChanges(),
      })}
    </div>`;
}

/** What is written down of the remarks: those that are listed, and those that somebody has judged to be no problem. */
const leavingOf = ({ derived }: Desk): Remark[] => [...derived.listed, ...derived.judged];

/** What can be done with the whole report: in menus, so that the remarks keep the room. */
function tools(page: Page, report: Report): TemplateResult {
  const { desk, exits } = page;
  const { state, words } = desk;
  const { all } = desk.derived;
  const leaving = leavingOf(desk);
  const others = othersOf(report);
  const away = {
    title: words.paper,
    items: [
      { text: words.copyAll, run: () => void exits.copyAll(report) },
      { text: words.saveHtml, run: () => exits.saveHtml(report, false) },
      { text: words.saveText, run: () => exits.saveText(report) },
      canCorrect(report)
        ? { text: words.saveCorrected, run: () => void exits.saveCorrected(report) }
        : undefined,
      report.draft.changed ? { text: words.copyChanges, run: () => void exits.copyChanges() } : undefined,
    ],
  };
  const found = {
    title: words.remarks,
    items: [
      ...(all.length > 0
        ? [
            { text: words.saveMarked, run: () => exits.saveHtml(report, true) },
            { text: words.saveWorkbook, run: () => exits.saveFindings(report, leaving, "xlsx") },
            { text: words.saveFindings, run: () => exits.saveFindings(report, leaving, "csv") },
          ]
        : []),
      { text: words.saveJson, run: () => exits.saveJson(report) },
    ],
  };
  const checks = {
    title: words.tools,
    items: [
      all.length > 0 ? { text: words.checklist, run: () => desk.set({ dialog: "checklist" }) } : undefined,
      { text: words.print, run: () => window.print() },
      (report.outcome.numbers?.length ?? 0) > 0
        ? {
            text: words.numbersView,
            pressed: state.showNumbers,
            run: () => desk.toggleNumbers(),
          }
        : undefined,
      {
        text: report.previous ? words.removePrevious : words.addPrevious,
        run: () => {
          if (report.previous) void desk.comparePrevious(undefined);
          else choose(([file]) => file && void desk.comparePrevious({ source: file, name: file.name }));
        },
      },
      {
        text:
          report.parts.length > 0
            ? words.removeParts
            : others.length > 0
              ? words.addOthers(others.length)
              : words.addParts,
        run: () => {
          if (report.parts.length > 0) void desk.compareParts([]);
          else if (others.length > 0) void desk.compareParts(others);
          else
            choose(
              (files) => void desk.compareParts(files.map((file) => ({ name: file.name, source: file }))),
              { multiple: true },
            );
        },
      },
      { text: words.keptMenu, run: () => desk.set({ dialog: "kept" }) },
    ],
  };
  const more = html`<span aria-hidden="true">⋯</span>`;
  if (state.narrow) return menu("tools", more, words.menu, [away, found, checks]);
  return html`${menu("away", words.takeAway, words.takeAway, [away, found])}${menu("tools", more, words.menu, [checks])}`;
}

/** Whether single letters do something. */
function setKeys(desk: Desk, on: boolean): void {
  if (desk.keeps) keep("local", "no-keys", on ? undefined : true);
  desk.set({ noKeys: !on });
}

function foot(page: Page): TemplateResult {
  const { desk } = page;
  const { words, state } = desk;
  const { entry } = state;
  return html`<footer class="foot">
    ${
      entry.kind === "report" && !isBlank(entry)
        ? html`<p class="hints">
          ${entry.previous ? html`${words.addedPrevious(entry.previous.name ?? "", isOther(entry))}<br />` : nothing}
          ${entry.parts.length > 0 ? html`${words.addedParts(entry.parts.length)}<br />` : nothing}
          ${
            page.touch
              ? nothing
              : html`<label
                ><input
                  type="checkbox"
                  .checked=${!state.noKeys}
                  @change=${(event: Event) => setKeys(desk, (event.target as HTMLInputElement).checked)}
                />${words.keysHint}</label
              >`
          }
        </p>`
        : nothing
    }
    <p>
      ${words.promise} ·
      <button type="button" class="quiet" @click=${() => desk.set({ dialog: "verify" })}>${words.verify}</button> ·
      <button type="button" class="quiet" @click=${() => desk.set({ dialog: "kept" })}>${words.keptMenu}</button>
    </p>
  </footer>`;
}

/** The title of the list that goes back to the organ. */
const checklistTitle = ({ desk }: Page, report: Report): string => {
  const { organ, facts } = whoOf(desk.words, report);
  return desk.words.checklistTitle(`${organ} ${facts[0] ?? ""} `);
};

function printedChecklist(page: Page, report: Report): TemplateResult {
  const { desk, exits } = page;
  return html`<section class="print-checklist">
    <h1>${checklistTitle(page, report)}</h1>
    <p class="printed">${desk.words.printed(today())}</p>
    ${checklistEntries(exits.entries(report, leavingOf(desk)))}
  </section>`;
}

function dialogs(page: Page): TemplateResult | typeof nothing {
  const { desk, exits } = page;
  const { state, words, report } = desk;
  const { dialog: shown } = state;
  const onClose = () => desk.set({ dialog: undefined });
  if (shown === undefined) return nothing;
  if (shown === "verify") return verifyDialog(words, onClose);
  if (shown === "kept")
    return keptDialog(words, desk.trail.state, desk.trail.forWeek, {
      onClose,
      onForget: () => desk.forget(),
      onWeek: (ask) => {
        desk.trail.askWeek(ask, state.entry);
        desk.set({});
      },
    });
  if (shown === "checked")
    return report
      ? dialog(words, words.whatChecked, onClose, checkedList(words, report, state.rules.size))
      : nothing;
  if (shown !== "checklist") return ruleDialog(words, desk.language, shown, onClose);
  if (!report) return nothing;
  const title = checklistTitle(page, report);
  const entries = exits.entries(report, leavingOf(desk));
  return checklistDialog(words, title, entries, {
    onClose,
    onCopy: () => void exits.copyChecklist(title, entries),
    onSave: () => exits.saveChecklist(title, entries),
    onDocx: () => exits.saveChecklistDocx(title, entries),
    onPrint: () => window.print(),
  });
}

function overlays({ desk }: Page): TemplateResult {
  const { state, words } = desk;
  const { notice } = state;
  return html`${
    state.working
      ? html`<div class="working" role="status">
        ${words.reading(state.working)}
        <button type="button" @click=${() => desk.cancel()}>${words.stop}</button>
      </div>`
      : nothing
  }
  ${state.dragging ? html`<div class="drop" aria-hidden="true">${words.dropHere}</div>` : nothing}
  <div class="said" role="status">${
    notice
      ? html`<p>
        ${notice.text}
        ${
          notice.action
            ? html`<button
                type="button"
                @click=${() => {
                  desk.set({ notice: undefined });
                  notice.action?.run();
                }}
              >
                ${notice.action.label}
              </button>
              <button type="button" aria-label=${words.close} @click=${() => desk.set({ notice: undefined })}>×</button>`
            : nothing
        }
      </p>`
      : nothing
  }</div>`;
}
