import { html, nothing, type TemplateResult } from "lit-html";
import type { Checked, Finding, Range, Usage } from "../api/check_types";
import { bound } from "../base/decimal";
import { nameIn, page, redraw } from "../page";
import { unitAsSent } from "../base/units";
import { sourced, text } from "../ui/figures";
import { periodName } from "../base/period";
import { code, t } from "../words";
import { apply, draft } from "./check_state";

/** The findings, worst first as the server gave them, each with what it rests on. */
export function findings(checked: Checked): TemplateResult {
  const { summary } = checked;
  return html`
    <dl class="summary">
      ${count("claims", summary.claims)} ${count("consistent", summary.consistent)}
      ${count("edge", summary.edge)} ${count("inconsistent", summary.inconsistent)}
      ${count("not_checkable", summary.not_checkable)}
    </dl>
    ${checked.findings.length === 0 && checked.usage.length === 0
      ? html`<p class="clean">${summary.checked > 0 ? t("check.clean", { n: summary.checked }) : t("check.nothing")}</p>`
      : nothing}
    <ol class="findings">
      ${checked.findings.map((finding, index) => one(finding, index, checked))}
      ${checked.usage.map(usage)}
    </ol>
    ${unchecked(checked)}
    ${checked.remarks.map((remark) => html`<p class="hint">${nameIn("message" in remark ? remark.message : remark, "")}</p>`)}
  `;
}

function count(kind: "claims" | "consistent" | "edge" | "inconsistent" | "not_checkable", number: number): TemplateResult {
  return html`<div class=${kind}><dt>${t(`summary.${kind}`)}</dt><dd>${number}</dd></div>`;
}

function one(finding: Finding, index: number, checked: Checked): TemplateResult {
  const suspect = checked.claims.find((claim) => claim.id === finding.claims[0]);
  const open = draft.chosen === index;
  const fresh = draft.text === draft.checkedText;
  const { suggestion } = finding;
  return html`<li class="finding ${finding.verdict} ${finding.severity}">
    <button
      class="finding-head"
      aria-expanded=${open ? "true" : "false"}
      @click=${() => {
        draft.chosen = open ? null : index;
        redraw();
        if (!open) reveal(finding.claims[0]);
      }}
    >
      <mark class=${finding.verdict}>${suspect?.text ?? ""}</mark>
      <span>${code("relation", finding.relation)}</span>
      ${finding.severity === "high" ? html`<span class="tag">${t("severity.high")}</span>` : nothing}
    </button>
    <p>${nameIn(finding.message, "")}</p>
    ${suggestion
      ? html`<p class="suggestion">
          <button class="primary" ?disabled=${!fresh} @click=${() => apply(suggestion.span, suggestion.replacement)}>
            ${t("check.apply", { text: suggestion.replacement })}
          </button>
          <span class="muted">${nameIn(suggestion.why, "")}</span>
        </p>`
      : nothing}
    ${open ? grounds(finding) : nothing}
  </li>`;
}

function grounds(finding: Finding): TemplateResult {
  return html`<dl class="grounds">
    <div><dt>${t("check.formula")}</dt><dd>${nameIn(finding.formula, "")}</dd></div>
    ${range(t("check.printed"), finding.printed, finding.unit)}
    ${range(t("check.computed"), finding.computed, finding.unit)}
    ${finding.evidence.length > 0
      ? html`<div>
          <dt>${t("check.evidence")}</dt>
          <dd>
            <ul class="inputs">
              ${finding.evidence.map(
                (figure) => html`<li>
                  <span>
                    ${figure.place.name} ${periodName(figure.period, page.state.lang)} ${figure.indicator.name}
                    ${code("measure", figure.measure)}${figure.superseded ? t("check.superseded") : nothing}
                    <small class="muted">${figure.source}</small>
                  </span>
                  ${sourced(figure, text(figure))}
                </li>`,
              )}
            </ul>
          </dd>
        </div>`
      : nothing}
    ${finding.also.length > 0
      ? html`<div><dt>${t("check.also")}</dt><dd>${finding.also.map((each) => code("relation", each)).join(t("comma"))}</dd></div>`
      : nothing}
  </dl>`;
}

function range(name: string, given: Range | null, unit: string): TemplateResult | typeof nothing {
  if (!given) return nothing;
  const low = given.low === null ? "−∞" : bound(given.low, "low");
  const high = given.high === null ? "∞" : bound(given.high, "high");
  return html`<div><dt>${name}</dt><dd class="range">[${low}, ${high}] ${unitAsSent(unit, page.state.lang)}</dd></div>`;
}

function usage(each: Usage): TemplateResult {
  const { replacement } = each;
  return html`<li class="finding usage">
    <p><mark class="usage">${each.text}</mark> ${nameIn(each.message, "")}</p>
    ${replacement === null
      ? nothing
      : html`<p class="suggestion">
          <button ?disabled=${draft.text !== draft.checkedText} @click=${() => apply(each.span, replacement)}>
            ${t("check.apply", { text: replacement })}
          </button>
        </p>`}
  </li>`;
}

/** What was not judged is said, with the reason: silence is no approval. */
function unchecked(checked: Checked): TemplateResult | typeof nothing {
  const open = checked.claims.filter((claim) => claim.verdict === "not_checkable");
  if (open.length === 0) return nothing;
  return html`<details class="behind">
    <summary>${t("check.unchecked", { n: open.length })}</summary>
    <ul class="inputs">
      ${open.map((claim) => html`<li><mark class="not_checkable">${claim.text}</mark><span class="muted">${nameIn(claim.reason ?? undefined, "")}</span></li>`)}
    </ul>
  </details>`;
}

function reveal(claim: number | undefined): void {
  requestAnimationFrame(() => {
    document.querySelector(`.mirror [data-claim="${claim}"]`)?.scrollIntoView({ block: "nearest" });
  });
}
