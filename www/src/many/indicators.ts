// What can be compared between organs of any size: shares, with what they rest on.

import { mapped, type Sliced } from "../slices.ts";
import type { FormInfo, Glance } from "../types.ts";
import { countOf, results } from "./cells.ts";
import type { Line } from "./model.ts";

/** Cases below which a share says nothing. */
const least = 5;

/** A share of an organ. */
export interface Share {
  part: number;
  of: number;
}

const cases = ["review", "suit_direct", "suit_after_review"];

/** Each indicator: the cells that are a part of which others. */
export const indicators: { name: string; part: string[]; of: string[] }[] = [
  ...Object.entries(results).map(([name, part]) => ({ name, part, of: ["t3.handled.total"] })),
  {
    name: "corrected",
    part: cases.map((group) => `t4.${group}.corrected`),
    of: cases.flatMap((group) => ["upheld", "corrected", "other"].map((result) => `t4.${group}.${result}`)),
  },
  { name: "carried", part: ["t3.carried_out.total"], of: ["t3.new.total", "t3.carried_in.total"] },
];

/** The share of an organ; nothing where a number is missing or there are too few cases. */
function shareOf(
  form: FormInfo | undefined,
  glance: Glance,
  part: string[],
  of: string[],
): Share | undefined {
  const sum = (cells: string[]) => {
    const all = cells.map((cell) => countOf(form, glance, cell));
    return all.includes(undefined) ? undefined : all.reduce<number>((one, other) => one + (other ?? 0), 0);
  };
  const [own, whole] = [sum(part), sum(of)];
  if (own === undefined || whole === undefined || whole < least || own < 0 || own > whole) return undefined;
  return { part: own, of: whole };
}

/** A value of a sorted list at a share of it, between two of them where it falls between. */
export function quantile(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** Whether a share lies so far from the middle half that chance alone hardly puts it there. */
function isUnusual({ part, of }: Share, sorted: number[]): boolean {
  if (sorted.length < 8) return false;
  const [low, middle, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const reach = 1.5 * Math.max(high - low, 0.02);
  const share = part / of;
  if (share >= low - reach && share <= high + reach) return false;
  // Few cases spread widely by themselves: three times what chance makes of the middle share.
  const spread = Math.sqrt(Math.max(middle * (1 - middle), 0.01) / of);
  return Math.abs(share - middle) > 3 * spread;
}

/** An indicator over the reports that have it. */
export interface IndicatorShares {
  name: string;
  shares: { line: Line; glance: Glance; share: Share }[];
  /** Their shares in order. */
  sorted: number[];
  /** Those that lie far from the others. */
  unusual: { line: Line; glance: Glance; share: Share }[];
}

/** The indicators over a list of reports. */
export function* overList(
  list: readonly { line: Line; glance: Glance }[],
  form: (id: string) => FormInfo | undefined,
): Sliced<IndicatorShares[]> {
  const all: IndicatorShares[] = [];
  for (const { name, part, of } of indicators) {
    const found = yield* mapped(list, ({ line, glance }) => {
      const share = shareOf(form(glance.form ?? ""), glance, part, of);
      return share ? [{ line, glance, share }] : [];
    });
    const shares = found.flat();
    const sorted = shares.map(({ share }) => share.part / share.of).sort((one, other) => one - other);
    yield;
    all.push({ name, shares, sorted, unusual: shares.filter(({ share }) => isUnusual(share, sorted)) });
  }
  return all;
}
