// The checker in a frame of another page: who is answered, and with what.

import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { host } from "./cms.ts";
import { consistent, dropOn, example } from "./support.ts";

const portal = "http://portal.test";
const tools = "http://tools.test";

interface Said {
  origin: string;
  data: { gouji: number; type: string; id?: number; [name: string]: unknown };
}

/** A page with the frame in it, which notes all that it hears. */
async function open(
  tab: Page,
  {
    search = "",
    meta = "",
    headers = {},
  }: { search?: string; meta?: string; headers?: Record<string, string> },
): Promise<void> {
  await host(tab, tools, { "/": "dist" });
  if (meta) {
    const body = readFileSync("dist/frame.html", "utf8").replace(
      'name="gouji-allow" content=""',
      `name="gouji-allow" content="${meta}"`,
    );
    await tab
      .context()
      .route(/tools\.test\/frame\.html/, (route) => route.fulfill({ contentType: "text/html", body }));
  }
  const body = `<!doctype html><title>portal</title><script>
    window.heard = [];
    addEventListener("message", ({ origin, data }) => heard.push({ origin, data }));
  </script><iframe src="${tools}/frame.html${search}" width="1000" height="600"></iframe>`;
  await host(tab, portal, {}, { headers, pages: { "/": body } });
  await tab.goto(`${portal}/`);
  await tab.frameLocator("iframe").locator(".start").waitFor();
}

const heard = (tab: Page) => tab.evaluate(() => (window as unknown as { heard: Said[] }).heard);
const tell = (tab: Page, message: object) =>
  tab.evaluate((each) => document.querySelector("iframe")?.contentWindow?.postMessage(each, "*"), message);
const answers = async (tab: Page, type: string) =>
  (await heard(tab)).filter(({ data }) => data.type === type).map(({ data }) => data);

test("an origin that the address names is greeted, answered, and told the height", async ({ page }) => {
  await open(page, { search: `?allow=${portal}&lang=en` });
  await expect.poll(() => answers(page, "hello")).toHaveLength(1);
  expect((await answers(page, "hello"))[0]).toMatchObject({
    gouji: 1,
    version: expect.stringMatching(/^\d/),
  });
  await tell(page, { gouji: 1, type: "check", id: 7, source: example });
  await expect.poll(() => answers(page, "result")).toHaveLength(1);
  const [result] = await answers(page, "result");
  expect(result).toMatchObject({ gouji: 1, id: 7, verdict: { schema: 1, status: "errors" } });
  expect(JSON.stringify(result)).toMatch(/natural/);
  await expect.poll(async () => (await answers(page, "resize")).length).toBeGreaterThan(1);
  expect((await heard(page)).every(({ origin }) => origin === tools)).toBe(true);
  // Bytes as well as text; what cannot be read is a verdict, not a silence.
  await page.evaluate((text) => {
    const source = new TextEncoder().encode(text);
    document
      .querySelector("iframe")
      ?.contentWindow?.postMessage({ gouji: 1, type: "check", id: 8, source }, "*");
  }, consistent);
  await expect.poll(() => answers(page, "result")).toHaveLength(2);
  expect((await answers(page, "result"))[1]).toMatchObject({ id: 8, verdict: { status: "holds" } });
  await tell(page, { gouji: 1, type: "check", id: 9, source: "" });
  await expect.poll(() => answers(page, "result")).toHaveLength(3);
  expect((await answers(page, "result"))[2]).toMatchObject({
    id: 9,
    verdict: { status: "not-read", code: "empty" },
  });
});

test("what is corrected in the frame is told, and is asked for", async ({ page }) => {
  await open(page, { search: `?allow=${portal}` });
  await tell(page, { gouji: 1, type: "check", id: 1, source: example });
  await expect.poll(() => answers(page, "result")).toHaveLength(1);
  const inside = page.frameLocator("iframe");
  await inside.locator(".remark .headline").first().click();
  await inside
    .getByRole("button", { name: /试改|改为|→/ })
    .first()
    .click();
  await expect.poll(() => answers(page, "result")).toHaveLength(2);
  const [, own] = await answers(page, "result");
  expect(own).toMatchObject({ verdict: { status: "doubts" } });
  expect(own).not.toHaveProperty("id");
  await tell(page, { gouji: 1, type: "correct", id: 2 });
  await expect.poll(() => answers(page, "correct")).toHaveLength(1);
  expect((await answers(page, "correct"))[0]).toMatchObject({
    id: 2,
    changes: [{ before: "21", after: "12", place: { row: expect.any(Number) } }],
  });
});

