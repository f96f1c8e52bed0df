// The same report in the markup of different portals: own pages that show the traits of real ones.

import { example } from "./support.ts";

interface Cell {
  rows: number;
  columns: number;
  text: string;
}
type Block = { kind: "title" | "heading" | "text"; text: string } | { kind: "table"; rows: Cell[][] };

/** The example report in its parts. */
const report: Block[] = [...example.matchAll(/<(h1|h2|p)>(.*?)<\/\1>|<table[^>]*>([\s\S]*?)<\/table>/g)].map(
  ([, name, text = "", rows]): Block => {
    if (rows === undefined)
      return { kind: name === "h1" ? "title" : name === "h2" ? "heading" : "text", text };
    const cells = (row: string) =>
      [...row.matchAll(/<td([^>]*)>(.*?)<\/td>/g)].map(([, attributes = "", inner = ""]) => ({
        rows: Number(/rowspan="(\d+)"/.exec(attributes)?.[1] ?? 1),
        columns: Number(/colspan="(\d+)"/.exec(attributes)?.[1] ?? 1),
        text: inner,
      }));
    return { kind: "table", rows: [...rows.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) => cells(row)) };
  },
);

const spans = ({ rows, columns }: Cell) =>
  `${rows > 1 ? ` rowspan="${rows}"` : ""}${columns > 1 ? ` colspan="${columns}"` : ""}`;

