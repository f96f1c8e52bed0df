// The ways out: copying and saving what lies on the desk.

import type { Remark } from "../model/remarks.ts";
import type { PaperContext } from "../paper/context.ts";
import { correctedOf } from "../state/corrected.ts";
import type { Desk } from "../state/desk.ts";
import type { Dismissals } from "../state/dismissals.ts";
import type { Report } from "../state/entries.ts";
import { checklistPage, type Entry, entriesOf, headOf, textOf, today } from "./checklist.ts";
import { copy, save as saveFile, saveBlob as saveFileBlob } from "./clipboard.ts";
import { findingRows, findingsAsJson } from "./findings.ts";
import { asCsv, escaped, fileName } from "./inert.ts";
import { docx, xlsx } from "./office.ts";
import { page, reportAsHtml, reportAsText } from "./report.ts";
import { tableAsHtml, tableAsText } from "./table.ts";

/** Copies and saves. `contextOf` gives what the paper shows of a report. */
export class Exits {
  constructor(
    private readonly desk: Desk,
    private readonly contextOf: (report: Report) => PaperContext,
  ) {}

  private save(name: string, ...rest: [string, string?, boolean?]): void {
    saveFile(name, ...rest);
    this.desk.say(this.desk.words.saved(name));
  }

  private saveBlob(name: string, blob: Blob): void {
    saveFileBlob(name, blob);
    this.desk.say(this.desk.words.saved(name));
  }

  private async copied(text: string, html?: string): Promise<void> {
    const done = await copy(text, html);
    this.desk.say(done ? this.desk.words.copied : this.desk.words.copyFailed);
  }

  private nameOf({ outcome, name }: Report): string {
    const { organ, year } = outcome.report;
    return fileName(organ ? `${organ} ${year ?? ""}` : (name ?? "").replace(/\.\w+$/, ""));
  }

  /** The changes of the report, one line each. */
  copyChanges = (): Promise<void> => this.copied(`${this.desk.changes.join("\n")}\n`);

  /** The whole report: rich for Word, WPS and content systems, and as text. */
  copyAll(report: Report): Promise<void> {
    const context = this.contextOf(report);
    return this.copied(reportAsText(context.document), reportAsHtml({ context, remarks: [] }));
  }

  copyTable(block: number): Promise<void> {
    const table = this.desk.editing.tableOf(block);
    return table ? this.copied(tableAsText(table), tableAsHtml(table)) : Promise.resolve();
  }

  saveHtml(report: Report, marked: boolean): void {
    const context = this.contextOf(report);
    const { words, derived } = this.desk;
    const remarks = marked ? [...derived.remarks, ...derived.judged] : [];
    const body = reportAsHtml({ context, remarks });
    const list = marked
      ? checklistPage(words.remarks, this.entries(report, remarks), this.said(report), escaped)
      : "";
    const name = this.nameOf(report);
    this.save(
      `${name}${marked ? ` ${words.remarks}` : ""}.html`,
      page(report.outcome.report.title ?? name, body + list),
      "text/html",
    );
  }

  saveText = (report: Report): void =>
    this.save(`${this.nameOf(report)}.txt`, reportAsText(this.contextOf(report).document));

  entries = (report: Report, remarks: Remark[]): Entry[] =>
    entriesOf(this.desk.words, report.form, report.outcome, remarks, this.desk.state.dismissed);

  /** By whom and when it was checked. */
  private get by(): string {
    return this.desk.words.printed(today());
  }

  /** What came of it, by whom and when. */
  private said({ outcome }: Report): string {
    const { words } = this.desk;
    return `${words.status[outcome.status]}${words.semicolon}${this.by}`;
  }

  private textOf = (title: string, entries: Entry[]): string => textOf(title, entries, this.by);

  copyChecklist = (title: string, entries: Entry[]): Promise<void> =>
    this.copied(this.textOf(title, entries));

  saveChecklist = (title: string, entries: Entry[]): void =>
    this.save(`${fileName(title)}.txt`, this.textOf(title, entries));

  /** The report's own Word file with the changes in it. */
  async saveCorrected(report: Report): Promise<void> {
    const { words } = this.desk;
    const blob = await correctedOf(report).catch(() => undefined);
    if (blob) this.saveBlob(`${this.nameOf(report)}.docx`, blob);
    else this.desk.say(words.correctedFailed);
  }

  /** The 核对清单 as a Word document. */
  saveChecklistDocx = (title: string, entries: Entry[]): void =>
    this.saveBlob(
      `${fileName(title)}.docx`,
      docx([
        { text: title, look: "title" },
        ...entries.flatMap((entry, index) => [
          { text: headOf(entry, index) },
          ...entry.lines.map((text) => ({ text, look: "below" as const })),
        ]),
        { text: this.by },
      ]),
    );

  saveFindings(report: Report, remarks: Remark[], as: "csv" | "xlsx"): void {
    const { words, state } = this.desk;
    const rows = findingRows(words, report.form, report.outcome, remarks, state.dismissed);
    const name = `${this.nameOf(report)} ${words.remarks}.${as}`;
    if (as === "csv") this.save(name, asCsv(rows), "text/csv");
    else this.saveBlob(name, xlsx(words.remarks, rows, [6, 8, 8, 60, 80]));
  }

  saveJson = (report: Report): void =>
    this.save(
      `${this.nameOf(report)}.json`,
      findingsAsJson(report.outcome, this.desk.derived.judged, this.desk.state.dismissed),
      "application/json",
      false,
    );

  saveDismissed = (dismissed: Dismissals): void =>
    this.save("gouji-dismissed.json", JSON.stringify(dismissed, null, 2), "application/json", false);
}
