// A stand-in for the server while the page is developed: answers each request by running the
// command line on a copy of a store, and serves the built page under the content policy of the real
// one. No accounts beyond one administrator in memory. Usage:
//   DUIBIAO=path/to/duibiao DUIBIAO_STORE=copy-of-a-store node dev/mock.mjs [PORT]
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { seriesAnswer } from "./mock_series.mjs";

const program = process.env.DUIBIAO ?? "duibiao";
const store = process.env.DUIBIAO_STORE;
const port = Number(process.argv[2] ?? 8787);
const dist = join(fileURLToPath(import.meta.url), "../../dist");
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

let version = 1;
const listeners = new Set();
const session = { user: { name: "admin", role: "administrator" }, csrf: "mock", anonymous_read: false, setup: false };
const users = [{ name: "admin", role: "administrator", disabled: false }];
const tokens = [];
const remembered = new Map();

/** Runs a command; gives its JSON, or throws what it said. */
function run(lang, words) {
  const key = JSON.stringify([version, lang, words]);
  const known = remembered.get(key);
  if (known) return known;
  const answer = new Promise((resolve, reject) => {
    const args = ["--lang", lang, ...words, "--store", store, "--json"];
    execFile(program, args, { maxBuffer: 1 << 28 }, (error, stdout) => {
      try {
        const found = JSON.parse(stdout);
        if (found.error) reject({ status: found.error.code.startsWith("DB3") ? 404 : 422, ...found.error, lang });
        else resolve(found);
      } catch {
        // Commands that only change something answer in words.
        if (!error) resolve({});
        else reject({ status: 500, code: "DB5000", message: { zh: String(error), en: String(error) }, lang });
      }
    });
  });
  remembered.set(key, answer);
  return answer;
}

const option = (name, value) => (value ? [name, value] : []);

async function holdings(lang) {
  const [all, places, catalogue] = await Promise.all([run("zh", ["export"]), run("zh", ["places"]), run("zh", ["indicators"])]);
  const codes = new Set(all.figures.map((each) => each.place.code));
  const ids = new Set(all.figures.map((each) => each.indicator.id));
  const periods = new Set(all.figures.map((each) => each.period));
  const end = (period) => period.slice(-7).replace(/^.*\.\./, "") + (period.length === 4 ? "-12" : "");
  return {
    schema: "duibiao.holdings/1",
    version,
    figures: all.figures.length,
    places: places.places.filter((place) => codes.has(place.code)),
    indicators: catalogue.indicators
      .filter((each) => ids.has(each.id))
      .map((each) => ({ ...each, headline: ["trade", "exports", "imports"].includes(each.id) })),
    periods: [...periods].sort((a, b) => end(b).localeCompare(end(a)) || b.length - a.length),
    first_place: "330300",
    groups: places.groups.filter((group) => group.members.filter((code) => codes.has(code)).length > 1),
  };
}

async function rank(query, lang) {
  const words = ["rank", query.get("indicator"), ...option("--by", query.get("by")), ...option("--period", query.get("period"))];
  return run(lang, [...words, ...option("--group", query.get("group")), ...option("--mark", query.get("place"))]);
}

const reads = {
  holdings: (_, lang) => holdings(lang),
  places: (_, lang) => run(lang, ["places"]),
  catalogue: (_, lang) => run(lang, ["indicators"]),
  ranks: rank,
  brief: (query, lang) =>
    run(lang, ["brief", query.get("place"), ...(query.get("period") ? [query.get("period")] : []), "--explain", ...option("--group", query.get("group"))]),
  gaps: (query, lang) =>
    run(lang, ["gap", query.get("place"), ...(query.get("indicator") ? [query.get("indicator")] : []), ...option("--against", query.get("against")), ...option("--period", query.get("period")), ...option("--group", query.get("group"))]),
  series: async (query, lang) => seriesAnswer(query, (await run(lang, ["export"])).figures, (await run(lang, ["indicators"])).indicators, (await run(lang, ["places"])).groups),
  measures: (query, lang) => run(lang, ["show", query.get("place"), ...option("--period", query.get("period"))]),
  revisions: (query, lang) => run(lang, ["revisions", ...(query.get("place") ? [query.get("place")] : [])]),
  held: (_, lang) => run(lang, ["held"]),
  batches: async (_, lang) => ({ batches: (await run(lang, ["log", "--batches"])).batches }),
  log: (_, lang) => run(lang, ["log"]),
  users: async () => ({ users }),
  tokens: async () => ({ tokens: tokens.map(({ secret, ...rest }) => rest) }),
  session: async () => session,
};

function body(request) {
  return new Promise((resolve) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => resolve(Buffer.concat(parts)));
  });
}

