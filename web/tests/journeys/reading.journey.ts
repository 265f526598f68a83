import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessible, launch, settled, shot, visit } from "./browser";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

const wenzhou = "/?place=330300&period=2025-01..2025-07&lang=zh";

it("a number of the brief tells its source, in whichever language", async () => {
  const { page, complaints, close } = await visit(browser, wenzhou);
  await settled(page);
  expect(await page.locator(".card").count()).toBeGreaterThanOrEqual(3);
  await page.locator(".brief [role=button]").first().click();
  const panel = page.locator(".source");
  expect(await panel.textContent()).toContain("杭州海关");
  await accessible(page, "source panel");
  await page.keyboard.press("Escape");
  await page.locator(".source .plain").click({ timeout: 1000 }).catch(() => undefined);
  await page.getByRole("button", { name: "English" }).click();
  await settled(page);
  expect(await page.getAttribute("html", "lang")).toBe("en");
  expect(page.url()).toContain("lang=en");
  await page.getByRole("heading", { name: "Wenzhou" }).waitFor();
  await page.goBack().catch(() => undefined);
  expect(complaints).toEqual([]);
  await close();
});

it("a series is drawn with its table, and its address gives the same again", async () => {
  const { page, complaints, close } = await visit(browser, "/?view=indicator&place=330300&indicator=exports&lang=zh");
  await settled(page);
  await page.getByRole("link", { name: "同比", exact: true }).click();
  await page.getByLabel("添加地区").selectOption("330200");
  await settled(page);
  const address = page.url();
  expect(address).toContain("measure=growth_yoy");
  expect(address).toContain("places=330200");
  const before = await page.locator("table").innerText();
  expect(before).toContain("+10.0");
  const [svg] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "SVG" }).click()]);
  expect(svg.suggestedFilename()).toMatch(/\.svg$/);
  const [png] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "PNG" }).click()]);
  expect(png.suggestedFilename()).toMatch(/\.png$/);
  await page.goto(address);
  await settled(page);
  expect(await page.locator("table").innerText()).toBe(before);
  expect(complaints).toEqual([]);
  await close();
});

it("a ranking leads to ranks over time, map, gaps, contributions and quadrants", async () => {
  const { page, complaints, close } = await visit(browser, "/?view=compare&place=330300&indicator=exports&period=2025-01..2025-07&lang=zh");
  await settled(page);
  const ranking = page.locator(".ranking");
  expect(await ranking.locator("tbody tr").count()).toBe(11);
  expect(await ranking.locator("tr.marked").innerText()).toContain("温州市");
  for (const chart of ["地图", "象限", "拉动", "位次"]) {
    await page.getByRole("link", { name: chart, exact: true }).click();
    await settled(page);
    expect(await page.locator("db-chart svg").count(), chart).toBe(1);
    await page.locator("db-chart").hover();
  }
  await page.getByRole("link", { name: "差距", exact: true }).click();
  await settled(page);
  await page.getByLabel("添加地区").selectOption("330100");
  await settled(page);
  expect(await page.locator(".compare .panel").nth(1).innerText()).toContain("杭州市");
  await page.getByRole("link", { name: "宁波市", exact: true }).first().click();
  await settled(page);
  expect(await ranking.locator("tr.marked").innerText()).toContain("宁波市");
  await shot(page, "journey-compare");
  expect(complaints).toEqual([]);
  await close();
});
