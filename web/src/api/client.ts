import type { Language } from "../base/units";

/** What the server refused, in the reader's language (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly code: string,
    readonly retryAfter: number | null = null,
  ) {
    super(detail || title);
  }
}

/** What every request carries; set once the session is known. */
const context: { lang: Language; csrf: string } = { lang: "zh", csrf: "" };

export function speak(lang: Language): void {
  context.lang = lang;
}
export function protect(csrf: string): void {
  context.csrf = csrf;
}

let refused: (status: number) => void = () => {};
/** Told when the server wants somebody else, or a fresh token. */
export function onRefusal(callback: (status: number) => void): void {
  refused = callback;
}

export type Query = Record<string, string | string[] | number | undefined>;

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(",") : value === undefined ? "" : String(value);
    if (text !== "") search.set(name, text);
  }
  search.set("lang", context.lang);
  return `/api/v1/${path}?${search.toString().replaceAll("%2C", ",")}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const retry = Number(response.headers.get("retry-after"));
  const wait = Number.isFinite(retry) && retry > 0 ? retry : null;
  try {
    const body = (await response.json()) as Record<string, unknown>;
    const text = (name: string): string => (typeof body[name] === "string" ? String(body[name]) : "");
    return new Problem(response.status, text("title"), text("detail"), text("code"), wait);
  } catch {
    return new Problem(response.status, response.statusText, "", "", wait);
  }
}

/** Throws Problem; status 0 stands for a server that did not answer. */
async function ask(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "", "", "");
  }
  if (response.ok) return response;
  const asksWho = /^\/api\/v1\/(session|setup)\b/.test(url);
  if (!asksWho && (response.status === 401 || response.status === 403)) refused(response.status);
  throw await problemOf(response);
}

export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { accept: "application/json" } };
  if (signal) init.signal = signal;
  return (await (await ask(url, init)).json()) as T;
}

export interface Change {
  method: "POST" | "PUT" | "PATCH" | "DELETE";
  json?: unknown;
  body?: BodyInit;
  type?: string;
  key?: string;
  /** The server may answer where to look instead of making us wait (RFC 7240). */
  later?: boolean;
  signal?: AbortSignal;
}

export async function send(url: string, change: Change): Promise<Response> {
  const headers: Record<string, string> = { "x-csrf-token": context.csrf };
  let body = change.body;
  if (change.json !== undefined) {
    headers["content-type"] = "application/json";
    body = JSON.stringify(change.json);
  } else if (change.type) {
    headers["content-type"] = change.type;
  }
  if (change.key) headers["idempotency-key"] = change.key;
  if (change.later) headers["prefer"] = "respond-async";
  const init: RequestInit = { method: change.method, headers };
  if (body !== undefined) init.body = body;
  if (change.signal) init.signal = change.signal;
  return ask(url, init);
}

export async function sendFor<T>(url: string, change: Change): Promise<T> {
  const response = await send(url, change);
  const text = await response.text();
  return (text === "" ? {} : JSON.parse(text)) as T;
}

/** Gives a blob to the reader as a file, under the name the server chose. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
