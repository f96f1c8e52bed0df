// Drives Firefox by WebDriver BiDi, which it speaks by itself. Node 20 needs --experimental-websocket.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts a Firefox; `open` gives a page in which scripts are evaluated. */
export async function firefox(path) {
  const profile = mkdtempSync(join(tmpdir(), "gouji-browser-"));
  const child = spawn(
    path,
    ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", profile],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, HOME: profile },
    },
  );
  const address = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on("exit", () => reject(new Error(`Firefox ended: ${said.slice(-300)}`)));
    setTimeout(() => reject(new Error(`Firefox did not answer: ${said.slice(-300)}`)), 120_000).unref();
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("no connection to Firefox"));
  });
  const waiting = new Map();
  const logged = [];
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.id === undefined) {
      if (message.method === "log.entryAdded") logged.push(message.params);
      return;
    }
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === "error") reject(new Error(`${message.error}: ${message.message}`));
    else resolve(message.result);
  };
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const { capabilities } = await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  return {
    version: capabilities.browserVersion,
    async open(url, prelude = "") {
      const { context } = await send("browsingContext.create", { type: "tab" });
      if (prelude) {
        const functionDeclaration = `() => {${prelude}}`;
        await send("script.addPreloadScript", { functionDeclaration, contexts: [context] });
      }
      await send("browsingContext.navigate", { context, url, wait: "complete" });
      return {
        async evaluate(expression) {
          const answer = await send("script.evaluate", {
            expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value) ?? "null")`,
            target: { context },
            awaitPromise: true,
          });
          if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
          return JSON.parse(answer.result.value);
        },
        async screenshot() {
          const { data } = await send("browsingContext.captureScreenshot", { context });
          return Buffer.from(data, "base64");
        },
        problems: () => logged.filter(({ source }) => source.context === context).map(({ text }) => text),
        close: () => send("browsingContext.close", { context }),
      };
    },
    async close() {
      await send("browser.close", {}).catch(() => undefined);
      child.kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
