// A Word document made from the page's example: WordprocessingML in a zip, written here so that no binary is kept.

import { crc32 } from "node:zlib";
import type { Browser } from "@playwright/test";

interface Cell {
  text: string;
  rows: number;
  columns: number;
}

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, "").trim();

const xml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A table with its merged cells, as Word writes them: gridSpan across, vMerge down. */
function table(html: string): string {
  const rows = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map((row) =>
    [...(row[1] ?? "").matchAll(/<td([^>]*)>([\s\S]*?)<\/td>/g)].map(
      ([, attributes = "", content = ""]): Cell => {
        const span = (name: string) => Number(new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? 1);
        return { text: plain(content), rows: span("rowspan"), columns: span("colspan") };
      },
    ),
  );
  // Cells that run on from above, by column: how many more rows, and how wide.
  const running = new Map<number, { rows: number; columns: number }>();
  const written = rows.map((cells) => {
    const out: string[] = [];
    const queue = [...cells];
    let column = 0;
    while (queue.length > 0 || running.has(column)) {
      const above = running.get(column);
      const cell = above ? undefined : queue.shift();
      const columns = above?.columns ?? cell?.columns ?? 1;
      const merge = above ? "<w:vMerge/>" : (cell?.rows ?? 1) > 1 ? '<w:vMerge w:val="restart"/>' : "";
      out.push(
        `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/>${merge}</w:tcPr><w:p><w:r><w:t>${xml(cell?.text ?? "")}</w:t></w:r></w:p></w:tc>`,
      );
      if (above) {
        above.rows -= 1;
        if (above.rows === 0) running.delete(column);
      } else if (cell && cell.rows > 1) running.set(column, { rows: cell.rows - 1, columns });
      column += columns;
    }
    return `<w:tr>${out.join("")}</w:tr>`;
  });
  return `<w:tbl>${written.join("")}</w:tbl>`;
}

/** The body of an HTML report as a Word document. */
export function docx(html: string): Buffer {
  const blocks = [...html.matchAll(/<table[\s\S]*?<\/table>|<(h\d|p)>[\s\S]*?<\/\1>/g)].map(([block]) =>
    block.startsWith("<table") ? table(block) : `<w:p><w:r><w:t>${xml(plain(block))}</w:t></w:r></w:p>`,
  );
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const open = "http://schemas.openxmlformats.org";
  return zip({
    "[Content_Types].xml": `${head}<Types xmlns="${open}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="r1" Type="${open}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${head}<w:document xmlns:w="${open}/wordprocessingml/2006/main"><w:body>${blocks.join("")}</w:body></w:document>`,
  });
}

/** A zip archive with its files stored as they are; names in UTF-8, or as older programs write them. */
export function zip(files: Record<string, string | Buffer>, older?: (name: string) => Buffer): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = older?.(name) ?? Buffer.from(name);
    const data = typeof text === "string" ? Buffer.from(text) : text;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(older ? 0 : 0x0800, 2);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, place, path);
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** A page printed as PDF, as a portal or a scanner hands it out. */
export async function printed(browser: Browser, html: string): Promise<Buffer> {
  const printer = await browser.newPage();
  await printer.setContent(html);
  const bytes = await printer.pdf({ format: "A4" });
  await printer.close();
  return bytes;
}

/** A page that is one picture: printed, it is a scan. */
export const picture =
  '<img width="600" height="900" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==">';
