import { address, Problem, save, send, sendFor } from "../api/client";
import type { Checked } from "../api/check_types";
import { unitsOfBytes } from "../base/spans";
import { page, redraw, tell } from "../page";
import { t } from "../words";
import { wordsOf } from "../ui/states";

/** The draft in hand. It lives as long as the page: it is not sent to the address, because drafts
 * are not to be shared by accident. */
export const draft = {
  text: "",
  file: null as File | null,
  checked: null as Checked | null,
  /** The text that the verdicts are of; while it differs from `text` they are shown as old. */
  checkedText: "",
  units: new Map<number, number>(),
  busy: false,
  problem: null as Problem | null,
  chosen: null as number | null,
  useStore: true,
};

/** Long enough that a word is typed to its end, short enough to feel immediate. */
const pause = 300;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | null = null;

export function typed(text: string): void {
  draft.text = text;
  draft.file = null;
  clearTimeout(timer);
  if (text.trim() === "") {
    cancel();
    draft.checked = null;
    draft.problem = null;
    redraw();
    return;
  }
  timer = setTimeout(() => void check(), pause);
  redraw();
}

export function cancel(): void {
  clearTimeout(timer);
  running?.abort();
  running = null;
  draft.busy = false;
  redraw();
}

function url(path: string): string {
  return address(path, {
    place: page.state.place,
    period: page.state.period,
    store: draft.useStore ? undefined : "0",
    name: draft.file?.name,
  });
}

function mediaTypeOf(file: File): string {
  if (file.type !== "") return file.type;
  if (/\.docx$/i.test(file.name)) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (/\.md$/i.test(file.name)) return "text/markdown";
  return "application/octet-stream";
}

export async function check(): Promise<void> {
  running?.abort();
  const own = new AbortController();
  running = own;
  draft.busy = true;
  redraw();
  const { file, text } = draft;
  try {
    const checked = await sendFor<Checked>(url("check"), {
      method: "POST",
      body: file ?? text,
      type: file ? mediaTypeOf(file) : "text/plain; charset=utf-8",
      signal: own.signal,
    });
    if (own !== running) return;
    draft.checked = checked;
    draft.checkedText = checked.text ?? text;
    if (file) draft.text = draft.checkedText;
    draft.units = unitsOfBytes(draft.checkedText, offsetsOf(checked));
    draft.problem = null;
  } catch (error) {
    if (own !== running) return;
    draft.problem = error instanceof Problem ? error : new Problem(0, "", String(error), "");
  } finally {
    if (own === running) {
      running = null;
      draft.busy = false;
      redraw();
    }
  }
}

function offsetsOf(checked: Checked): number[] {
  const spans = [
    ...checked.claims.map((claim) => claim.span),
    ...checked.usage.map((usage) => usage.span),
    ...checked.findings.flatMap((finding) => (finding.suggestion ? [finding.suggestion.span] : [])),
  ];
  return spans.flat();
}

export function take(file: File): void {
  draft.file = file;
  draft.chosen = null;
  draft.checked = null;
  draft.text = "";
  void check();
}

/** Puts a correction in place. Of a file only its text is corrected; the file stays as it was. */
export function apply(span: [number, number], replacement: string): void {
  if (draft.text !== draft.checkedText) return;
  const begin = draft.units.get(span[0]);
  const end = draft.units.get(span[1]);
  if (begin === undefined || end === undefined) return;
  draft.text = draft.text.slice(0, begin) + replacement + draft.text.slice(end);
  draft.file = null;
  draft.chosen = null;
  tell(t("check.applied", { text: replacement }));
  void check();
}

export async function downloadCommented(): Promise<void> {
  const { file } = draft;
  if (!file) return;
  try {
    const response = await send(url("check/docx"), { method: "POST", body: file, type: mediaTypeOf(file) });
    save(await response.blob(), file.name.replace(/\.docx$/i, "") + t("check.docx.suffix") + ".docx");
  } catch (error) {
    if (error instanceof Problem) tell(wordsOf(error).title, true);
  }
}
