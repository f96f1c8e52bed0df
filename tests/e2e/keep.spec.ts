// Nothing is lost: reload, Back, another report, a killed worker, storage that is denied or full, two tabs.

import {
  choose,
  consistent,
  example,
  expect,
  hand,
  slipped,
  status,
  sums,
  test,
  website,
  well,
} from "./support.ts";

/** Puts the wrong cell of the example right. */
async function correct(page: import("@playwright/test").Page) {
  await page.locator(".paper td.role-suspect.error").click();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(sums(page)).toHaveText(well);
}

test("a reload in mid-edit keeps report and changes, and undo still works", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  await page.reload();
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".said")).toContainText("已接着上次改到的地方");
  await expect(page.locator(".changes li")).toHaveText("表三（七）总计·自然人：21 → 12");
  await page.keyboard.press("Control+z");
  await expect(sums(page)).toHaveText(slipped);
});

test("what is brought while the page is still finding the last report again stays", async ({ page }) => {
  // After the reload the checker takes its time to be there, as on a slow machine.
  await page.addInitScript(() => {
    const [how] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (how?.type !== "reload") return;
    const Real = window.Worker;
    window.Worker = class extends Real {
      override postMessage(message: unknown) {
        setTimeout(() => super.postMessage(message), 300);
      }
    };
  });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  await page.reload({ waitUntil: "domcontentloaded" });
  const files = [1, 2].map((at) => ({ name: `${at}.txt`, bytes: Buffer.from(`会议通知 ${at}`) }));
  await hand(page, "drop", { files });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  await expect(page.locator(".batch tbody .status")).toHaveCount(2);
  // And the last report is one step back.
  await page.goBack();
  await expect(sums(page)).toHaveText(well);
});

test("another report over a changed one: the changed one is offered back", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  await hand(page, "paste", { html: consistent.replaceAll("柳河镇", "白石镇") });
  await expect(page.locator(".who")).toContainText("白石镇");
  await page.getByRole("button", { name: "回到前一份" }).click();
  await expect(page.locator(".who")).toContainText("柳河镇");
  await expect(page.locator(".changes li")).toHaveCount(1);
});

test("a file, several files and the button for another one lose no changes either", async ({ page }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  const file = (name: string) => ({ name, bytes: Buffer.from(consistent.replaceAll("柳河镇", "白石镇")) });
  for (const files of [[file("一.html")], [file("一.html"), file("二.html")]]) {
    await hand(page, "drop", { files });
    await page.getByRole("button", { name: "回到前一份" }).click();
    await expect(page.locator(".who")).toContainText("柳河镇");
    await expect(page.locator(".changes li")).toHaveCount(1);
  }
  await page.getByRole("button", { name: "换一份" }).click();
  await expect(page.locator(".invite")).toBeVisible();
  await page.goBack();
  await expect(page.locator(".changes li")).toHaveCount(1);
});

test("Back leads from a report to the list and to the start; edits stay with it and the list knows", async ({
  page,
}) => {
  await page.goto(website);
  const files = ["甲", "乙"].map((name) => ({ name: `${name}.html`, bytes: Buffer.from(example) }));
  await hand(page, "drop", { files });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  await page.locator(".batch tbody tr").first().getByRole("button").click();
  await correct(page);
  await page.goBack();
  const row = page.locator(".batch tbody tr").first();
  await expect(row).toContainText("改过");
  await expect(row).toContainText("成立 42");
  await row.getByRole("button").click();
  await expect(page.locator(".changes li")).toHaveCount(1);
  await page.goBack();
  await page.goBack();
  await expect(page.locator(".invite")).toBeVisible();
  await page.goForward();
  await expect(page.locator(".batch tbody tr")).toHaveCount(2);
});

test("two tabs keep their own", async ({ page, context }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  const other = await context.newPage();
  await other.goto(website);
  await expect(other.locator(".invite")).toBeVisible();
  await hand(other, "paste", { html: consistent.replaceAll("柳河镇", "白石镇") });
  await expect(other.locator(".who")).toContainText("白石镇");
  await page.reload();
  await expect(page.locator(".who")).toContainText("柳河镇");
  await expect(page.locator(".changes li")).toHaveCount(1);
  await other.close();
});

test("gone with the tab; kept for a week only where it was asked; one press forgets everything", async ({
  page,
  context,
}) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  const kept = () => page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
  expect((await kept())[0]).toEqual([]);
  const other = await context.newPage();
  await other.goto(website);
  await expect(other.locator(".invite")).toBeVisible();
  await choose(page, "更多", "保留与清除");
  await page.getByLabel("在本机多留一星期").check();
  await other.reload();
  await other.goto("about:blank");
  const third = await context.newPage();
  await third.goto(website);
  await expect(sums(third)).toHaveText(well);
  await expect(third.locator(".said")).toContainText("上次保留的年报");
  await third.close();
  await page.getByRole("button", { name: "全部清除" }).click();
  await expect(page.locator(".invite")).toBeVisible();
  await expect(page.locator(".said")).toContainText("已清除");
  const [local = [], session = []] = await kept();
  expect([...local, ...session].filter((name) => name.startsWith("gouji-"))).toEqual([]);
});

test("storage that is denied is said, and nothing else suffers", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    }
  });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  await choose(page, "更多", "保留与清除");
  await expect(page.getByRole("dialog")).toContainText("浏览器不允许保留内容");
});

test("storage that is full is said, and nothing else suffers", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  await choose(page, "更多", "保留与清除");
  await expect(page.getByRole("dialog")).toContainText("刷新以后要重新打开");
});

