// Brings the editors that the adapters are tested in to target/editors: from npm, exactly those that
// examples/cms/editors.json names by version and hash, without what they would install beside themselves (their built
// files stand alone). They are used to test only: some are under the GPL, and none is part of what gouji gives out.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const list = JSON.parse(readFileSync("examples/cms/editors.json", "utf8"));
mkdirSync("target/editors", { recursive: true });
for (const { name, package: wanted, from, integrity } of list) {
  const stamp = `target/editors/${name}/.gouji-integrity`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === integrity) continue;
  console.error(`set-up: fetching ${wanted} for the tests of the adapters`);
  const folder = mkdtempSync("target/editors/fetch-");
  const quiet = { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
  const packed = execFileSync(
    "npm",
    ["pack", wanted, "--silent", "--ignore-scripts", "--pack-destination", folder],
    quiet,
  );
  const file = join(folder, packed.trim().split("\n").at(-1));
  const found = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (found !== integrity)
    throw new Error(`set-up: ${wanted} is not the one that editors.json names: ${found}`);
  execFileSync("tar", ["-xzf", file, "-C", folder]);
  rmSync(`target/editors/${name}`, { recursive: true, force: true });
  cpSync(join(folder, from), `target/editors/${name}`, { recursive: true });
  rmSync(folder, { recursive: true });
  writeFileSync(stamp, integrity);
}
