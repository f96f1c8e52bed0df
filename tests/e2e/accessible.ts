// What axe finds against a page, in one place for the tests that ask.

import AxeBuilder from "@axe-core/playwright";

type Page = import("@playwright/test").Page;

/** Further rules to look at, beside those that axe always has: contrast as WCAG's level AAA asks, sizes of targets. */
export const strict = {
  "color-contrast-enhanced": { enabled: true },
  "target-size": { enabled: true },
};

/**
 * Each fault with the elements that have it. What is right is not described (a selector for each of a report's some
 * thousand elements takes most of the time); the page has no frame, so that the whole of it is looked at in one run.
 */
export async function faults(
  page: Page,
  rules: typeof strict | Record<string, never> = {},
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"], rules })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
