import { expect, test } from "@playwright/test";

test("the page loads its module and says nothing on the console", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto("/");
  await expect(page.locator("gouji-checker [data-version]")).toHaveText("0.1.0");
  expect(problems).toEqual([]);
});

test("the policy forbids every connection", async ({ page }) => {
  await page.goto("/");
  const refused = page.evaluate(async () => {
    try {
      await fetch("/");
      return false;
    } catch {
      return true;
    }
  });
  expect(await refused).toBe(true);
});
