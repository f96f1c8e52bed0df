// Builds the browser extension: dist/extension/chromium, dist/extension/firefox and a zip of each. The two differ in
// how the manifest names the part that runs in the background.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { deflateRawSync, deflateSync } from "node:zlib";
import { licences, script, version } from "./build/bundle.mjs";
import { crc32 } from "./build/crc32.mjs";

/** A zip of files, the same for the same files: its one date is the first that a zip can tell. */
function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const small = deflateRawSync(bytes, { level: 9 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt16LE(0x21, 8);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(small.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), about, Buffer.from(name), small);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), about, entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + small.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06", "latin1"), end]);
}

/** The sign as a PNG: a cell of a table with a red ring around it. */
function icon(size) {
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    const row = [0];
    for (let x = 0; x < size; x += 1) {
      const [u, v] = [((x + 0.5) * 32) / size, ((y + 0.5) * 32) / size];
      const ring = Math.abs(Math.hypot(u - 17, v - 16.5) - 8.5) < 2;
      const line =
        [12, 21].some((at) => Math.abs(v - at) < 0.9) || [12, 21].some((at) => Math.abs(u - at) < 0.9);
      row.push(...(ring ? [194, 58, 43, 255] : line ? [133, 125, 108, 255] : [253, 252, 248, 255]));
    }
    rows.push(Buffer.from(row));
  }
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Builds the extension. */
export async function buildExtension() {
  const files = {};
  for (const name of ["background", "content"])
    files[`${name}.js`] = Buffer.from(await script(`extension/${name}.ts`, { format: "iife" }));
  const manifest = { ...JSON.parse(readFileSync("www/src/extension/manifest.json", "utf8")), version };
  // What a page shows is text: the module for office documents is not needed.
  files["gouji-core.wasm"] = readFileSync("www/generated/core/gouji_bg.wasm");
  for (const size of [16, 48, 128]) files[`icon-${size}.png`] = icon(size);
  files["licences.txt"] = Buffer.from(licences);
  const manifests = {
    chromium: { ...manifest, minimum_chrome_version: "102", background: { service_worker: "background.js" } },
    firefox: {
      ...manifest,
      background: { scripts: ["background.js"] },
      browser_specific_settings: {
        gecko: {
          id: "gouji@gouji.invalid",
          strict_min_version: "113.0",
          data_collection_permissions: { required: ["none"] },
        },
      },
    },
  };
  rmSync("dist/extension", { recursive: true, force: true });
  for (const [browser, own] of Object.entries(manifests)) {
    const all = { "manifest.json": Buffer.from(`${JSON.stringify(own, null, 2)}\n`), ...files };
    mkdirSync(`dist/extension/${browser}`, { recursive: true });
    for (const [name, bytes] of Object.entries(all))
      writeFileSync(`dist/extension/${browser}/${name}`, bytes);
    writeFileSync(`dist/extension/gouji-${browser}.zip`, zip(all));
  }
}