/** Renders the report with a portal's own way of writing texts and cells. */
function written(
  text: (text: string, kind: string) => string,
  cell: (cell: Cell) => string,
  table: (rows: string) => string = (rows) => `<table border="1">${rows}</table>`,
): string {
  return report
    .map((block) =>
      block.kind === "table"
        ? table(block.rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n"))
        : text(block.text, block.kind),
    )
    .join("\n");
}

const plain = written(
  (text, kind) => (kind === "text" ? `<p>${text}</p>` : `<h2>${text}</h2>`),
  (cell) => `<td${spans(cell)}>${cell.text}</td>`,
);

/** A page as its files: the first is what the browser opens. */
export interface Portal {
  files: Record<string, string>;
  headers?: Record<string, string>;
  /** How a stylesheet of the page would spoil marks that gave way to it. */
  frame?: boolean;
}

// With pictures that are nowhere: whoever copied them within the page would have them asked for once more.
const navigation = `<img src="/images/logo.png" alt=""><picture><source srcset="/images/sign.webp"><img src="/images/sign.png" alt=""></picture><ul class="nav">${["首页", "政务公开", "政务服务", "互动交流", "数据"].map((each) => `<li><a href="/x">${each}</a></li>`).join("")}</ul>`;

export const portals: Record<string, Portal> = {
  "an article pasted from Word: spans and paragraphs in every cell, styles in between": {
    files: {
      "/": `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="年报"><title>年报</title>
        <style>html{font-size:100px} body{font-size:.16rem} td::before{content:none}</style></head>
        <body><div class="header">${navigation}</div><div class="location">当前位置：<a href="/">首页</a> &gt; 政务公开</div>
        <div class="article"><div class="view TRS_UEDITOR"><style>.MsoNormal{margin:0}</style><!--[if gte mso 9]><xml></xml><![endif]-->
        ${written(
          (text, kind) =>
            `<p class="MsoNormal" style="text-indent:32pt"><span style="font-family:仿宋_GB2312">${kind === "text" ? text.replaceAll(/(\d+)/g, '</span><span lang="EN-US">$1</span><span style="font-family:仿宋_GB2312">') : `<b>${text}</b>`}</span><span lang="EN-US"><o:p></o:p></span></p>`,
          (cell) =>
            `<td width="61"${spans(cell)} style="border:1px solid"><p class="MsoNormal" align="center"><span lang="EN-US" style="font-size:9pt">${cell.text}</span></p></td>`,
          (rows) =>
            `<div align="center"><table class="MsoNormalTable" cellspacing="0"><tbody>${rows}</tbody></table></div>`,
        )}
        </div></div><div class="footer"><p>主办：某某县人民政府　备案号 00000000</p></div></body></html>`,
    },
  },
  "an old portal of tables in tables": {
    files: {
      "/": `<html><head><meta charset="utf-8"><title>年报</title></head><body bgcolor="#ffffff"><center>
        <table width="1000" cellpadding="0"><tr><td colspan="2"><table><tr><td>首页</td><td>机构</td><td>公开</td></tr></table></td></tr>
        <tr><td width="180" valign="top"><table><tr><td>栏目一</td></tr><tr><td>栏目二</td></tr></table></td>
        <td valign="top"><table width="100%"><tr><td><font size="4">
        ${written(
          (text) => `<font face="宋体">　　${text}</font><br><br>`,
          (cell) => `<td${spans(cell)} align="middle"><font size="2">&nbsp;${cell.text}&nbsp;</font></td>`,
          (rows) => `<table border="1" bordercolor="#000000">${rows}</table><br>`,
        )}
        </font></td></tr></table></td></tr></table></center></body></html>`,
    },
  },
  "an article in a frame of the same site": {
    frame: true,
    files: {
      "/": `<!doctype html><html><head><meta charset="utf-8"><title>公开平台</title></head><body>${navigation}<iframe src="/content.html" width="1000" height="900"></iframe></body></html>`,
      "/content.html": `<!doctype html><html><head><meta charset="utf-8"></head><body>${plain}</body></html>`,
    },
  },
  "a modern page: sticky heads in sections of their own, a hidden copy for phones, numbers in fields": {
    files: {
      "/": `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>年报</title><style>.m{display:none} *{all:revert}
        table td{background:#eee !important;outline:none} td::after{content:none}</style></head>
        <body><header>${navigation}</header><main><article><section>${written(
          (text, kind) =>
            kind === "text" ? `<div class="para"><span>${text}</span></div>` : `<h3>${text}</h3>`,
          (cell) =>
            /^\d+$/.test(cell.text)
              ? `<td${spans(cell)}><input value="${cell.text}" readonly size="3"></td>`
              : `<td${spans(cell)}><div><span>${cell.text.slice(0, 2)}</span>${cell.text.slice(2)}</div></td>`,
          (rows) =>
            `<figure class="wrap" style="overflow:auto"><table><tbody>${rows}</tbody></table></figure>`,
        )}</section></article><aside class="m" style="display:none">${plain}</aside></main></body></html>`,
    },
  },
  "a page whose policy allows nothing but its own files": {
    headers: {
      "content-security-policy": "default-src 'self'; base-uri 'none'; require-trusted-types-for 'script'",
    },
    files: {
      "/": `<!doctype html><html><head><meta charset="utf-8"><title>年报</title></head><body><div id="app">${plain}</div></body></html>`,
    },
  },
  "texts broken by lines, cells with notes and spaces, a table cut in two": {
    files: {
      "/": `<!doctype html><html><head><meta charset="utf-8"><title>年报</title></head><body><div class="con_text">${written(
        (text) => `${text.replaceAll("，", "，\n      ")}<br>\n<br>`,
        (cell) => `<td${spans(cell)} nowrap>\n  ${cell.text.split("").join("&#8203;")} \n</td>`,
        (rows) => `<table class="t">${rows}</table>`,
      )}</div><div class="page"><a href="/1">上一页</a><a href="/2">下一页</a></div></body></html>`,
    },
  },
};

/** A list of links, some of which are files. */
export const withoutReport = `<!doctype html><html><head><meta charset="utf-8"><title>通知公告</title></head><body>${navigation}
  <h1>通知公告</h1><ul><li><a href="/a.html">关于做好秋收工作的通知</a></li><li><a href="/b.html">关于召开会议的公告</a></li>
  <li><a href="/files/report.docx">2024年政府信息公开工作年度报告</a></li></ul>
  <table><tr><th>日期</th><th>件数</th></tr><tr><td>一月</td><td>21</td></tr></table></body></html>`;
