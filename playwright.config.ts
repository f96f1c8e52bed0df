import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";

/** The installed Chromium that scripts/browser.sh finds. */
const executablePath = execFileSync("sh", ["-c", ". scripts/browser.sh; find_test_browser"], {
  encoding: "utf8",
}).trim();

/** Another port where several checkouts are tested at the same time. */
const port = Number(process.env.GOUJI_TEST_PORT ?? 8139);

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "target/e2e",
  reporter: process.env.CI ? [["list"]] : [["dot"]],
  fullyParallel: true,
  // As many as the smallest machine has cores: three took as long as two, and each test longer.
  workers: 2,
  // A browser that hangs is told from a fault of the page by a second try, which is printed as such.
  retries: process.env.CI ? 1 : 0,
  // Generous: the tests also have to pass on a machine that is busy with other work.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        // Each test has a page of its own, which would optimise the modules anew: only what runs long is worth it.
        "--js-flags=--wasm-tiering-budget=200000000",
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs dist ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
