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

it("a draft's ‰ written as % is found and put right", async () => {
  const { page, complaints, close } = await visit(browser, "/?view=check&lang=zh");
  const field = page.locator("#draft");
  await field.fill("2019年1-9月，温州市出口增长26.78%，占全国份额9.7%。");
  const finding = page.locator(".finding.inconsistent");
  await finding.waitFor();
  expect(await page.locator(".mirror mark.inconsistent").innerText()).toBe("9.7%");
  await finding.locator(".finding-head").click();
  expect(await page.locator(".grounds").innerText()).toContain("÷");
  await accessible(page, "finding");
  await shot(page, "journey-check");
  await finding.getByRole("button", { name: /9\.7‰/ }).click();
  await page.locator(".finding.inconsistent").waitFor({ state: "detached" });
  expect(await field.inputValue()).toContain("份额9.7‰。");
  await page.locator(".clean").waitFor();
  expect(complaints).toEqual([]);
  await close();
});

const sheet = `place_code,place,indicator,period,measure,value,unit,source
330300,温州市,exports,2025-01..2025-08,level,9000.1,亿元,journey
330200,宁波市,exports,2025-01..2025-08,level,6500.2,亿元,journey
330700,金华市,exports,2025-01..2025-08,level,6000.3,亿元,journey
`;

it("a sheet is looked at, imported, seen in the ranking of an open page, and undone", async () => {
  const other = await visit(browser, "/?view=compare&place=330300&indicator=exports&period=2025-01..2025-07&lang=zh");
  await settled(other.page);
  const { page, complaints, close } = await visit(browser, "/?view=data&lang=zh");
  await page.locator(".drop input").setInputFiles({ name: "八月.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  const commit = page.getByRole("button", { name: "确认导入" });
  await commit.waitFor();
  expect(await page.locator(".sheet").innerText()).toContain("tidy");
  await accessible(page, "preview");
  await shot(page, "journey-preview");
  await commit.click();
  await page.getByText("导入结果").waitFor();

  // The other page learns of it without being touched: the new period is there to choose.
  await other.page.locator('option[value="2025-01..2025-08"]').first().waitFor({ state: "attached" });
  await other.page.getByLabel("时期").selectOption("2025-01..2025-08");
  await other.page.waitForFunction(() => /^1\b[\s\S]*温州市/.test(document.querySelector<HTMLElement>("tr.marked")?.innerText.trim() ?? ""));

  await page.getByRole("link", { name: "批次" }).click();
  const row = page.locator("tr", { hasText: "八月.csv" }).first();
  await row.getByRole("button").click();
  await accessible(page, "question before undoing");
  await page.locator("dialog .danger").click();
  await row.getByText("已撤销").waitFor();
  expect(complaints.concat(other.complaints.filter((each) => !/404|422/.test(each)))).toEqual([]);
  await other.close();
  await close();
});
