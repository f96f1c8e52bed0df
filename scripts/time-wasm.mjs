// Times the page's checker on tables of 25 rows and 7 columns that are wrong in every way: random numbers, all equal,
// few or many wrong cells in consistent tables, shifted rows, blanks. No such input may take more than 50 ms.
//
//   make bench-wasm, or: node scripts/time-wasm.mjs [TABLES-OF-EACH-KIND]
//
// "whole" is reading and checking; "locating" is what checking takes beyond a consistent table of the same size. The
// smallest of several runs counts for each input, because other work on the machine only ever adds.
import { readFileSync } from "node:fs";
import initCore, * as core from "../www/generated/core/gouji.js";

const each = Number(process.argv[2] ?? 60);
await initCore({
  module_or_path: readFileSync(new URL("../www/generated/core/gouji_bg.wasm", import.meta.url)),
});

/** Numbers that are the same everywhere (Mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const groups = [
  [
    "（三）不予公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
  ],
  ["（四）无法提供", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"],
  [
    "（五）不予处理",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
  ],
  [
    "（六）其他处理",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
  ],
];
const columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
const header = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
const results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
const height = 25;

/** A consistent table: 25 rows of 7 numbers. */
function consistent(number, size) {
  const rows = Array.from({ length: height }, () => Array(7).fill(0));
  for (let column = 0; column < 6; column += 1) {
    for (let row = 2; row < 23; row += 1) {
      if (number(8) < 5 && number(column === 0 ? 2 : 5) === 0) rows[row][column] = number(size);
      rows[23][column] += rows[row][column];
    }
    rows[24][column] = number(3) === 0 ? number(size) : 0;
    rows[1][column] = Math.min(number(size), rows[23][column] + rows[24][column]);
    rows[0][column] = rows[23][column] + rows[24][column] - rows[1][column];
  }
  for (const row of rows) row[6] = row.reduce((sum, value) => sum + value, 0);
  return rows;
}

/** One wrong number in place of a right one. */
function wrong(number, value) {
  const choices = [value + 1, Math.max(0, value - 1), value * 10, 0, value + number(50)];
  return choices[number(choices.length)];
}

/** Changes a number of cells. */
function spoil(number, rows, count) {
  for (let done = 0; done < count; done += 1) {
    const row = rows[number(height)];
    const column = number(7);
    row[column] = wrong(number, row[column]);
  }
  return rows;
}

const sizes = [5, 20, 100, 1000];
const size = (number) => sizes[number(sizes.length)];
const filled = (value) => Array.from({ length: height }, () => Array.from({ length: 7 }, value));
const several = (low, high) => (number) =>
  spoil(number, consistent(number, size(number)), low + number(high - low + 1));
