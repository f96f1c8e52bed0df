// What the page's policy stops and what it cannot: each way to reach a server is tried from the page's own context, with
// a server that listens. README.md, the page's "怎样核实" and docs/TRUST.md say what is written here, no more.

import { createSocket, type Socket } from "node:dgram";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { pathToFileURL } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { example, hand, slipped, sums } from "./support.ts";

let server: Server;
let stun: Socket;
let address: string;
/** What reached the server: paths of requests, and `connection` for a connection without one. */
let reached: string[] = [];
let packets = 0;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/bare") {
      response
        .writeHead(200, { "content-type": "text/html" })
        .end("<!doctype html><p>a page without a policy");
      return;
    }
    reached.push(request.url ?? "");
    response
      .writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/html" })
      .end("<p>reached");
  });
  server.on("upgrade", (request, socket) => {
    reached.push(request.url ?? "");
    socket.destroy();
  });
  server.on("connection", () => reached.push("connection"));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stun = createSocket("udp4");
  stun.on("message", () => {
    packets += 1;
  });
  await new Promise<void>((resolve) => stun.bind(0, resolve));
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
  stun.close();
});
test.beforeEach(() => {
  reached = [];
  packets = 0;
});

/** Runs a script in the page, as one of its own would run. */
const attempt = (page: Page, code: string, to = address) =>
  page
    .evaluate(
      ([text, own]) => {
        const put = (name: string, attributes: Record<string, string>, parent: Element = document.body) => {
          const element = document.createElement(name);
          for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
          parent.append(element);
          return element;
        };
        return new Function("address", "put", text ?? "")(own, put);
      },
      [code, to],
    )
    .catch(() => undefined);

const stopped: Record<string, string> = {
  fetch: "fetch(address + '/way', { method: 'POST', body: 'x', mode: 'no-cors' }).catch(() => {})",
  "fetch that outlives the page":
    "fetch(address + '/way', { keepalive: true, mode: 'no-cors' }).catch(() => {})",
  XMLHttpRequest: "const r = new XMLHttpRequest(); r.open('GET', address + '/way'); r.send()",
  sendBeacon: "navigator.sendBeacon(address + '/way', 'x')",
  WebSocket: "new WebSocket(address.replace('http', 'ws') + '/way')",
  EventSource: "new EventSource(address + '/way')",
  picture: "new Image().src = address + '/way'",
  "picture of a set": "put('img', { srcset: address + '/way 2x, ' + address + '/way 1x' })",
  "style sheet": "put('link', { rel: 'stylesheet', href: address + '/way' })",
  "inline style with a picture": "put('p', { style: 'background: url(' + address + '/way)' })",
  "style rule with a picture":
    "document.body.style.background = 'url(' + address + '/way)'; document.body.style.display = 'block'",
  font: "new FontFace('x', 'url(' + address + '/way)').load().catch(() => {})",
  script: "put('script', { src: address + '/way' })",
  "module import": "import(address + '/way').catch(() => {})",
  worker: "new Worker(address + '/way')",
  "service worker": "navigator.serviceWorker?.register(address + '/way').catch(() => {})",
  frame: "put('iframe', { src: address + '/way' })",
  "frame with a document of its own": "put('iframe', { srcdoc: '<img src=' + address + '/way>' })",
  object: "put('object', { data: address + '/way' })",
  embed: "put('embed', { src: address + '/way' })",
  video: "put('video', { src: address + '/way', preload: 'auto' })",
  audio: "put('audio', { src: address + '/way', preload: 'auto', autoplay: '' })",
  track:
    "const v = put('video', {}); put('track', { src: address + '/way', default: '', kind: 'captions' }, v)",
  form: "const f = put('form', { action: address + '/way', method: 'post' }); f.submit()",
  "form in a new window":
    "const f = put('form', { action: address + '/way', method: 'post', target: '_blank' }); f.submit()",
  prefetch: "put('link', { rel: 'prefetch', href: address + '/way' }, document.head)",
  preload: "put('link', { rel: 'preload', as: 'fetch', href: address + '/way' }, document.head)",
  "module preload": "put('link', { rel: 'modulepreload', href: address + '/way' }, document.head)",
  "speculation rules":
    "const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [address + '/way'] }] }); document.head.append(s)",
  manifest: "put('link', { rel: 'manifest', href: address + '/way' }, document.head)",
  sign: "put('link', { rel: 'icon', href: address + '/way' }, document.head)",
  "a link's ping":
    "const a = put('a', { href: '#x', ping: address + '/way' }); a.textContent = 'x'; a.click()",
  WebTransport: "new WebTransport(address.replace('http:', 'https:') + '/way').ready.catch(() => {})",
  "a program in a text": 'setTimeout("new Image().src = \'" + address + "/way\'")',
};

