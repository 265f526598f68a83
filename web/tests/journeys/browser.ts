import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

/** Where the server listens; the journeys change its store, so it should be a copy. */
export const server = process.env["DUIBIAO_URL"] ?? "http://127.0.0.1:8787";
const shots = process.env["DUIBIAO_SHOTS"] ?? join(__dirname, "../../screenshots");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function launch(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  // In a container there is no second user for the browser's own sandbox, and no graphics card.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

export interface Visit {
  page: Page;
  /** What the browser complained of; broken content policies among it. */
  complaints: string[];
  close: () => Promise<void>;
}

export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 }, ...options });
  // Also of a test that failed half-way: what it left open would slow down all others.
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(server + address);
  await signIn(page);
  return { page, complaints, close: () => context.close() };
}

async function signIn(page: Page): Promise<void> {
  const form = page.locator(".sign-in form");
  await page.locator("main :not(.skeleton, .skeleton *)").first().waitFor();
  if ((await form.count()) === 0) return;
  await form.locator("[name=name]").fill(process.env["DUIBIAO_USER"] ?? "admin");
  await form.locator("[name=password]").fill(process.env["DUIBIAO_PASSWORD"] ?? "");
  await form.locator("button.primary").click();
  await form.waitFor({ state: "detached" });
}

/** All answers are there and all charts drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector("main") !== null &&
      document.querySelector(".skeleton") === null &&
      [...document.querySelectorAll("db-chart")].every((chart) => chart.querySelector("svg")),
    undefined,
    { timeout: 60_000 },
  );
}

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** No violation of accessibility that axe can find. */
export async function accessible(page: Page, where: string): Promise<void> {
  // Through the debugger, which the content policy does not bind.
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: () => Promise<{ violations: unknown[] }> } }).axe;
    return (await run.run()).violations;
  });
  const told = (violations as Violation[]).map(
    (each) => `${each.id}: ${each.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join("; ")}`,
  );
  expect(told, where).toEqual([]);
}

/** Nothing sticks out to the side. */
export async function fits(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${where}: wider than the window by`).toBeLessThanOrEqual(0);
}

export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
