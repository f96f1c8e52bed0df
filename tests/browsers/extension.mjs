// The extension in Firefox: installed from its zip, its button pressed by the browser itself, on a page with a policy.
// Chromium's side is tests/e2e/extension.spec.ts. Speaks to Firefox by Marionette, which every Firefox carries.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const wait = (time) => new Promise((done) => setTimeout(done, time));
const page = readFileSync("www/example.html");
const server = createServer((_, response) => {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'self'",
  });
  response.end(page);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const port = 2900 + (process.pid % 90);
const profile = mkdtempSync(join(tmpdir(), "gouji-firefox-"));
writeFileSync(
  join(profile, "user.js"),
  `user_pref("marionette.port", ${port}); user_pref("xpinstall.signatures.required", false); user_pref("app.update.enabled", false);\n`,
);
const firefox = spawn(
  process.env.GOUJI_FIREFOX ?? "firefox-esr",
  ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile],
  { stdio: "ignore" },
);
firefox.on("error", () => {
  console.log("the extension in Firefox: left out, there is no Firefox here");
  process.exit(0);
});

/** A connection to the browser: messages are `LENGTH:JSON`, answers carry the number of what they answer. */
async function marionette() {
  let socket;
  for (let tries = 0; !socket; tries += 1) {
    socket = await new Promise((done) => {
      const attempt = connect(port, "127.0.0.1", () => done(attempt)).on("error", () => done(undefined));
    });
    if (!socket && tries > 120) throw new Error("extension: Firefox did not start");
    if (!socket) await wait(500);
  }
  const waiting = new Map();
  let rest = Buffer.alloc(0);
  socket.on("data", (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const colon = rest.indexOf(":");
      const length = Number(rest.subarray(0, colon));
      if (colon < 0 || rest.length < colon + 1 + length) return;
      const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
      rest = rest.subarray(colon + 1 + length);
      if (Array.isArray(message)) waiting.get(message[1])?.(message);
    }
  });
  let last = 0;
  return async (name, parameters = {}) => {
    last += 1;
    const text = Buffer.from(JSON.stringify([0, last, name, parameters]));
    const answer = new Promise((done) => waiting.set(last, done));
    socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    const [, , error, value] = await answer;
    if (error) throw new Error(`extension: ${name}: ${error.message}`);
    return value;
  };
}

const press = `
const done = arguments[arguments.length - 1];
(async () => {
  const { extension } = WebExtensionPolicy.getByID("gouji@gouji.invalid");
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
  done([...extension.permissions].sort().join(" "));
})().catch((error) => done(String(error)));`;
const look = `
const panel = document.querySelector("gouji-panel");
return panel && {
  title: panel.shadowRoot.querySelector("h1").textContent,
  position: getComputedStyle(panel).position,
  suspects: [...document.querySelectorAll("[data-gouji~=suspect]")].map((each) =>
    [each.textContent, each.getAttribute("data-gouji-number"), getComputedStyle(each).outlineStyle].join(" ")),
};`;

try {
  const call = await marionette();
  await call("WebDriver:NewSession");
  await call("Addon:Install", { path: resolve("dist/extension/gouji-firefox.zip"), temporary: true });
  await call("WebDriver:Navigate", { url: `http://127.0.0.1:${server.address().port}/` });
  await call("Marionette:SetContext", { value: "chrome" });
  const { value: permissions } = await call("WebDriver:ExecuteAsyncScript", { script: press, args: [] });
  await call("Marionette:SetContext", { value: "content" });
  let seen;
  for (let tries = 0; !seen && tries < 60; tries += 1) {
    await wait(500);
    seen = (await call("WebDriver:ExecuteScript", { script: look, args: [] })).value;
  }
  const found = JSON.stringify({ permissions, ...seen });
  const wanted = JSON.stringify({
    permissions: "activeTab scripting",
    title: "1 处错误，1 处疑点",
    position: "fixed",
    suspects: ["12件 [2] solid", "21 [1] solid"],
  });
  if (found !== wanted) throw new Error(`extension in Firefox: ${found} in place of ${wanted}`);
  console.log("the extension in Firefox: pressed, the right cell and words marked");
} finally {
  firefox.kill();
  server.close();
  await wait(1000);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);
