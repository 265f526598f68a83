import { html, type TemplateResult } from "lit-html";
import { load } from "../api/cache";
import { address } from "../api/client";
import type { Revision } from "../api/data_types";
import { periodName } from "../base/period";
import { go, page } from "../page";
import { placeField } from "../ui/fields";
import { sourced, text } from "../ui/figures";
import { empty, settle } from "../ui/states";
import { code, t } from "../words";

/** What became of figures that were published more than once, newest first. */
export function revisions(): TemplateResult {
  const url = address("revisions", { place: page.state.place });
  return html`<section class="panel">
    <header>
      <h2>${t("section.revisions")}</h2>
      ${placeField(page.state.place, (place) => go({ place }, true), t("place.all"))}
    </header>
    ${settle(load<{ revisions: Revision[] }>(url), url, (answer) => timeline(answer.revisions))}
  </section>`;
}

function day(revision: Revision): string {
  return revision.now.released ?? "";
}

function timeline(all: Revision[]): TemplateResult {
  if (all.length === 0) return empty(t("revisions.none"), t("revisions.none.advice"));
  const sorted = [...all].sort((a, b) => day(b).localeCompare(day(a)) || b.now.period.localeCompare(a.now.period));
  return html`<ol class="timeline">
    ${sorted.map(
      (each) => html`<li class=${each.kind}>
        <time>${day(each) || t("source.unreleased")}</time>
        <div>
          <p>
            <span class="tag">${code("revision", each.kind)}</span>
            ${each.now.place.name} ${periodName(each.now.period, page.state.lang)} ${each.now.indicator.name}
            ${code("measure", each.now.measure)}
          </p>
          <p>
            ${sourced(each.other, text(each.other))} <span aria-hidden="true">→</span>
            <span class="hidden">${t("revision.became")}</span> <b>${sourced(each.now, text(each.now))}</b>
          </p>
          <p class="muted">${each.other.source ?? ""} → ${each.now.source ?? ""}</p>
        </div>
      </li>`,
    )}
  </ol>`;
}
