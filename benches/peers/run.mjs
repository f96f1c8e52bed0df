// gouji beside what one would write without it, on the same files in the same process: cheerio with plain JavaScript
// for web pages, mammoth with cheerio for Word, SheetJS for workbooks, pdf.js for PDF.
//
//   make bench-peers, or: node benches/peers/run.mjs [--write FILE.md] [FILE…]
//
// Each pair runs in turns and the median of its times counts, so that other work on the machine meets both alike. gouji
// reads and checks everything that it knows; the others only read the tables and add up those of table 3 (pdf.js: only
// the text). Without files, the reports in target/instructions are taken.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "cheerio";
import mammoth from "mammoth";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { read as readWorkbook, utils } from "xlsx";
import initCore, * as core from "../../www/generated/core/gouji.js";
import initDocuments, * as documents from "../../www/generated/documents/gouji.js";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const bytesOf = (path) => new Uint8Array(readFileSync(path));
await initCore({ module_or_path: bytesOf(at("www/generated/core/gouji_bg.wasm")) });
await initDocuments({ module_or_path: bytesOf(at("www/generated/documents/gouji_bg.wasm")) });

/** Reads with the core, or with the documents' module where the core says so; checks with the core. */
function gouji(bytes, name) {
  let input;
  try {
    input = core.read(bytes, name);
  } catch (failure) {
    if (failure?.code !== "needs-documents") throw failure;
    input = documents.read(bytes, name);
  }
  const begun = performance.now();
  const outcome = core.check(input, {});
  return { checking: performance.now() - begun, cells: Object.keys(outcome.report.cells).length };
}

/** A table's places, each with the text of the cell that covers it. */
function grid(rows) {
  const places = [];
  rows.forEach((cells, row) => {
    places[row] ??= [];
    let column = 0;
    for (const { text, down, across } of cells) {
      while (places[row][column] !== undefined) column += 1;
      for (let below = row; below < row + down; below += 1) {
        places[below] ??= [];
        for (let beside = column; beside < column + across; beside += 1) places[below][beside] = text;
      }
      column += across;
    }
  });
  return places;
}

/** The sums of table 3, written as plainly as possible: rows by their labels, the last seven places are the columns. */
function sums(tables) {
  let broken = 0;
  for (const table of tables) {
    const row = (label) => {
      const found = table.find((cells) =>
        cells?.slice(0, 3).some((text) => String(text ?? "").includes(label)),
      );
      return found?.slice(-7).map(Number);
    };
    const [fresh, carried, handled, left] = ["新收", "上年结转", "（七）总计", "结转下年度"].map(row);
    if (!fresh || !carried || !handled || !left) continue;
    for (let column = 0; column < 7; column += 1) {
      if (fresh[column] + carried[column] !== handled[column] + left[column]) broken += 1;
    }
    for (const cells of table) {
      const values = Array.from(cells?.slice(-7) ?? [], Number);
      if (values.length < 7 || values.some(Number.isNaN)) continue;
      if (values.slice(0, 6).reduce((sum, value) => sum + value, 0) !== values[6]) broken += 1;
    }
  }
  return broken;
}

function withCheerio(html) {
  const $ = load(html);
  const tables = $("table")
    .toArray()
    .map((table) =>
      grid(
        $(table)
          .find("tr")
          .toArray()
          .map((row) =>
            $(row)
              .children("td,th")
              .toArray()
              .map((cell) => ({
                text: $(cell).text().replaceAll(/\s+/g, ""),
                down: Number($(cell).attr("rowspan") ?? 1),
                across: Number($(cell).attr("colspan") ?? 1),
              })),
          ),
      ),
    );
  return sums(tables);
}

const decoder = new TextDecoder();
const peers = {
  ".html": { name: "cheerio + plain JavaScript", run: (bytes) => withCheerio(decoder.decode(bytes)) },
  ".docx": {
    name: "mammoth + cheerio",
    run: async (bytes) => withCheerio((await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value),
  },
  ".xlsx": { name: "SheetJS", run: (bytes) => workbook(bytes) },
  ".xls": { name: "SheetJS", run: (bytes) => workbook(bytes) },
  ".pdf": { name: "pdf.js, text only", run: (bytes) => pdf(bytes) },
};
peers[".htm"] = peers[".html"];

function workbook(bytes) {
  const book = readWorkbook(bytes);
  return sums(book.SheetNames.map((name) => utils.sheet_to_json(book.Sheets[name], { header: 1 })));
}

async function pdf(bytes) {
  // pdf.js takes the bytes away from who gives them.
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  let length = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    length += (await page.getTextContent()).items.length;
  }
  await task.destroy();
  return length;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(path) {
  const peer = peers[extname(path).toLowerCase()];
  if (!peer) return undefined;
  const [bytes, name] = [bytesOf(path), basename(path)];
  const times = { gouji: [], checking: [], peer: [] };
  let cells = 0;
  // The first rounds warm the engine up: both sides are compiled as they run.
  const [warm, rounds] = [15, 40];
  for (let round = 0; round < warm + rounds; round += 1) {
    const begun = performance.now();
    const done = gouji(bytes, name);
    const between = performance.now();
    await peer.run(bytes);
    const ended = performance.now();
    cells = done.cells;
    if (round < warm) continue;
    times.gouji.push(between - begun);
    times.checking.push(done.checking);
    times.peer.push(ended - between);
  }
  const [own, checking, other] = [median(times.gouji), median(times.checking), median(times.peer)];
  return { name, size: bytes.length, cells, own, checking, peer: peer.name, other, ratio: other / own };
}

const given = process.argv.slice(2);
const writeAt = given.indexOf("--write");
const target = writeAt < 0 ? undefined : given.splice(writeAt, 2)[1];
const directory = at("target/instructions");
const files =
  given.length > 0
    ? given
    : readdirSync(directory)
        .sort()
        .map((name) => `${directory}/${name}`);

const results = [];
for (const file of files) {
  const result = await measure(file);
  if (!result) continue;
  results.push(result);
  console.log(
    `${result.name.padEnd(28)} ${String(result.size).padStart(7)} bytes, ${String(result.cells).padStart(3)} cells: gouji ${result.own.toFixed(2)} ms (checking ${result.checking.toFixed(2)}), ${result.peer} ${result.other.toFixed(2)} ms, ratio ${result.ratio.toFixed(1)}`,
  );
}
if (target) {
  const { page } = await import("./page.mjs");
  writeFileSync(target, page(results, at));
}