test("the embedded element keeps nothing unless it is asked to", async ({ page }) => {
  for (const keep of ["", "keep"]) {
    await page.route("**/host.html", (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><html lang="zh"><title>host</title><script type="module" src="/module/gouji.js"></script><gouji-checker ${keep}></gouji-checker></html>`,
      }),
    );
    await page.goto("/host.html");
    await page.evaluate(async (html) => {
      await customElements.whenDefined("gouji-checker");
      const element = document.querySelector("gouji-checker") as unknown as {
        value: string;
        check(): Promise<unknown>;
      };
      element.value = html;
      await element.check();
    }, example);
    await expect(sums(page)).toHaveText(slipped);
    const names = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    expect(names.some((name) => name.startsWith("gouji-"))).toBe(keep !== "");
    await page.unroute("**/host.html");
  }
});

test("a worker that was killed is started again, and the page says what happened", async ({ page }) => {
  // The worker is replaced by one that dies when it is asked to check.
  await page.addInitScript(() => {
    const Real = window.Worker;
    let kills = 1;
    window.Worker = class extends Real {
      override postMessage(message: unknown) {
        if ((message as { call?: string }).call === "check" && kills > 0) {
          kills -= 1;
          setTimeout(() => this.dispatchEvent(new ErrorEvent("error")), 0);
          return;
        }
        super.postMessage(message);
      }
    } as typeof Worker;
  });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await expect(status(page)).toHaveText("没有核对：文件没有读出来");
  await expect(page.getByRole("alert")).toContainText("已重新启动");
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
});

test("a file that ends its worker takes no other file of the list along", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 });
    const Real = window.Worker;
    let begun = 0;
    window.Worker = class extends Real {
      // Every second worker takes its time to be there: others ask for it meanwhile.
      private readonly late = ++begun % 2 === 0 ? 300 : 0;
      override postMessage(message: unknown) {
        const { call, values } = message as { call?: string; values?: unknown[] };
        if (call === "look" && String(values?.[1]).includes("要命")) this.dispatchEvent(new Event("error"));
        else if (call === "start") setTimeout(() => super.postMessage(message), this.late);
        else super.postMessage(message);
      }
    };
  });
  await page.goto(website);
  const fatal = [3, 4, 5, 6, 7, 8, 9, 14];
  const files = Array.from({ length: 24 }, (_, at) => ({
    name: `${String(at).padStart(2, "0")}${fatal.includes(at) ? " 要命" : ""}.html`,
    bytes: Buffer.from(consistent.replaceAll("柳河镇", `第${at}镇`)),
  }));
  await hand(page, "drop", { files });
  await expect(page.locator(".batch [role=status]")).toHaveText(/都看过了/);
  await expect(page.locator(".tally button.holds b")).toHaveText(String(24 - fatal.length));
  await expect(page.locator(".tally button.not-read b")).toHaveText(String(fatal.length));
  for (const at of fatal)
    await expect(
      page.locator(".batch tbody tr", { hasText: `${String(at).padStart(2, "0")} 要命` }),
    ).toContainText("校验程序停了");
});

test("a tab that crashes and is loaded again keeps report and changes", async ({ page, context }) => {
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await correct(page);
  // The browser kills the page's process, as it does when there is no memory left: nothing of the page runs at its end.
  const client = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void client.send("Page.crash").catch(() => undefined);
  await crashed;
  // The test's own page is gone with it; the tab is not: what it shows after a reload is asked of the browser.
  await client.send("Page.reload");
  const shown = async (selector: string) => {
    const expression = `document.querySelector("gouji-checker")?.shadowRoot?.querySelector("${selector}")?.innerText ?? ""`;
    const { result } = await client.send("Runtime.evaluate", { expression });
    return String(result.value);
  };
  await expect.poll(() => shown("[data-sums]"), { timeout: 60_000 }).toMatch(well);
  expect(await shown(".changes li")).toContain("21 → 12");
});

test("a newer input does not wait for an older one that takes long", async ({ page }) => {
  await page.addInitScript(() => {
    const Real = window.Worker;
    let slow = 1;
    window.Worker = class extends Real {
      override postMessage(message: unknown) {
        if ((message as { call?: string }).call === "check" && slow > 0) {
          slow -= 1;
          document.documentElement.dataset.slow = "begun";
          return;
        }
        super.postMessage(message);
      }
    } as typeof Worker;
  });
  await page.goto(website);
  await hand(page, "paste", { html: consistent });
  await expect(page.locator(".working")).toContainText("正在读取");
  // It is with the worker: what is swallowed must not be the newer one.
  await expect(page.locator("html")).toHaveAttribute("data-slow", "begun");
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  await expect(page.locator(".working")).toHaveCount(0);
});

test("an edit that could not be checked leaves no verdict standing, and is not lost", async ({ page }) => {
  await page.addInitScript(() => {
    const Real = window.Worker;
    let checks = 0;
    window.Worker = class extends Real {
      override postMessage(message: unknown) {
        if ((message as { call?: string }).call === "check") checks += 1;
        // The second check, that of the edit, kills its worker.
        if (checks === 2) {
          checks += 1;
          setTimeout(() => this.dispatchEvent(new ErrorEvent("error")), 0);
          return;
        }
        super.postMessage(message);
      }
    } as typeof Worker;
  });
  await page.goto(website);
  await hand(page, "paste", { html: example });
  await page.locator(".remark .apply").first().click();
  await expect(page.getByRole("alert")).toContainText("最近一次改动没有校验成");
  await expect(page.locator(".verdict")).toHaveClass(/stale/);
  await page.getByRole("button", { name: "再校验一次" }).click();
  await expect(sums(page)).toHaveText(well);
  await expect(page.locator(".changes li")).toHaveCount(1);
});
