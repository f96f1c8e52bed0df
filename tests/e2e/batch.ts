// What the tests of many reports share: files for a list, and the list as it is seen.

import type { Page } from "@playwright/test";
import { consistent, example, expect } from "./support.ts";

/** One that is right, one with errors and an empty one. */
export const files = [
  { name: "1 好.html", bytes: Buffer.from(consistent) },
  { name: "2 错.html", bytes: Buffer.from(example) },
  { name: "3 空.txt", bytes: Buffer.alloc(0) },
];

/** The rows of the list. */
export const rows = (page: Page) => page.locator(".batch .rows tbody tr:not(.space)");

/** Waits until every file was looked at. */
export const done = (page: Page) => expect(page.locator(".batch [role=status]")).toContainText("都看过了");

/** Opens one of the views of the list. */
export const view = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** The report of another organ and year. */
export const report = (organ: string, year = 2024, text = consistent) =>
  Buffer.from(
    text
      .replaceAll("柳河镇", organ)
      .replaceAll("2025年", `${year + 1}年`)
      .replaceAll("2024年", `${year}年`),
  );

/** Files wait for a word of the test, as large ones let one wait: something can be pressed in between. */
export const held = (page: Page) =>
  page.addInitScript(() => {
    const Real = window.Worker;
    const waiting: (() => void)[] = [];
    let left = 0;
    const go = () => {
      for (; left > 0 && waiting.length > 0; left -= 1) waiting.shift()?.();
    };
    window.Worker = class extends Real {
      override postMessage(message: unknown) {
        if ((message as { call?: string }).call !== "look") super.postMessage(message);
        else waiting.push(() => super.postMessage(message));
        go();
      }
    };
    Object.assign(window, {
      goOn: (count: number) => {
        left = count;
        go();
      },
    });
  });

/** Lets some more of the files through. */
export const goOn = (page: Page, count = 1000) =>
  page.evaluate((count) => (window as unknown as { goOn(count: number): void }).goOn(count), count);
