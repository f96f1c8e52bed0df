// The rooms of the page: no import runs in a circle, and none runs against the order that ARCHITECTURE.md tells of.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "@playwright/test";

const root = "www/src";

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
  .map((name) => join(root, name));

/** The files that a file imports, types included. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]+\.ts)"/g)].map((match) =>
    normalize(join(dirname(file), match[1] ?? "")),
  );

test("no two files of the page import each other, however far around", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const next of importsOf(file)) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test("the engine and the model know nothing of the page", () => {
  for (const file of files.filter((name) => /src\/(engine|model)\//.test(name))) {
    for (const next of importsOf(file)) {
      expect(`${file} → ${next}`).toMatch(/→ www\/src\/(engine|model)\/|→ www\/src\/types\.ts|generated/);
    }
  }
});

test("no file of the page is much longer than five hundred lines", () => {
  for (const file of files) expect(readFileSync(file, "utf8").split("\n").length, file).toBeLessThan(550);
});
