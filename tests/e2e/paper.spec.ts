// The paper: on arrival, its heads, its lines, and what a remark says of it in a clerk's words.

import { choose, consistent, example, expect, hand, sums, test, website } from "./support.ts";

test("on arrival the first error is chosen, its cell is in sight, and little else is lit", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 657 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".remark").first()).toHaveClass(/open/);
  await expect(page.locator(".paper td.role-suspect.error")).toBeInViewport({ ratio: 1 });
  await expect(page.locator(".paper td.lit.zero")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "下一条" })).toBeInViewport();
  await expect(page.locator("[data-status]")).toBeInViewport();
  // A zero is fainter than a number.
  const colour = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((cell) => getComputedStyle(cell).color);
  expect(await colour(".paper td.zero")).not.toBe(await colour(".paper td.number:not(.zero)"));
});

for (const late of ["requestAnimationFrame", "ResizeObserver", "IntersectionObserver"] as const) {
  test(`a phone: the wrong cell is in sight however late ${late} tells`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    // As on a machine that is busy: what the browser tells is told only after the first remark's cell was brought.
    await page.addInitScript((late) => {
      const held: (() => void)[] = [];
      let open = false;
      const whenOpen = (run: () => void) => (open ? run() : held.push(run));
      Object.assign(window, {
        letTell: () => {
          open = true;
          for (const run of held.splice(0)) run();
        },
      });
      if (late === "requestAnimationFrame") {
        const frame = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (run) => frame((now) => whenOpen(() => run(now)));
      } else {
        // biome-ignore lint/suspicious/noExplicitAny: both observers are made the same way.
        const Observer = window[late] as any;
        // biome-ignore lint/suspicious/noExplicitAny: as above.
        (window as any)[late] = class extends Observer {
          // biome-ignore lint/suspicious/noExplicitAny: as above.
          constructor(told: any, options: any) {
            // biome-ignore lint/suspicious/noExplicitAny: as above.
            super((entries: any, self: any) => whenOpen(() => told(entries, self)), options);
          }
        };
      }
      // A go of drawing is over after one piece.
      const now = performance.now.bind(performance);
      let asked = 0;
      performance.now = () => now() + 6 * asked++;
    }, late);
    await page.goto(website);
    // Not every browser keeps what is in sight where it is when something above it grows.
    await page.evaluate(() => document.documentElement.style.setProperty("overflow-anchor", "none"));
    // The wrong cell stands in the last table, below one that is drawn, and then scrolls by itself, only later.
    const wrong = consistent.replace(/<tr><td>1<\/td>(<td>0<\/td>){3}<td>1<\/td>/, (row) =>
      row.replace("<td>1</td>", "<td>4</td>"),
    );
    expect(wrong).not.toBe(consistent);
    await hand(page, "paste", { html: wrong });
    await expect(page.locator(".remark").first()).toHaveClass(/open/);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
    // All of the paper is drawn.
    await expect(page.locator(".paper tbody:empty, .paper .prose:empty")).toHaveCount(0);
    await page.evaluate(() => (window as unknown as { letTell(): void }).letTell());
    const cell = page.locator(".paper td.role-suspect.error").first();
    await expect(page.locator(".paper .scroll.scrolls")).toHaveCount(2);
    await expect(cell).toBeInViewport({ ratio: 1 });
  });
}

test("after a correction is tried the paper stands at the changed cell", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 657 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".remark .apply").first()).toBeVisible();
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, -9000);
  await page.locator(".remark .apply").first().click();
  const changed = page.locator(".paper td.edited");
  await expect(changed).toHaveText(/^12/);
  await expect(changed).toBeInViewport({ ratio: 1 });
});

test("the head that stays in sight is that of the block below it", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 657 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(page.locator(".paper td.role-suspect.error")).toBeInViewport();
  for (const [row, own] of [
    ["行政规范性文件", "本年制发件数"],
    ["行政强制", "本年处理决定数量"],
    ["行政事业性收费", "本年收费金额"],
  ] as const) {
    const label = page.locator(".paper table").first().locator("th, td").getByText(row, { exact: true });
    const edge = await page.locator(".verdict").evaluate((verdict) => verdict.getBoundingClientRect().bottom);
    // The row is brought to just below where a head sticks.
    const head = () =>
      label.evaluate((cell, edge) => {
        window.scrollBy(0, cell.getBoundingClientRect().top - edge - 66);
        const root = cell.getRootNode() as ShadowRoot;
        return root.elementFromPoint(700, edge + 40)?.closest("tbody")?.textContent ?? "";
      }, edge);
    await expect.poll(head, row).toContain(own);
  }
});

test("heads keep their words whole and no line begins with a mark", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 657 });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toBeVisible();
  // Where a line begins: the letters whose left edge is that of a line.
  const begins = (selector: string) =>
    page.evaluate((selector) => {
      const root = document.querySelector("gouji-checker")?.shadowRoot;
      const found: { text: string; lines: string[] }[] = [];
      for (const element of root?.querySelectorAll(selector) ?? []) {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const lines: string[] = [];
        let last = Number.NEGATIVE_INFINITY;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const text = node.textContent ?? "";
          for (let at = 0; at < text.length; at += 1) {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (box.width === 0 || text[at]?.trim() === "") continue;
            if (box.top > last + 8) lines.push("");
            last = Math.max(last, box.top);
            lines.push((lines.pop() ?? "") + text[at]);
          }
        }
        found.push({ text: (element.textContent ?? "").replaceAll(/\s/g, ""), lines });
      }
      return found;
    }, selector);
  for (const { text, lines } of await begins(".paper tbody.head th")) {
    if (text.length > 3) continue;
    expect(lines.length, text).toBeLessThan(2);
  }
  for (const { lines } of await begins(".paper p, .remark .message, .paper th")) {
    for (const line of lines) expect(line).not.toMatch(/^[，。；：、！？）》”]/);
  }
});

test("the calculation says both sides in a clerk's words, each label once", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  const calculation = page.locator(".remark .calculation").first();
  await expect(calculation.locator("caption")).toHaveText("自然人");
  await expect(calculation).toContainText("应办");
  await expect(calculation).toContainText("办结加结转");
  await expect(calculation).not.toContainText(/左边|右边|·自然人/);
});

test("of a text, what it says and what was computed are not exchanged; a proven blank says what it must be", async ({
  page,
}) => {
  await page.goto(website);
  const blank = example
    .replace("<td>21</td>", "<td>12</td>")
    .replace("已答复12件", "已答复13件，其中予以公开及部分公开7件")
    .replace(/(予以公开<\/td>(?:<td>\d+<\/td>){6}<td>)6/, "$1");
  await hand(page, "paste", { html: blank });
  const remark = page.locator(".remark", { hasText: "部分公开7件" });
  // The first remark is open on arrival.
  await expect(page.locator(".remark.open")).toHaveCount(1);
  if ((await remark.locator(".calculation").count()) === 0) await remark.locator(".headline").click();
  await expect(remark.locator(".calculation tr").filter({ hasText: "正文写" })).toContainText("7");
  await expect(remark.locator(".calculation")).toContainText("空白，应为 6");
  await expect(remark.locator(".calculation tfoot")).toContainText("1");
});

test("the list that goes back names table and cell, also of a report on one line", async ({ page }) => {
  await page.goto(website);
  const line = example
    .replace(/<head>[\s\S]*?<\/head>/, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
  await hand(page, "paste", { text: line });
  await expect(sums(page)).toBeVisible();
  await choose(page, "更多", "核对清单");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("位置：表三（七）总计·自然人");
  await expect(dialog).not.toContainText(/在六、|[^“]其他需要报告/);
});