const kinds = {
  "digits at random": (number) => filled(() => number(10)),
  "0 and 1 at random": (number) => filled(() => number(2)),
  "mostly 0": (number) => filled(() => (number(8) === 0 ? number(4) : 0)),
  "large at random": (number) => filled(() => number(1_000_000)),
  "all equal": (number) => {
    const value = 1 + number(100);
    return filled(() => value);
  },
  "2 wrong": several(2, 2),
  "3 wrong": several(3, 3),
  "4 wrong": several(4, 4),
  "5 wrong": several(5, 5),
  "6 to 8 wrong": several(6, 8),
  "9 to 14 wrong": several(9, 14),
  "15 to 30 wrong": several(15, 30),
  "one more in many cells": (number) =>
    consistent(number, size(number)).map((row) => row.map((value) => value + (number(6) === 0 ? 1 : 0))),
  "wrong by the same": (number) => {
    const rows = consistent(number, size(number));
    const change = 1 + number(3);
    for (let done = 3 + number(8); done > 0; done -= 1) rows[number(height)][number(7)] += change;
    return rows;
  },
  blanks: (number) => several(0, 4)(number).map((row) => row.map((value) => (number(5) === 0 ? "" : value))),
  "blank totals": (number) =>
    several(2, 8)(number).map((row) => [...row.slice(0, 6), number(3) === 0 ? row[6] : ""]),
  "blanks in nonsense": (number) => filled(() => (number(4) === 0 ? "" : number(10))),
  "shifted rows": (number) =>
    consistent(number, size(number)).map((row) => (number(5) === 0 ? [0, ...row.slice(0, 6)] : row)),
  "shifted column": (number) => {
    const rows = several(0, 3)(number);
    const column = number(7);
    const values = rows.map((row) => row[column]);
    for (const [at, row] of rows.entries()) row[column] = at === 0 ? 0 : values[at - 1];
    return rows;
  },
  "exchanged rows": (number) => {
    const rows = several(0, 2)(number);
    for (let done = 1 + number(3); done > 0; done -= 1) {
      const [first, second] = [number(height), number(height)];
      [rows[first], rows[second]] = [rows[second], rows[first]];
    }
    return rows;
  },
  "totals of another year": (number) => {
    const [rows, other] = [consistent(number, size(number)), consistent(number, size(number))];
    return rows.map((row, at) => (at === 0 || at > 22 ? other[at] : row));
  },
  negative: (number) =>
    several(3, 8)(number).map((row) => row.map((value) => (number(9) === 0 ? -value : value))),
};

/** Table 4: consistent, or wrong in every row. */
function cases(number) {
  const right = number(2) === 0;
  return Array.from({ length: 3 }, () => {
    const values = Array.from({ length: 4 }, () => number(6));
    return [...values, right ? values.reduce((sum, value) => sum + value, 0) : number(30)];
  }).flat();
}

function asHtml(rows, appeals) {
  const cell = (value) =>
    `<td style="border:1px solid #000;padding:0 7px"><p align="center"><span>${value}</span></p></td>`;
  const label = (text, span = "") =>
    `<td ${span}style="border:1px solid #000"><p><span>${text}</span></p></td>`;
  const line = (labels, values) => `<tr>${labels}${values.map(cell).join("")}</tr>`;
  const lines = [
    `<tr>${label(header, 'colspan="3" rowspan="3" ')}${label("申请人情况", 'colspan="7" ')}</tr>`,
    `<tr>${label("自然人", 'rowspan="2" ')}${label("法人或其他组织", 'colspan="5" ')}${label("总计", 'rowspan="2" ')}</tr>`,
    `<tr>${columns
      .slice(1, 6)
      .map((text) => label(text))
      .join("")}</tr>`,
    line(label("一、本年新收政府信息公开申请数量", 'colspan="3" '), rows[0]),
    line(label("二、上年结转政府信息公开申请数量", 'colspan="3" '), rows[1]),
    line(label("三、本年度办理结果", 'rowspan="22" ') + label("（一）予以公开", 'colspan="2" '), rows[2]),
    line(label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 'colspan="2" '), rows[3]),
  ];
  let at = 4;
  for (const [group, ...details] of groups) {
    for (const [index, detail] of details.entries()) {
      const first = index === 0 ? label(group, `rowspan="${details.length}" `) : "";
      lines.push(line(first + label(detail), rows[at]));
      at += 1;
    }
  }
  lines.push(line(label("（七）总计", 'colspan="2" '), rows[23]));
  lines.push(line(label("四、结转下年度继续办理", 'colspan="3" '), rows[24]));
  const appealsTable =
    `<tr>${label("行政复议", 'colspan="5" ')}${label("行政诉讼", 'colspan="10" ')}</tr>` +
    `<tr>${results.map((text) => label(text, 'rowspan="2" ')).join("")}${label("未经复议直接起诉", 'colspan="5" ')}${label("复议后起诉", 'colspan="5" ')}</tr>` +
    `<tr>${[...results, ...results].map((text) => label(text)).join("")}</tr>${line("", appeals)}`;
  return (
    "<html><body><h1>某某县人民政府2024年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>" +
    `<table>${lines.join("\n")}</table><p>四、政府信息公开行政复议、行政诉讼情况</p><table>${appealsTable}</table></body></html>`
  );
}

