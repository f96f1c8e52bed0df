// `npx gouji check FILE…`: the checker's core in Node, with the JSON and the exit status of the native program.

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { check, GoujiError, read, readAll, rules, version } from "../engine/gouji.ts";
import type { InputDocument, Language, Outcome, Status } from "../types.ts";
import "./node.ts";

// V8 would compile every function that has run for a while a second time, and the program waits for that before it ends:
// a call took 1.0 s for 0.35 s, and a thousand reports take no longer without.
setFlagsFromString("--wasm-tiering-budget=50000000");

const usage = `gouji check FILE… [--format text|json|jsonl] [--previous FILE] [--parts FILE]… [--select RULE]… [--ignore RULE]… [--lang zh|en]
gouji rules [--lang zh|en]
gouji --version

FILE is a report in any format that gouji reads, an archive of reports, or - for standard input.
--format json prints one outcome for one file, an array for several; jsonl one outcome a line.
Exit status: 0 checked, no error found; 1 errors; 2 anything else (not read, not or not wholly checked, a wrong call).
The native program does more: directories, csv and marked copies, sums, years and missing reports.
`;

/** 0 checked without an error, 1 errors, 2 anything else. */
const exitOf = (status: Status): number =>
  status === "errors" ? 1 : status === "holds" || status === "doubts" ? 0 : 2;

const print = (text: string) => process.stdout.write(text);
const say = (text: string) => process.stderr.write(`gouji: ${text}\n`);

/** How the native program names standard input. */
const standardInput = "-";

/** What a terminal would take for a command, or for a change of direction, is shown as a mark. */
const shown = (text: string): string => text.replace(/[^\P{C}\n\t]/gu, "\uFFFD");

const values = {
  format: { type: "string" },
  previous: { type: "string" },
  parts: { type: "string", multiple: true },
  select: { type: "string", multiple: true },
  ignore: { type: "string", multiple: true },
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const;

class Misuse extends Error {}

function parsed(given: string[]) {
  try {
    return parseArgs({ args: given, options: values, allowPositionals: true });
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file !== "-") return readFile(file);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A report that was read, or why it was not. */
type Read = { name: string; input: InputDocument } | { name: string; failure: { zh: string; en: string } };

/** A file, or each of those in an archive. */
async function reportsIn(file: string): Promise<Read[]> {
  const name = file === "-" ? standardInput : file;
  let bytes: Uint8Array;
  try {
    bytes = await bytesOf(file);
  } catch (error) {
    const { message } = error as Error;
    return [{ name, failure: { zh: message, en: message } }];
  }
  try {
    return [{ name, input: await read(bytes, file === "-" ? {} : { name }) }];
  } catch (error) {
    if (!(error instanceof GoujiError)) throw error;
    if (error.code !== "archive") return [{ name, failure: error }];
  }
  return (await readAll(bytes, name)).map(({ name: inner, input, failure }) => {
    const path = inner === "" || inner === name ? name : `${name}/${inner}`;
    return input ? { name: path, input } : { name: path, failure: failure as { zh: string; en: string } };
  });
}

const words = {
  zh: {
    error: "错误",
    warning: "存疑",
    notice: "提示",
    held: "成立",
    broken: "不成立",
    open: "没有核对",
    sums: "勾稽",
  },
  en: {
    error: "error",
    warning: "warning",
    notice: "notice",
    held: "hold",
    broken: "broken",
    open: "open",
    sums: "sums",
  },
};

/** An outcome for people, shorter than the native program says it. */
function text(outcome: Outcome, lang: Language): string {
  const { report, counts, status, findings, repairs } = outcome;
  const said = words[lang];
  const sums = (["held", "broken", "open"] as const).map((name) => `${said[name]} ${counts[name]}`).join(" ");
  const found = (["error", "warning", "notice"] as const)
    .map((name) => `${said[name]} ${counts[name]}`)
    .join(" ");
  const lines = [
    [outcome.input.name, report.organ, report.year].filter((each) => each !== undefined).join(" · "),
    `${status} · ${said.sums} ${sums} · ${found}`,
    ...findings.map(
      ({ group, severity, rule, message }) => `  [${group}] ${said[severity]} ${rule} ${message}`,
    ),
    ...repairs.filter(({ rank }) => rank === 1).map(({ group, reason }) => `  [${group}] → ${reason}`),
  ];
  return shown(lines.join("\n"));
}

async function checkFiles(files: string[], flags: ReturnType<typeof parsed>["values"]): Promise<number> {
  const format = flags.format ?? "text";
  if (!["text", "json", "jsonl"].includes(format))
    throw new Misuse(`--format ${format}: text, json or jsonl`);
  const lang = flags.lang ?? "zh";
  if (lang !== "zh" && lang !== "en") throw new Misuse(`--lang ${lang}: zh or en`);
  if (files.length === 0) throw new Misuse("no file was named");
  const known = new Set((await rules()).map(({ name }) => name));
  for (const name of [...(flags.select ?? []), ...(flags.ignore ?? [])]) {
    if (!known.has(name)) throw new Misuse(`there is no rule ${name}`);
  }
  let exit = 0;
  /** The reports of files; what cannot be read is said. */
  const readable = async (names: string[]) => {
    const found: { name: string; input: InputDocument }[] = [];
    for (const name of names) {
      for (const report of await reportsIn(name)) {
        if ("input" in report) found.push(report);
        else {
          say(`${shown(report.name)}: ${shown(report.failure[lang])}`);
          exit = 2;
        }
      }
    }
    return found;
  };
  const beside = ({ name, input }: { name: string; input: InputDocument }) => ({ name, source: input });
  const parts = (await readable(flags.parts ?? [])).map(beside);
  const [previous] = (await readable(flags.previous === undefined ? [] : [flags.previous])).map(beside);
  // As in the native program: an archive is a list, whatever it holds.
  const one = files.length === 1 && !/\.zip$/i.test(files[0] ?? "");
  let before = one ? "" : "[\n";
  for (const file of files) {
    for (const { name, input } of await readable([file])) {
      const outcome = await check(input, {
        lang,
        name,
        ...(previous ? { previous } : {}),
        ...(parts.length > 0 ? { parts } : {}),
        ...(flags.select ? { select: flags.select } : {}),
        ...(flags.ignore ? { ignore: flags.ignore } : {}),
      });
      exit = Math.max(exit, exitOf(outcome.status));
      if (format === "jsonl") print(`${JSON.stringify(outcome)}\n`);
      else if (format === "text") print(`${text(outcome, lang)}\n`);
      else print(one ? `${JSON.stringify(outcome, null, 2)}\n` : before + JSON.stringify(outcome));
      before = ",\n";
    }
  }
  if (format === "json" && !one) print(before === ",\n" ? "\n]\n" : "[\n]\n");
  return exit;
}

async function run(given: string[]): Promise<number> {
  const { values: flags, positionals } = parsed(given);
  const [command, ...files] = positionals;
  if (flags.version) {
    print(`gouji ${await version()}\n`);
    return 0;
  }
  if (flags.help) {
    print(usage);
    return 0;
  }
  if (command === "check") return checkFiles(files, flags);
  if (command === "rules" && files.length === 0) {
    for (const { name, zh, en } of await rules()) {
      print(`${name}  ${flags.lang === "en" ? en : zh}\n`);
    }
    return 0;
  }
  throw new Misuse(command === undefined ? "no command was given" : `there is no command ${command}`);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  say(error instanceof Misuse ? `${error.message}\n\n${usage}` : String((error as Error).stack ?? error));
  process.exitCode = 2;
}
