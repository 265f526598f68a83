import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessible, fits, launch, settled, shot } from "./browser";

/** Accounts change a server for good: this one is started for them, on an empty store. */
const program = process.env["DUIBIAO_PROGRAM"];
let browser: Browser;
let serving: ChildProcess;
let url = "";
let code = "";
const folder = mkdtempSync(join(tmpdir(), "duibiao-accounts-"));

async function start(file: string): Promise<void> {
  serving = spawn(file, ["serve", "--port", "0", "--print-port"], { env: { ...process.env, XDG_DATA_HOME: folder, DUIBIAO_STORE: "" } });
  await new Promise<void>((resolve) => {
    const done = (): void => {
      if (url && code) resolve();
    };
    serving.stdout?.on("data", (text: Buffer) => {
      url = `http://127.0.0.1:${String(text).trim()}`;
      done();
    });
    serving.stderr?.on("data", (text: Buffer) => {
      code ||= /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(String(text))?.[0] ?? "";
      done();
    });
  });
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.locator(`.sign-in [name=${name}]`).fill(text);
  await page.locator(".sign-in button.primary").click();
}

describe.skipIf(!program)("accounts", () => {
  beforeAll(async () => {
    await start(program ?? "");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    serving?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("a newcomer works at once, makes an administrator, who gives a colleague an account", async () => {
    const desk = await (await browser.newContext({ viewport: { width: 1366, height: 900 } })).newPage();
    await desk.goto(`${url}/?view=data&section=accounts&lang=zh`);
    // Another page that was open before: it is asked to sign in as soon as it wants something.
    const open = await (await browser.newContext()).newPage();
    await open.goto(`${url}/?view=data&section=batches&lang=zh`);
    await settled(open);
    expect(await open.locator(".sign-in").count()).toBe(0);
    await desk.getByRole("button", { name: "建立管理员" }).click();
    await accessible(desk, "setup");
    await shot(desk, "accounts-setup");
    await desk.getByRole("button", { name: "取消" }).click();
    await desk.getByRole("button", { name: "建立管理员" }).click();
    await fill(desk, { code: "AAAAA-AAAAA", name: "李伟", password: "correct horse" });
    await desk.locator(".sign-in .warning").waitFor();
    await fill(desk, { code: code.toLowerCase(), name: "李伟", password: "correct horse" });
    await desk.locator(".sign-in").waitFor({ state: "detached" });
    await desk.getByText("退出（李伟）").waitFor();
    await open.getByRole("link", { name: "挂起的行" }).click();
    await open.locator(".sign-in").waitFor();

    const create = desk.locator("form", { has: desk.getByRole("button", { name: "新建账号" }) });
    await create.locator("[name=name]").fill("wang");
    await create.locator("[name=password]").fill("wang password");
    await create.getByRole("button").click();
    await desk.locator("td, th", { hasText: "wang" }).first().waitFor();
    await settled(desk);
    await accessible(desk, "accounts");
    await fits(desk, "accounts");
    await shot(desk, "accounts-administrator");

    await fill(open, { name: "wang", password: "wrong password" });
    await open.locator(".sign-in .warning").waitFor();
    await fill(open, { name: "wang", password: "wang password" });
    await open.getByText("退出（wang）").waitFor();
    // A viewer has no log, and no accounts but the own.
    expect(await open.getByRole("link", { name: "日志" }).count()).toBe(0);
    await open.getByRole("link", { name: "账号" }).click();
    await settled(open);
    expect(await open.getByRole("button", { name: "新建账号" }).count()).toBe(0);
    await open.locator("[name=old_password]").fill("wang password");
    await open.locator("form", { has: open.locator("[name=old_password]") }).locator("[name=password]").fill("another password");
    await open.getByRole("button", { name: "修改密码" }).click();
    await open.getByText("密码已改").waitFor();
    // The session goes on under a new token: the next change is taken.
    const token = open.locator("form", { has: open.getByRole("button", { name: "新建令牌" }) });
    await token.locator("[name=name]").fill("月报程序");
    await token.getByRole("button").click();
    await open.locator(".secret code").waitFor();
    expect(await open.locator(".secret code").innerText()).toMatch(/^db_[\w-]{43}$/);
    await accessible(open, "own account");
    await shot(open, "accounts-own");

    // What the administrator takes away is gone at once.
    await desk.getByRole("button", { name: "停用wang" }).click();
    await desk.getByRole("button", { name: "启用wang" }).waitFor();
    await open.getByRole("link", { name: "修订" }).click();
    await open.locator(".sign-in").waitFor();
    await desk.getByText("退出（李伟）").click();
    await desk.locator(".sign-in").waitFor();
  });
});
