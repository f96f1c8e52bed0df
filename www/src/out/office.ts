// Word documents of paragraphs and workbooks of texts: only texts, so that nothing in them is ever a formula.

import { escaped, shown } from "./inert.ts";
import { zip } from "./zip.ts";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = "http://schemas.openxmlformats.org";
const relations = (parts: [string, string][]) =>
  `${head}<Relationships xmlns="${office}/package/2006/relationships">${parts
    .map(
      ([type, target], index) =>
        `<Relationship Id="r${index + 1}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;
const types = (parts: [string, string][]) =>
  `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
    .map(
      ([name, type]) =>
        `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    )
    .join("")}</Types>`;

/** One paragraph of a Word document. */
export interface Paragraph {
  text: string;
  look?: "title" | "below";
}

/** A Word document: a title in the middle, paragraphs, and lines that belong to the one before. */
export function docx(paragraphs: Paragraph[]): Blob {
  const body = paragraphs.map(({ text, look }) => {
    const [font, size] = look === "title" ? ["方正小标宋简体", 36] : ["仿宋", 28];
    const place =
      look === "title" ? '<w:jc w:val="center"/>' : look === "below" ? '<w:ind w:left="560"/>' : "";
    return `<w:p><w:pPr><w:spacing w:line="520" w:lineRule="exact"/>${place}</w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="${font}"/><w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
  });
  return zip({
    "[Content_Types].xml": types([["/word/document.xml", "wordprocessingml.document.main"]]),
    "_rels/.rels": relations([["officeDocument", "word/document.xml"]]),
    "word/document.xml": `${head}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>`,
  });
}

/** A workbook of one sheet, its first row in sight; widths in letters. */
export function xlsx(name: string, rows: unknown[][], widths: number[]): Blob {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const cell = (value: unknown) =>
    typeof value === "number"
      ? `<c><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(shown(String(value ?? "")))}</t></is></c>`;
  const lines = rows.map((row) => `<row>${row.map(cell).join("")}</row>`);
  const main = `${office}/spreadsheetml/2006/main`;
  return zip({
    "[Content_Types].xml": types([
      ["/xl/workbook.xml", "spreadsheetml.sheet.main"],
      ["/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"],
    ]),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([["worksheet", "worksheets/sheet1.xml"]]),
    "xl/worksheets/sheet1.xml": `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`,
  });
}
