// Nothing leaves the browser, and nothing that is pasted can run or load.

import { pathToFileURL } from "node:url";
import { example, expect, hand, runningText, slipped, sums, test } from "./support.ts";

const hostile = example.replace(
  "<h2>五",
  `<script>window.hacked = "script"</script>
   <img src="http://hostile.test/a.png" onerror="window.hacked = 'handler'" onload="window.hacked = 'load'">
   <p onclick="window.hacked = 'click'" style="background:url(http://hostile.test/b.png)">悬停<a id="trap"
     href="javascript:window.hacked='link'">链接</a></p>
   <svg onload="window.hacked = 'svg'"><script>window.hacked = "svg script"</script><image href="http://hostile.test/c.png"/></svg>
   <iframe src="http://hostile.test/frame" srcdoc="<script>parent.hacked = 'frame'</script>"></iframe>
   <object data="http://hostile.test/o"></object><embed src="http://hostile.test/e">
   <meta http-equiv="refresh" content="0;url=http://hostile.test/away">
   <base href="http://hostile.test/"><link rel="stylesheet" href="http://hostile.test/s.css">
   <style>@import url(http://hostile.test/i.css); gouji-checker { display: none }</style>
   <form action="http://hostile.test/f"><button autofocus>发送</button></form>
   <video src="http://hostile.test/v" autoplay></video><math><mtext><script>window.hacked = "math"</script></mtext></math>
   <table><tr><td>&lt;img src=x onerror="window.hacked='text'"&gt;</td><td onmouseover="window.hacked='cell'">1</td></tr></table>
   <h2>五`,
);

for (const way of ["paste", "drop"] as const) {
  test(`hostile HTML is inert: ${way}`, async ({ page, requests }) => {
    await page.goto("/");
    const before = requests.length;
    await hand(
      page,
      way,
      way === "paste" ? { html: hostile } : { file: { name: "a.html", bytes: Buffer.from(hostile) } },
    );
    await expect(sums(page)).toHaveText(slipped);
    await page.getByText("<img src=x").click();
    await page.getByText("悬停").click();
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => (window as { hacked?: string }).hacked)).toBeUndefined();
    expect(new URL(page.url()).pathname).toBe("/");
    expect(requests.slice(before)).toEqual([]);
    const kinds = await page.evaluate(() => {
      const root = document.querySelector("gouji-checker")?.shadowRoot?.querySelector(".paper");
      return [
        ...new Set([...(root?.querySelectorAll("*") ?? [])].map((element) => element.localName)),
      ].sort();
    });
    const allowed = [
      "br",
      "button",
      "div",
      "figcaption",
      "figure",
      "h1",
      "h2",
      "mark",
      "p",
      "span",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "tr",
      "wbr",
    ];
    expect(kinds.filter((kind) => !allowed.includes(kind))).toEqual([]);
    const attributes = await page.evaluate(() => {
      const root = document.querySelector("gouji-checker")?.shadowRoot?.querySelector(".paper");
      return [...(root?.querySelectorAll("*") ?? [])].flatMap((element) => element.getAttributeNames());
    });
    expect(
      attributes.filter((name) => name.startsWith("on") || ["href", "src", "action"].includes(name)),
    ).toEqual([]);
  });
}

test("the policy is in the page and forbids every connection", async ({ page }) => {
  await page.goto("/");
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  for (const part of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toContain("unsafe-inline");
});

test("text never becomes a program: the word that old browsers need for wasm is taken back", async ({
  browser,
}) => {
  // A context of its own: the refusal is written to the console, which the other tests want empty.
  const page = await browser.newPage();
  await page.goto("/");
  const outcomes = await runningText(page);
  expect(outcomes).toEqual(["EvalError", "object"]);
  expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').count()).toBe(1);
  await page.close();
});

test("what no policy can stop is not used: the words for it stand in the sentence about it alone", async ({
  page,
}) => {
  await page.goto("/");
  const script = await page.evaluate(() => document.scripts[document.scripts.length - 1]?.textContent ?? "");
  for (const word of ["window.open", "RTCPeerConnection", "location.href"]) {
    // Once in each language.
    expect(script.split(word).length - 1, word).toBe(2);
  }
  expect(script).not.toMatch(/sendBeacon\(|new WebSocket|new EventSource|\.href\s*=\s*["'`]http/);
});

test("a connection is really refused", async ({ browser }) => {
  // A context of its own: the refusal is written to the console, which the other tests want empty.
  const page = await browser.newPage();
  await page.goto("/");
  const refused = await page.evaluate(async () => {
    const tries = [
      fetch("/").then(
        () => "fetch",
        () => "",
      ),
      new Promise<string>((resolve) => {
        const image = new Image();
        image.onload = () => resolve("image");
        image.onerror = () => resolve("");
        image.src = "/gouji.html";
      }),
    ];
    return (await Promise.all(tries)).join("");
  });
  expect(refused).toBe("");
  await page.close();
});

test("the one file works from disk with the network denied", async ({ page, requests }) => {
  await page.context().setOffline(true);
  const address = pathToFileURL("dist/gouji.html").href;
  await page.goto(address);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  expect(requests).toEqual([address]);
});

test("a page without workers checks on the page itself", async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "Worker");
  });
  await page.goto("/");
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
});