function asText(rows, appeals) {
  const lines = [
    "某某县人民政府2024年政府信息公开工作年度报告",
    "三、收到和处理政府信息公开申请情况",
    `${header}\t\t\t${columns.join("\t")}`,
    ["一、本年新收政府信息公开申请数量", "", "", ...rows[0]].join("\t"),
    ["二、上年结转政府信息公开申请数量", "", "", ...rows[1]].join("\t"),
    ["三、本年度办理结果", "（一）予以公开", "", ...rows[2]].join("\t"),
    ["", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "", ...rows[3]].join("\t"),
  ];
  let at = 4;
  for (const [group, ...details] of groups) {
    for (const [index, detail] of details.entries()) {
      lines.push(["", index === 0 ? group : "", detail, ...rows[at]].join("\t"));
      at += 1;
    }
  }
  lines.push(
    ["", "（七）总计", "", ...rows[23]].join("\t"),
    ["四、结转下年度继续办理", "", "", ...rows[24]].join("\t"),
  );
  lines.push("", "四、政府信息公开行政复议、行政诉讼情况");
  lines.push(["行政复议", "", "", "", "", "行政诉讼"].join("\t"));
  lines.push(["", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉"].join("\t"));
  lines.push([...results, ...results, ...results].join("\t"), appeals.join("\t"));
  return lines.join("\n");
}

const encoder = new TextEncoder();

/** Reads and checks; the milliseconds of both and of checking alone. */
function time(text, runs) {
  const bytes = encoder.encode(text);
  let [whole, checking] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let outcome;
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    const input = core.read(bytes, undefined, undefined);
    const read = performance.now();
    outcome = core.check(input, {});
    const end = performance.now();
    whole = Math.min(whole, end - begin);
    checking = Math.min(checking, end - read);
  }
  return { whole, checking, outcome };
}

const forms = { html: asHtml, text: asText };
for (const [name, form] of Object.entries(forms)) {
  // The engine compiles what it runs often; then the time of a consistent table is what locating adds to.
  const number = generator(7);
  const plain = form(consistent(number, 20), [1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  time(plain, 60);
  for (let run = 0; run < 20; run += 1) time(form(several(5, 9)(number), cases(number)), 1);
  const base = time(plain, 20);
  const cells = Object.keys(base.outcome.report.cells).length;
  console.log(
    `${name}: a consistent table ${base.whole.toFixed(1)} ms, of it checking ${base.checking.toFixed(1)} ms; ${cells} cells read, ${base.outcome.counts.error} errors`,
  );
  const all = [];
  for (const [kind, make] of Object.entries(kinds)) {
    const times = [];
    for (let seed = 0; seed < each; seed += 1) {
      const number = generator(seed * 7919 + kind.length * 104_729);
      const text = form(make(number), cases(number));
      let one = time(text, 2);
      if (one.whole > 15) {
        const again = time(text, 4);
        one = {
          ...one,
          whole: Math.min(one.whole, again.whole),
          checking: Math.min(one.checking, again.checking),
        };
      }
      times.push({ whole: one.whole, locating: Math.max(0, one.checking - base.checking), kind, seed });
    }
    all.push(...times);
    report(`  ${kind}`, times);
  }
  report(`${name}, all`, all);
}

/** Prints median, 99 % and largest of whole and locating. */
function report(title, times) {
  const figures = ["whole", "locating"].map((what) => {
    const sorted = times.map((each) => each[what]).sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
    return `${what} ${at(0.5).padStart(5)} ${at(0.99).padStart(5)} ${at(1).padStart(5)}`;
  });
  const slowest = times.reduce((a, b) => (b.whole > a.whole ? b : a));
  console.log(`${title.padEnd(26)} ${figures.join("   ")}   slowest: ${slowest.kind}, ${slowest.seed}`);
}