const silent: Record<string, { search?: string; meta?: string }> = {
  "that nobody named": {},
  "other than the one in the address": { search: "?allow=http://other.test" },
  "other than those that the frame's page names, whatever the address says": {
    search: `?allow=${portal}`,
    meta: "https://cms.example https://office.example",
  },
  "that is meant by a star": { search: "?allow=*" },
};
for (const [name, wishes] of Object.entries(silent)) {
  test(`an origin ${name} hears nothing`, async ({ page }) => {
    await open(page, wishes);
    await tell(page, { gouji: 1, type: "hello" });
    await tell(page, { gouji: 1, type: "check", id: 1, source: example });
    await page.waitForTimeout(1500);
    expect(await heard(page)).toEqual([]);
    // Nor was the report taken in.
    await expect(page.frameLocator("iframe").locator(".start")).toBeVisible();
  });
}

test("an origin that the frame's page names is answered", async ({ page }) => {
  await open(page, { meta: `https://cms.example ${portal}` });
  await tell(page, { gouji: 1, type: "check", id: 1, source: consistent });
  await expect.poll(() => answers(page, "result")).toHaveLength(1);
});

test("another frame of the allowed page is not answered: only the page around is", async ({ page }) => {
  await open(page, { search: `?allow=${portal}` });
  await expect.poll(() => answers(page, "hello")).toHaveLength(1);
  await page.evaluate((source) => {
    const other = document.createElement("iframe");
    document.body.append(other);
    const script = other.contentDocument?.createElement("script");
    if (!script) return;
    script.textContent = `addEventListener("message", ({ data }) => parent.heard.push({ origin: "other", data }));
      parent.frames[0].postMessage({ gouji: 1, type: "check", id: 5, source: ${JSON.stringify(source)} }, "*");`;
    other.contentDocument?.body.append(script);
  }, example);
  await page.waitForTimeout(1000);
  expect(await answers(page, "result")).toEqual([]);
});

test("a message of another version or without sense is answered as that, and anything else not at all", async ({
  page,
}) => {
  await open(page, { search: `?allow=${portal}` });
  await expect.poll(() => answers(page, "hello")).toHaveLength(1);
  for (const none of ["x", null, 3, { type: "check" }, { gouji: "1", type: "hello" }, []])
    await page.evaluate(
      (each) => document.querySelector("iframe")?.contentWindow?.postMessage(each, "*"),
      none,
    );
  await tell(page, { gouji: 2, type: "check", id: 3, source: "" });
  await tell(page, { gouji: 1, type: "check", id: 4, source: 5 });
  await tell(page, { gouji: 1, type: "check", source: "without a number" });
  await tell(page, { gouji: 1, type: "open", id: 6 });
  await expect.poll(() => answers(page, "error")).toHaveLength(4);
  expect(await answers(page, "error")).toMatchObject([
    { id: 3, code: "version" },
    { id: 4, code: "message" },
    { code: "message" },
    { id: 6, code: "message" },
  ]);
});

test("a page whose policy forbids everything but its own scripts and this frame can check", async ({
  page,
}) => {
  await open(page, {
    search: `?allow=${portal}`,
    headers: {
      "content-security-policy": `default-src 'none'; script-src 'unsafe-inline'; frame-src ${tools}`,
    },
  });
  await tell(page, { gouji: 1, type: "check", id: 1, source: consistent });
  await expect.poll(() => answers(page, "result")).toMatchObject([{ verdict: { status: "holds" } }]);
});

test("several files in the frame, which is about one report: that is said, and the report stays", async ({
  page,
}) => {
  await open(page, { search: `?allow=${portal}&lang=zh` });
  await tell(page, { gouji: 1, type: "check", id: 1, source: consistent });
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("[data-status=holds]")).toBeVisible();
  await dropOn(frame.locator("gouji-checker"), [
    { name: "a.html", text: consistent },
    { name: "b.html", text: example },
  ]);
  await expect(frame.locator(".said")).toContainText("这里一次核对一份年报");
  await expect(frame.locator("[data-status=holds]")).toBeVisible();
  expect(await answers(page, "result")).toHaveLength(1);
});
