// Drives WebKitGTK, Safari's engine, by WebKitWebDriver; in a display of its own where there is none.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The small browser that Debian's webkit2gtk-driver drives. */
export function miniBrowser() {
  const libraries = "/usr/lib/x86_64-linux-gnu";
  if (!existsSync(libraries)) return undefined;
  return readdirSync(libraries)
    .filter((name) => name.startsWith("webkit2gtk-"))
    .map((name) => join(libraries, name, "MiniBrowser"))
    .find((path) => existsSync(path));
}

/** Starts it; `open` gives a page in which scripts are evaluated. */
export async function webkit(driver, browser) {
  const port = 20_000 + (process.pid % 20_000);
  const display = `:${90 + (process.pid % 900)}`;
  const own = process.env.DISPLAY
    ? undefined
    : spawn("Xvfb", [display, "-screen", "0", "1280x900x24"], { stdio: "ignore" });
  own?.on("error", () => undefined);
  const child = spawn(driver, [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      ...(own ? { DISPLAY: display } : {}),
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
    },
  });
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = () => {
    child.kill();
    own?.kill();
  };
  for (let tries = 0; ; tries += 1) {
    try {
      await ask("GET", "/status");
      break;
    } catch (error) {
      if (tries > 100) {
        end();
        throw error;
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  let session;
  try {
    session = await ask("POST", "/session", {
      capabilities: {
        alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } },
      },
    });
  } catch (error) {
    end();
    throw error;
  }
  const at = `/session/${session.sessionId}`;
  await ask("POST", `${at}/timeouts`, { script: 60_000, pageLoad: 60_000 });
  return {
    version: session.capabilities.browserVersion,
    async open(url) {
      await ask("POST", `${at}/url`, { url });
      return {
        evaluate: async (expression) => {
          const text = await ask("POST", `${at}/execute/async`, {
            script: `const done = arguments[arguments.length - 1];
              Promise.resolve().then(() => ${expression}).then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`,
            args: [],
          });
          const { value, error } = JSON.parse(text);
          if (error) throw new Error(error);
          return value;
        },
        screenshot: async () => Buffer.from(await ask("GET", `${at}/screenshot`), "base64"),
        problems: () => [],
        close: async () => undefined,
      };
    },
    async close() {
      await ask("DELETE", at).catch(() => undefined);
      end();
    },
  };
}