test("the policy stops every way by which a page fetches or sends by itself", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto("/gouji.html");
  // A server for each way: all are tried at once, and each has all the time until the last look.
  const through = new Map<string, Set<string>>();
  const servers: Server[] = [];
  for (const [name, code] of Object.entries(stopped)) {
    const came = new Set<string>();
    through.set(name, came);
    const own = createServer((request, response) => {
      came.add(request.url ?? "");
      response.writeHead(200, { "access-control-allow-origin": "*" }).end();
    });
    own.on("upgrade", (request, socket) => {
      came.add(request.url ?? "");
      socket.destroy();
    });
    own.on("connection", () => came.add("connection"));
    servers.push(own);
    await new Promise<void>((resolve) => own.listen(0, resolve));
    await attempt(page, code, `http://127.0.0.1:${(own.address() as AddressInfo).port}`);
  }
  await page.waitForTimeout(1500);
  const told = [...through].filter(([, came]) => came.size > 0);
  // Chromium opens the connection for a frame or a form, wherever it would be answered, before it asks the policy.
  // Nothing is sent on it.
  expect(
    told
      .map(([name, came]) => `${name}: ${[...came].join(" ")}`)
      .filter((each) => !/^(frame|form|form in a new window): connection$/.test(each)),
  ).toEqual([]);
  expect(new URL(page.url()).pathname).toBe("/gouji.html");
  await page.close();
  for (const own of servers) {
    own.closeAllConnections();
    own.close();
  }
});

test("the same ways do reach the server from a page without a policy: what is stopped is stopped by it", async ({
  browser,
}) => {
  const missed: string[] = [];
  // Those that this server cannot answer, and those that begin nothing without more of a site around.
  const others = [
    "service worker",
    "worker",
    "WebTransport",
    "manifest",
    "track",
    "sign",
    "speculation rules",
  ];
  const context = await browser.newContext();
  for (const [at, [name, code]] of Object.entries(stopped).entries()) {
    if (others.includes(name)) continue;
    // A page for each: a form goes on to another page when it has been sent.
    const page = await context.newPage();
    await page.goto(`${address.replace("127.0.0.1", "localhost")}/bare`);
    const way = `/way-${at}`;
    await attempt(page, code.replaceAll("/way", way));
    await expect
      .poll(() => reached.includes(way), { timeout: 20_000, intervals: [20] })
      .toBe(true)
      .catch(() => missed.push(name));
    // Not closed here: a page that is closed while its form goes on to another page hangs in the engine now and then.
  }
  await context.close();
  expect(missed).toEqual([]);
});

// Chromium of the tests runs without background networking; what a connection in advance does, the first test shows.
const free: Record<string, string> = {
  "window.open": "window.open(address + '/way')",
  "a link that is pressed": "const a = put('a', { href: address + '/way' }); a.click()",
  location: "location.href = address + '/way'",
  "a page that sends on by itself":
    "put('meta', { 'http-equiv': 'refresh', content: '0;url=' + address + '/way' }, document.head)",
};
for (const [name, code] of Object.entries(free)) {
  test(`no policy stops ${name}, and the page says so`, async ({ browser }) => {
    const page = await browser.newPage();
    await page.goto("/gouji.html");
    await attempt(page, code);
    await expect.poll(() => reached).toContain("/way");
    // Arrived before it is closed, in its own window or in another: in between the engine hangs now and then.
    const arrived = () =>
      page
        .context()
        .pages()
        .filter((each) => each.url().endsWith("/way"));
    await expect.poll(() => arrived().length).toBe(1);
    await page.close();
  });
}

test("no policy stops WebRTC, and the page says so", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto("/gouji.html");
  const { port } = stun.address();
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const hosts = own.filter(({ family }) => family === "IPv4").map((each) => each.address);
  await page.evaluate(
    async (servers) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: servers }] });
      peer.createDataChannel("x");
      await peer.setLocalDescription(await peer.createOffer());
    },
    hosts.map((host) => `stun:${host}:${port}`),
  );
  await expect.poll(() => packets).toBeGreaterThan(0);
  await page.close();
});

test("what no policy stops is named on the page and in the README, in the same words", async ({ page }) => {
  const readme = readFileSync("README.md", "utf8");
  const trust = readFileSync("docs/TRUST.md", "utf8");
  await page.goto("/gouji.html");
  await page.getByRole("button", { name: "怎样核实" }).first().click();
  const said = (await page.locator("dialog").textContent()) ?? "";
  for (const [text, words] of [
    [readme, ["新窗口", "链接", "跳转", "WebRTC"]],
    [trust, ["window.open", "location", "link", "WebRTC", "refresh", "connection"]],
    [said, ["window.open", "location", "WebRTC", "链接"]],
  ] as const)
    for (const word of words) expect(text).toContain(word);
});

test("in a whole session, with the network denied, the page asks for nothing", async ({ browser }) => {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await context.setOffline(true);
  const requests: string[] = [];
  const own = pathToFileURL("dist/gouji.html").href;
  context.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  const refused: string[] = [];
  page.on("console", (message) => refused.push(message.text()));
  await page.goto(own);
  await hand(page, "paste", { html: example });
  await expect(sums(page)).toHaveText(slipped);
  // Every kind of thing that a person does: reading, correcting, undoing, rules, languages, themes, ways out, files.
  await page.getByRole("button", { name: "为什么" }).first().click();
  await page.keyboard.press("Escape");
  await page.locator(".remark .apply").first().click();
  await page.keyboard.press("Control+Z");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "中文" }).click();
  await hand(page, "drop", {
    files: [
      { name: "a.html", bytes: Buffer.from(example) },
      { name: "b.txt", bytes: Buffer.from("不是年报") },
      { name: "c.docx", bytes: Buffer.from("PK\u0003\u0004") },
    ],
  });
  await expect(page.locator(".batch")).toBeVisible();
  await page.reload();
  await page.waitForTimeout(1000);
  expect([...new Set(requests)]).toEqual([own]);
  expect(refused).toEqual([]);
  await context.close();
});
