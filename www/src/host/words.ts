// What the gate and the panel say, in both languages.

import type { Status } from "../types.ts";
import type { Verdict } from "./protocol.ts";

/** Every verdict that a try can end in. */
export type AnyStatus = Status | "not-read";

/** The words in one language. */
export interface HostWords {
  /** The button in an editor's toolbar. */
  check: string;
  checkTitle: string;
  checking: string;
  /** What a verdict means for publication. */
  meaning(verdict: Verdict): string;
  reason: string;
  reasonMissing: string;
  goOn: string;
  stop: string;
  back(count: number): string;
  backFirst(count: number): string;
  written(count: number): string;
  notWritten(count: number): string;
  another: string;
  changedMeanwhile: string;
  released: string;
  hide: string;
}

const counts = (verdict: Verdict) =>
  "counts" in verdict ? verdict.counts : { error: 0, warning: 0, held: 0, broken: 0, open: 0 };

/** Chinese. */
export const zh: HostWords = {
  check: "校验",
  checkTitle: "校验政府信息公开年报（只在本机计算，不上传）",
  checking: "正在校验",
  meaning(verdict) {
    const { error, warning, held, open } = counts(verdict);
    const sentences: Record<AnyStatus, string> = {
      errors: `有 ${error} 处错误，没有发布。请按批注改正后再发布。`,
      doubts: `没有错误，有 ${warning} 处疑点。看过没有问题的，请写明理由再发布。`,
      holds: `${held} 项勾稽关系全部成立，可以发布。`,
      "partly-checked": `有 ${open} 项勾稽关系没有核对到，不能说没有问题。确认要发布的，请写明理由。`,
      "not-filled-in": "表里还没有填数。确认要发布的，请写明理由。",
      "not-checked": "没有找到可以核对的表，一项也没有核对。确认要发布的，请写明理由。",
      "not-a-report": "这不像一份政府信息公开年报，没有核对。确认要发布的，请写明理由。",
      "not-read":
        verdict.status === "not-read" ? `没有核对：${verdict.zh}确认要发布的，请写明理由。` : "没有核对。",
    };
    return sentences[verdict.status];
  },
  reason: "理由（随发布记录保存）",
  reasonMissing: "请先写明理由。",
  goOn: "写明理由，发布",
  stop: "先不发布",
  back: (count) => `把 ${count} 处改动写回编辑器`,
  backFirst: (count) =>
    `批注里的 ${count} 处改动还没有写回编辑器，没有发布。请先写回，或者重新校验编辑器里的稿子。`,
  written: (count) => `已写回 ${count} 处改动，并重新校验。`,
  notWritten: (count) => `有 ${count} 处改动在编辑器里没有找到位置，请自己改：`,
  another: "校验框里现在是另一份报告，不能写回这个编辑器。",
  changedMeanwhile: "稿子在写理由的时候改过，已重新校验。",
  released: "已放行。",
  hide: "收起",
};

/** English. */
export const en: HostWords = {
  check: "Check",
  checkTitle: "Check the annual report (on this machine alone, nothing is uploaded)",
  checking: "Checking",
  meaning(verdict) {
    const { error, warning, held, open } = counts(verdict);
    const sentences: Record<AnyStatus, string> = {
      errors: `Errors: ${error}. Not published. Please correct what the remarks name, then publish again.`,
      doubts: `No errors, ${warning} to look at. If they are no problem, please give the reason and publish.`,
      holds: `All ${held} sums hold. It can be published.`,
      "partly-checked": `${open} sums could not be checked, so nobody can say that it is right. To publish all the same, please give a reason.`,
      "not-filled-in": "The tables are not filled in yet. To publish all the same, please give a reason.",
      "not-checked":
        "No table was found, so nothing was checked. To publish all the same, please give a reason.",
      "not-a-report":
        "This does not look like an annual report and was not checked. To publish all the same, please give a reason.",
      "not-read":
        verdict.status === "not-read"
          ? `Not checked: ${verdict.en} To publish all the same, please give a reason.`
          : "Not checked.",
    };
    return sentences[verdict.status];
  },
  reason: "Reason (kept with the publication)",
  reasonMissing: "Please give a reason first.",
  goOn: "Publish for this reason",
  stop: "Do not publish",
  back: (count) => `Write ${count} changes back into the editor`,
  backFirst: (count) =>
    `${count} changes in the remarks are not in the editor yet. Not published. Please write them back, or check the editor's text anew.`,
  written: (count) => `${count} changes were written back and the text was checked anew.`,
  notWritten: (count) => `${count} changes have no place in the editor's text, please make them yourself: `,
  another: "Another report lies in the checker now; it cannot be written into this editor.",
  changedMeanwhile: "The text changed while the reason was written; it was checked anew.",
  released: "Released.",
  hide: "Hide",
};
