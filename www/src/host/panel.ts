// The remarks beside somebody else's page: one list, each of it a way to its place.

import { remarksOf } from "../model/remarks.ts";
import type { Outcome } from "../types.ts";
import { markIn, type Places, unmark } from "./marks.ts";
import css from "./panel.css";
import { isOutcome, type Verdict } from "./protocol.ts";
import { attachments, pages } from "./sources.ts";
import { style } from "./style.ts";

const local = "全部在本机计算，没有发送任何内容。";

/** The verdict in a sentence. */
function sentence(outcome: Outcome): string {
  const { error, warning, held, open } = outcome.counts;
  const sentences: Record<Outcome["status"], string> = {
    errors: `${error} 处错误${warning > 0 ? `，${warning} 处疑点` : ""}`,
    doubts: `没有错误，${warning} 处疑点`,
    holds: `${held} 项勾稽关系全部成立`,
    "partly-checked": `没有核对完：${open} 项勾稽关系没有核对到`,
    "not-filled-in": "表里没有填数，没有核对",
    "not-checked": "没有找到可以核对的表，没有核对",
    "not-a-report": "这个页面上没有政府信息公开年报",
  };
  return sentences[outcome.status];
}

/** Whether a verdict found a report at all. */
const isReport = (verdict: Verdict): verdict is Outcome =>
  isOutcome(verdict) && verdict.status !== "not-a-report";

/** Of the verdicts on a page and its frames the one that is shown: that with most of a report in it. */
export function best(verdicts: Verdict[]): number {
  const worth = (verdict: Verdict) => {
    if (!isOutcome(verdict)) return 0;
    if (!isReport(verdict)) return 1;
    return 2 + Object.keys(verdict.report.cells).length;
  };
  const worths = verdicts.map(worth);
  return worths.indexOf(Math.max(...worths));
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  className = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Takes panel and marks away. */
export function clear(): void {
  for (const panel of document.querySelectorAll("gouji-panel")) panel.remove();
  for (const page of pages(document)) unmark(page);
}

function list(outcome: Outcome, places: Places): HTMLElement {
  const all = element("ol", "", "list");
  let now: Element | undefined;
  for (const remark of remarksOf(outcome)) {
    const item = element("li", "", remark.severity);
    const [first, ...others] = remark.findings;
    const button = element("button", `${remark.number}. ${first?.message ?? ""}`);
    const [target] = places.get(remark) ?? [];
    button.type = "button";
    button.addEventListener("click", () => {
      now?.removeAttribute("data-gouji-now");
      now = target;
      target?.setAttribute("data-gouji-now", "");
      target?.scrollIntoView({ block: "center" });
    });
    item.append(button);
    for (const finding of others) item.append(element("p", finding.message, "why"));
    const best = remark.repairs[0]?.rank;
    for (const { reason } of remark.repairs.filter((repair) => repair.rank === best).slice(0, 3))
      item.append(element("p", `最可能：${reason}`, "why"));
    // What is missing altogether has no place that could be shown.
    const placed = remark.findings.some(({ where, cells }) => where.length + cells.length > 0);
    if (!target && placed) item.append(element("p", "没有在页面上找到对应的位置，请对照原文。", "why"));
    all.append(item);
  }
  return all;
}

/** Shows a verdict on a page (or on one of its frames): marks in it, remarks beside it. */
export function show(verdict: Verdict, at: number): void {
  clear();
  const host = document.createElement("gouji-panel");
  const root = host.attachShadow({ mode: "open" });
  style(root, css);
  const panel = element("section", "", "panel");
  panel.setAttribute("aria-label", "勾稽");
  const header = element("header");
  const title = element("h1", isOutcome(verdict) ? sentence(verdict) : "没有核对");
  title.tabIndex = -1;
  const close = element("button", "关闭");
  close.type = "button";
  close.addEventListener("click", clear);
  header.append(title, close);
  panel.append(header);
  const page = pages(document)[at] ?? document;
  const body = isReport(verdict) ? list(verdict, markIn(page, verdict)) : element("div", "", "list");
  if (!isOutcome(verdict)) body.append(element("p", verdict.zh));
  const files = attachments(document);
  if (files.length > 0 && (!isReport(verdict) || verdict.status === "not-checked"))
    body.append(element("p", `年报可能在附件里，请下载后用勾稽的网页打开：${files.join("；")}`));
  panel.append(body);
  panel.append(element("footer", local));
  root.append(panel);
  host.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") clear();
  });
  document.documentElement.append(host);
  title.focus({ preventScroll: true });
}
