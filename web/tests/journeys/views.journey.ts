import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessible, fits, launch, settled, shot, visit } from "./browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

const place = "place=330300&period=2025-01..2025-07";
const views: Record<string, string> = {
  overview: `?${place}`,
  indicator: "?view=indicator&place=330300&indicator=exports&places=330200,330700&from=2024",
  ranks: `?view=compare&${place}&indicator=exports`,
  map: `?view=compare&${place}&indicator=exports&chart=map`,
  gap: `?view=compare&${place}&indicator=exports&chart=gap&places=330200,330100`,
  parts: `?view=compare&${place}&indicator=trade&chart=parts`,
  scatter: `?view=compare&${place}&indicator=exports&chart=scatter`,
  check: "?view=check",
  import: "?view=data",
  held: "?view=data&section=held",
  batches: "?view=data&section=batches",
  revisions: "?view=data&section=revisions",
  log: "?view=data&section=log",
  accounts: "?view=data&section=accounts",
};
const looks = [
  { name: "desk", colorScheme: "light" as const, viewport: { width: 1366, height: 900 } },
  { name: "dark", colorScheme: "dark" as const, viewport: { width: 1366, height: 900 } },
  { name: "phone", colorScheme: "light" as const, viewport: { width: 375, height: 812 } },
];

describe("every view, in both languages, light, dark and on a phone", () => {
  for (const [name, address] of Object.entries(views)) {
    for (const lang of ["zh", "en"]) {
      it(`${name} in ${lang} fits, speaks and is accessible`, async () => {
        for (const look of looks) {
          const where = `${name}-${lang}-${look.name}`;
          const { page, complaints, close } = await visit(browser, `/${address}&lang=${lang}`, look);
          await settled(page);
          expect(await page.getAttribute("html", "lang")).toBe(lang === "zh" ? "zh-CN" : "en");
          expect(await page.locator(".failure").count(), where).toBe(0);
          await fits(page, where);
          await accessible(page, where);
          await shot(page, where);
          expect(complaints, where).toEqual([]);
          await close();
        }
      });
    }
  }
});
