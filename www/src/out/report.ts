// The corrected report leaves whole: as HTML, clean or with the remarks on it, and as text.

import { placeKey, slice } from "../model/places.ts";
import type { Remark } from "../model/remarks.ts";
import type { PaperContext } from "../paper/context.ts";
import { type Shapes, shapesOf } from "../paper/prose.ts";
import type { ReportDocument } from "../types.ts";
import { escaped } from "./inert.ts";
import { tableAsHtml, tableAsText } from "./table.ts";

const styles = {
  title:
    "font-family:方正小标宋简体,SimSun,serif;font-size:18pt;font-weight:bold;text-align:center;line-height:1.6;margin:0 0 12pt",
  heading:
    "font-family:黑体,SimHei,sans-serif;font-size:14pt;font-weight:normal;line-height:1.8;margin:12pt 0 6pt",
  text: "font-family:仿宋,FangSong,serif;font-size:14pt;line-height:1.8;margin:0;text-indent:2em",
};

/** What the HTML is made of. */
export interface ReportSource {
  context: PaperContext;
  /** The remarks to write on it; none for a clean copy. */
  remarks: Remark[];
}

/** The body of the report as HTML. */
export function reportAsHtml({ context, remarks }: ReportSource): string {
  const shapes = shapesOf(context);
  const numbers = (block: number, row: number, column: number): Remark[] =>
    remarks.length === 0
      ? []
      : (context.view.cellMarks.get(placeKey(block, row, column)) ?? [])
          .filter((mark) => mark.numbered)
          .map((mark) => mark.remark);
  return context.document.blocks
    .map((block, index) => {
      if (block.kind === "table") {
        return tableAsHtml(block, (cell) => {
          const here = numbers(index, cell.row, cell.column);
          if (here.length === 0) return {};
          return { style: "background:#fbe3df;border:2px solid #c23a2b;", after: here.map(sign).join("") };
        });
      }
      return paragraph(context, shapes, block.kind, index, text(context, block.text, index, remarks));
    })
    .join("\n");
}

function paragraph(
  context: PaperContext,
  shapes: Shapes,
  kind: "heading" | "paragraph",
  index: number,
  content: string,
): string {
  if (shapes.title.has(index)) return `<h1 style="${styles.title}">${content}</h1>`;
  if (kind === "heading" || shapes.headings.has(index))
    return `<h2 style="${styles.heading}">${content}</h2>`;
  return context.document.blocks[index] ? `<p style="${styles.text}">${content}</p>` : "";
}

const sign = (remark: Remark): string =>
  `<sup style="color:#b5321f;font-weight:bold">[${remark.number}]</sup>`;

function text(context: PaperContext, whole: string, block: number, remarks: Remark[]): string {
  const say = (piece: string) => escaped(piece).replaceAll("\n", "<br>");
  if (remarks.length === 0) return say(whole);
  const marks = (context.view.spanMarks.get(block) ?? [])
    .filter((mark) => mark.numbered)
    .sort((one, other) => one.start - other.start);
  let at = 0;
  let html = "";
  for (const { start, end, remark } of marks) {
    if (start < at) continue;
    html += `${say(slice(whole, at, start))}<u style="background:#fbe3df">${say(slice(whole, start, end))}</u>${sign(remark)}`;
    at = end;
  }
  return html + say(slice(whole, at));
}

/** A whole page around a body: it loads nothing and runs nothing. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
</head>
<body style="max-width:46em;margin:2em auto;padding:0 1em">
${body}
</body>
</html>
`;

/** The report as text; tables as lines with tabs between their cells. */
export const reportAsText = (document: ReportDocument): string =>
  `${document.blocks.map((block) => (block.kind === "table" ? tableAsText(block) : block.text)).join("\n")}\n`;
