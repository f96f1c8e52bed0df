// The packed archive of npm: the examples of its README run from it, in Node, on the command line and in a page.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { docx } from "./office.ts";
import { consistent, example, expect, test } from "./support.ts";

/** A folder in which the packed archive is installed, as `npm install` would. */
const folder = mkdtempSync(join(tmpdir(), "gouji-package-"));
const installed = join(folder, "node_modules/gouji");

// Packed and installed once, for all of them.
test.describe.configure({ mode: "serial" });

test.beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "./dist/package", "--json", "--pack-destination", folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", installed, "--strip-components=1"]);
  writeFileSync(join(folder, "年报.html"), example);
  writeFileSync(join(folder, "年报.docx"), docx(consistent));
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The examples of the README in a language, in their order. */
const blocks = (language: string): string[] =>
  [...readFileSync(join(installed, "README.md"), "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");

const command = (...given: string[]) =>
  spawnSync(process.execPath, [join(installed, "cli.js"), ...given], { cwd: folder, encoding: "utf8" });

test("what is packed is what the package needs, with its licences, and nothing else", () => {
  const { files } = JSON.parse(
    execFileSync("npm", ["pack", "./dist/package", "--json", "--dry-run"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  )[0] as { files: { path: string }[] };
  expect(files.map(({ path }) => path).sort()).toEqual(
    [
      ...["LICENSE-APACHE", "LICENSE-MIT", "README.md", "cli.js", "gouji-core.wasm", "gouji-documents.wasm"],
      ...[
        "gouji-many.js",
        "gouji-rules.wasm",
        "gouji-trouble.js",
        "gouji.classic.js",
        "gouji.d.ts",
        "gouji.js",
        "licences.txt",
        "node.d.ts",
        "node.js",
        "older.js",
      ],
      "package.json",
    ].sort(),
  );
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    exports: unknown;
  };
  for (const [, file = ""] of JSON.stringify(exports).matchAll(/"\.\/([^"]+\.[a-z]+)"(?!:)/g)) {
    expect(existsSync(join(installed, file)), file).toBe(true);
  }
});

test("the README's example for Node runs", () => {
  const code = blocks("js").find((block) => block.includes("node:fs")) ?? "";
  writeFileSync(join(folder, "example.mjs"), code);
  const said = execFileSync(process.execPath, ["example.mjs"], {
    cwd: folder,
    encoding: "utf8",
    // The test runner asks for colours.
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  expect(said).toMatch(/^errors 1\nt3-balance 自然人列/);
});

test("the README's calls of the command run", () => {
  const lines = (blocks("sh")[0] ?? "").trim().split("\n");
  expect(lines.length).toBe(2);
  for (const line of lines) {
    const [npx, gouji, ...rest] = line.split(" ");
    expect([npx, gouji]).toEqual(["npx", "gouji"]);
    const { status, stderr } = command(...rest);
    expect(status, stderr).toBe(line.includes("docx") ? 0 : 1);
  }
});

test("the command prints the native program's JSON and ends as it does", () => {
  const native = "target/debug/gouji";
  test.skip(!existsSync(native), "the native program was not built");
  writeFileSync(join(folder, "leer.txt"), "这不是年报。");
  writeFileSync(join(folder, "kaputt.pdf"), "%PDF-1.4 nothing");
  for (const given of [
    ["年报.html"],
    ["年报.docx"],
    ["leer.txt"],
    ["kaputt.pdf"],
    ["nirgends.html"],
    ["年报.html", "年报.docx", "kaputt.pdf"],
    ["年报.html", "--select", "t3-balance", "--lang", "en"],
    ["年报.html", "--ignore", "t3-balance"],
    ["年报.html", "--previous", "年报.docx"],
    ["年报.html", "--parts", "年报.docx"],
    ["--select", "no-such-rule", "年报.html"],
    [],
  ]) {
    const own = command("check", "--format", "json", ...given);
    const theirs = spawnSync(join(process.cwd(), native), ["check", "--format", "json", ...given], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([given, own.status, own.stdout]).toEqual([given, theirs.status, theirs.stdout]);
  }
});

test("the README's classic script checks in a page", async ({ page }) => {
  const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };
  const body = (blocks("html").find((block) => block.includes("classic")) ?? "").replace(
    '"一份年报的文字"',
    JSON.stringify(consistent).replaceAll("<", "\\u003c"),
  );
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1);
    response.setHeader("content-type", types[extname(name)] ?? "text/html; charset=utf-8");
    response.end(name === "" ? `<!doctype html><body>${body}` : readFileSync(join(installed, name)));
  });
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  await page.route("**/favicon.ico", (route) => route.fulfill({ body: "" }));
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await expect(page.locator("body")).toHaveText("holds");
  server.closeAllConnections();
  server.close();
});

test("the types are those of the interface: right calls compile, wrong ones do not", () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(
    "browser.ts",
    `import { check, GoujiChecker, GoujiError, type Outcome, type ReportDocument } from "gouji";
const outcome: Outcome = await check("…", { lang: "zh", document: true });
const document_: ReportDocument | undefined = outcome.document;
const element = document.querySelector("gouji-checker") as GoujiChecker;
element.value = new Uint8Array();
const again: Outcome | undefined = await element.check();
if (again instanceof GoujiError) throw again;
// @ts-expect-error a number is no report
await check(3);
// @ts-expect-error a status that there is not
if (outcome.status === "fine") throw document_;
`,
  );
  write(
    "node.ts",
    `import { check, rules } from "gouji";
const { findings, counts } = await check(new Uint8Array(), { select: ["t3-balance"] });
const names: string[] = (await rules()).map((rule) => rule.name + rule.why_zh);
const error: number = counts.error + findings.length + names.length;
// @ts-expect-error there is no element in Node
import { GoujiChecker } from "gouji";
export { error, GoujiChecker };
`,
  );
  write("package.json", '{"type":"module"}');
  const compile = (file: string, ...given: string[]) =>
    spawnSync(
      join(process.cwd(), "node_modules/.bin/tsc"),
      ["--noEmit", "--strict", "--target", "es2022", "--types", "", ...given, file],
      { cwd: folder, encoding: "utf8" },
    ).stdout;
  expect(
    compile("browser.ts", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom"),
  ).toBe("");
  expect(
    compile("node.ts", "--module", "nodenext", "--moduleResolution", "nodenext", "--lib", "es2022,dom"),
  ).toBe("");
});
