import { html, nothing, type TemplateResult } from "lit-html";
import { periodName, yearOf } from "../base/period";
import { follow, groups, holdings, hrefOf, nameIn, page, titled } from "../page";
import type { State } from "../base/state";
import { t } from "../words";

interface Choice {
  value: string;
  text: string;
}

let unique = 0;

/** A labelled list to choose from; the browser's own control is reachable by key and by thumb. */
export function choose(
  label: string,
  value: string,
  choices: (Choice | { group: string; choices: Choice[] })[],
  change: (value: string) => void,
): TemplateResult {
  const option = (each: Choice): TemplateResult =>
    html`<option value=${each.value} ?selected=${each.value === value}>${each.text}</option>`;
  return html`<label class="field">
    <span>${label}</span>
    <select
      .value=${value}
      @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}
    >
      ${choices.map((each) =>
        "group" in each
          ? html`<optgroup label=${each.group}>${each.choices.map(option)}</optgroup>`
          : option(each),
      )}
    </select>
  </label>`;
}

/** Places under their province, the province first. */
export function placeChoices(): (Choice | { group: string; choices: Choice[] })[] {
  const all = holdings()?.places ?? [];
  const inside = new Map<string, Choice[]>();
  const top: Choice[] = [];
  const isParent = new Set(all.map((place) => place.parent ?? ""));
  for (const place of all) {
    const choice = { value: place.code, text: nameIn(place.names, place.code) };
    const parent = place.parent ?? "";
    const heading = isParent.has(place.code) ? place.code : parent;
    const province = all.find((each) => each.code === heading);
    if (!province || heading === "100000") top.push(choice);
    else inside.set(heading, [...(inside.get(heading) ?? []), choice]);
  }
  const named = (code: string): string => {
    const place = all.find((each) => each.code === code);
    return place ? nameIn(place.names, code) : code;
  };
  return [...top, ...[...inside].map(([code, choices]) => ({ group: named(code), choices }))];
}

/** `none` names the choice of no place, where that is one. */
export function placeField(value: string, change: (code: string) => void, none = ""): TemplateResult {
  const choices = placeChoices();
  return choose(t("place"), value, none ? [{ value: "", text: none }, ...choices] : choices, change);
}

export function indicatorField(value: string, change: (id: string) => void): TemplateResult {
  const choices = (holdings()?.indicators ?? []).map((entry) => ({
    value: entry.id,
    text: titled(nameIn(entry.names, entry.id)),
  }));
  return choose(t("indicator"), value, choices, change);
}

/** Periods by year, newest first. `shown` is what the answer is about while none is chosen. */
export function periodField(
  value: string,
  shown: string,
  change: (period: string) => void,
  none = "",
): TemplateResult {
  const years = new Map<string, Choice[]>();
  const periods = holdings()?.periods ?? [];
  const wanted = value || shown;
  const list = wanted !== "" && !periods.includes(wanted) ? [wanted, ...periods] : periods;
  for (const period of list) {
    const choice = { value: period, text: periodName(period, page.state.lang) };
    years.set(yearOf(period), [...(years.get(yearOf(period)) ?? []), choice]);
  }
  const choices = [...years].map(([group, each]) => ({ group, choices: each }));
  return choose(t("period"), wanted, none ? [{ value: "", text: none }, ...choices] : choices, change);
}

export function groupField(value: string, change: (group: string) => void): TemplateResult {
  const choices = groups().map((group) => ({ value: group.id, text: nameIn(group.names, group.id) }));
  return choose(t("group"), value, [{ value: "", text: t("group.default") }, ...choices], change);
}

/** One of a few, as links: each state has its address. */
export function segments(
  label: string,
  current: string,
  choices: Choice[],
  change: (value: string) => Partial<State>,
): TemplateResult {
  return html`<nav class="segments" aria-label=${label}>
    ${choices.map(
      (each) => html`<a
        href=${hrefOf(change(each.value))}
        aria-current=${each.value === current ? "true" : nothing}
        @click=${(event: MouseEvent) => follow(event, change(each.value))}
        >${each.text}</a
      >`,
    )}
  </nav>`;
}

/** Several places: chips to drop, a list to add from. */
export function placesField(
  label: string,
  codes: string[],
  candidates: Choice[],
  change: (codes: string[]) => void,
  most = 11,
): TemplateResult {
  const id = `add-${++unique}`;
  const open = candidates.filter((each) => !codes.includes(each.value));
  const named = (code: string): string => candidates.find((each) => each.value === code)?.text ?? code;
  return html`<div class="field places">
    <span id=${id}>${label}</span>
    <div class="chips" role="group" aria-labelledby=${id}>
      ${codes.map(
        (code) => html`<button
          class="chip"
          aria-label=${t("remove", { name: named(code) })}
          @click=${() => change(codes.filter((each) => each !== code))}
        >
          ${named(code)}<span aria-hidden="true">×</span>
        </button>`,
      )}
      ${codes.length < most && open.length > 0
        ? html`<select
            aria-label=${t("add.place")}
            @change=${(event: Event) => {
              const select = event.target as HTMLSelectElement;
              if (select.value !== "") change([...codes, select.value]);
              select.value = "";
            }}
          >
            <option value="">＋ ${t("add.place")}</option>
            ${open.map((each) => html`<option value=${each.value}>${each.text}</option>`)}
          </select>`
        : nothing}
    </div>
  </div>`;
}
