// Drives a Chromium of any age by its debugging protocol over a pipe: no driver of another age is needed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts a Chromium; `open` gives a page in which scripts are evaluated. */
export async function chromium(path, environment = {}) {
  const profile = mkdtempSync(join(tmpdir(), "gouji-browser-"));
  const flags = [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"],
    ...["--disable-background-networking", "--disable-component-update"],
    ...["--disable-dev-shm-usage", "--no-zygote", "--allow-file-access-from-files", "--window-size=1280,900"],
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(path, [...flags, "about:blank"], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  const events = [];
  let last = 0;
  let rest = "";
  output.on("data", (data) => {
    rest += data.toString("utf8");
    const parts = rest.split("\0");
    rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      if (message.id === undefined) events.push(message);
      else {
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      }
    }
  });
  child.on("exit", () => {
    for (const done of waiting.values()) done({ error: { message: "the browser ended" } });
  });
  input.on("error", () => {});
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, (message) =>
        message.error ? reject(new Error(`${method}: ${message.error.message}`)) : resolve(message.result),
      );
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  const { product } = await send("Browser.getVersion");
  return {
    version: product.replace(/^.*\//, ""),
    async open(url, prelude = "") {
      const { targetId } = await send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
      await send("Runtime.enable", {}, sessionId);
      await send("Page.enable", {}, sessionId);
      if (prelude) await send("Page.addScriptToEvaluateOnNewDocument", { source: prelude }, sessionId);
      await send("Page.navigate", { url }, sessionId);
      const evaluate = async (expression) => {
        const given = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await send("Runtime.evaluate", given, sessionId);
        if (exceptionDetails) {
          throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        }
        return result.value;
      };
      const loaded = 'document.readyState === "complete" && location.href !== "about:blank"';
      for (let tries = 0; tries < 100 && !(await evaluate(loaded)); tries += 1) {
        await new Promise((done) => setTimeout(done, 100));
      }
      return {
        evaluate,
        async screenshot() {
          const { data } = await send("Page.captureScreenshot", { format: "png" }, sessionId);
          return Buffer.from(data, "base64");
        },
        problems: () =>
          events
            .filter((event) => event.sessionId === sessionId)
            .flatMap(({ method, params }) => {
              if (method === "Runtime.exceptionThrown") {
                return [params.exceptionDetails.exception?.description ?? params.exceptionDetails.text];
              }
              if (method !== "Runtime.consoleAPICalled") return [];
              return [params.args.map((each) => each.value ?? each.description).join(" ")];
            }),
        close: () => send("Target.closeTarget", { targetId }),
      };
    },
    async close() {
      const ended = new Promise((done) => child.on("exit", done));
      await send("Browser.close").catch(() => undefined);
      child.kill();
      await ended;
      // Its helpers may write for a moment longer.
      try {
        rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
      } catch {
        // A process of an old browser still writes there on a busy machine; the system tidies its own folder.
      }
    },
  };
}