function changed() {
  version += 1;
  remembered.clear();
  for (const each of listeners) each.write(`event: version\ndata: ${version}\n\n`);
}

/** The files of a multipart body, written where the command line can read them. */
function filesOf(content, type, folder) {
  const boundary = Buffer.from("--" + /boundary=([^;]+)/.exec(type)[1]);
  const files = [];
  for (let at = content.indexOf(boundary); at >= 0; ) {
    const next = content.indexOf(boundary, at + boundary.length);
    if (next < 0) break;
    const part = content.subarray(at + boundary.length + 2, next - 2);
    const split = part.indexOf("\r\n\r\n");
    const name = /filename="([^"]*)"/.exec(part.subarray(0, split).toString());
    if (name) {
      const path = join(folder, name[1].replace(/[/\\]/g, "_"));
      writeFileSync(path, part.subarray(split + 4));
      files.push(path);
    }
    at = next;
  }
  return files;
}

async function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "duibiao-mock-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function check(request, query, lang) {
  const content = await body(request);
  const extension = { "text/plain": "txt", "text/markdown": "md", "text/html": "html" }[(request.headers["content-type"] ?? "").split(";")[0]] ?? "docx";
  return withFolder(async (folder) => {
    const path = join(folder, `draft.${extension}`);
    writeFileSync(path, content);
    const words = ["check", path, ...option("--place", query.get("place")), ...option("--period", query.get("period")), ...(query.get("store") === "0" ? ["--no-store"] : [])];
    const answer = await run(lang, words);
    return { ...answer, text: answer.text ?? content.toString("utf8") };
  });
}

async function imports(request, query, lang) {
  const content = await body(request);
  return withFolder(async (folder) => {
    const files = filesOf(content, request.headers["content-type"], folder);
    const dry = query.get("dry_run") === "1";
    const answer = await run(lang, ["import", ...files, ...(dry ? ["--dry-run"] : [])]);
    if (!dry) changed();
    for (const file of answer.files) file.file = file.file.split("/").pop();
    return answer;
  });
}

async function change(request, name, rest, query, lang) {
  const json = async () => JSON.parse((await body(request)).toString() || "{}");
  if (name === "check") return check(request, query, lang);
  if (name === "imports") return imports(request, query, lang);
  if (name === "batches") {
    await run(lang, ["undo", rest]);
    changed();
    return {};
  }
  if (name === "held") return run(lang, ["held", "--retry"]);
  if (name === "users") {
    const at = users.findIndex((user) => user.name === decodeURIComponent(rest ?? ""));
    const { password, old_password, ...fields } = request.method === "DELETE" ? {} : await json();
    if (request.method === "POST") users.push({ disabled: false, ...fields });
    else if (request.method === "DELETE") users.splice(at, 1);
    else Object.assign(users[at], fields);
    return {};
  }
  if (name === "tokens") {
    if (request.method === "DELETE") tokens.splice(tokens.findIndex((token) => token.id === rest), 1);
    else tokens.push({ ...(await json()), id: String(tokens.length + 1), owner: "admin", expires: "2027-11-22", last_used: null, secret: "db_0123456789abcdef" });
    return tokens.at(-1) ?? {};
  }
  if (name === "session") {
    session.user = request.method === "DELETE" ? null : { name: (await json()).name, role: "administrator" };
    return session;
  }
  throw { status: 404, code: "DB3000", message: { zh: "没有这个地址", en: "no such address" }, lang };
}

async function api(request, response, url) {
  const [name, rest] = url.pathname.slice("/api/v1/".length).split(/\/(.*)/);
  const lang = url.searchParams.get("lang") ?? "zh";
  if (name === "events") {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.write(`event: version\ndata: ${version}\n\n`);
    listeners.add(response);
    request.on("close", () => listeners.delete(response));
    return;
  }
  const answer = request.method === "GET" && reads[name] ? await reads[name](url.searchParams, lang) : await change(request, name, rest, url.searchParams, lang);
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache" });
  response.end(JSON.stringify(answer));
}

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };

function page(response, path) {
  const file = join(dist, normalize(path === "/" ? "/index.html" : path));
  try {
    const content = readFileSync(file);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": policy });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (!url.pathname.startsWith("/api/")) return page(response, url.pathname);
  api(request, response, url).catch((error) => {
    const lang = error.lang ?? "zh";
    response.writeHead(error.status ?? 500, { "content-type": "application/problem+json" });
    response.end(JSON.stringify({ title: error.message?.[lang] ?? String(error), detail: error.advice?.[lang] ?? "", status: error.status, code: error.code ?? "" }));
  });
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
