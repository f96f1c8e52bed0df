// What the pages of the rules say, for whoever opens one: what each rule checks and why, in both languages, out of
// docs/rules.md, which the tests of the program hold to what stands in the code. It is written as a module of wasm that
// holds one section of text and nothing else, so that it comes to the page, the website, Node and other pages on the ways
// of the other modules, each with its check of what came: www/generated/rules.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const heads = { checks_zh: "检查什么", why_zh: "为什么", checks_en: "What it checks", why_en: "Why" };

/** The text under a heading of a rule's page, up to what follows it there. */
function section(name, page, head) {
  const text = page
    .split(`\n### ${head}\n`)[1]
    ?.split(/^(?:#|级别：|<\/details>)/m)[0]
    ?.trim();
  if (!text) throw new Error(`docs/rules.md: ${name} does not say “${head}”`);
  return text;
}

const [, ...parts] = readFileSync("docs/rules.md", "utf8").split(/^<a id="([a-z0-9-]+)"><\/a>$/m);
const texts = {};
for (let at = 0; at < parts.length; at += 2) {
  const [name, page] = parts.slice(at);
  if (name === "examples") continue;
  texts[name] = Object.fromEntries(
    Object.entries(heads).map(([key, head]) => [key, section(name, page, head)]),
  );
}

/** A number as wasm writes it: seven bits to a byte. */
function leb128(number) {
  const bytes = [];
  for (let rest = number; ; rest >>>= 7) {
    if (rest < 128) return Buffer.of(...bytes, rest);
    bytes.push((rest & 127) | 128);
  }
}

const name = Buffer.from("rules");
const content = Buffer.concat([leb128(name.length), name, Buffer.from(JSON.stringify(texts))]);
mkdirSync("www/generated/rules", { recursive: true });
writeFileSync(
  "www/generated/rules/gouji_bg.wasm",
  Buffer.concat([Buffer.from("\0asm\x01\0\0\0"), Buffer.of(0), leb128(content.length), content]),
);
