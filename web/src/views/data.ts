import { html, type TemplateResult } from "lit-html";
import { may, page } from "../page";
import { segments } from "../ui/fields";
import { empty } from "../ui/states";
import { t } from "../words";
import { accounts } from "./accounts";
import { batches, log } from "./batches";
import { heldRows } from "./held";
import { importing } from "./importing";
import { revisions } from "./revisions";

const sections = ["import", "held", "batches", "revisions", "log", "accounts"] as const;
type Section = (typeof sections)[number];

/** What a role cannot use it need not see. */
function allowed(section: Section): boolean {
  if (section === "log") return may("administrator");
  if (section === "accounts") return page.session?.user !== null;
  return section === "revisions" || may("analyst");
}

export function dataView(): TemplateResult {
  const open = sections.filter(allowed);
  const wanted = page.state.section as Section;
  const section = sections.includes(wanted) ? wanted : "import";
  return html`
    <header class="view-title">
      <h1>${t("view.data")}</h1>
      <p>${t("data.lead")}</p>
    </header>
    <div class="switches">
      ${segments(
        t("data.sections"),
        section,
        open.map((value) => ({ value, text: t(`section.${value}`) })),
        (value) => ({ section: value }),
      )}
    </div>
    ${allowed(section) ? show(section) : empty(t("data.forbidden"), t("data.forbidden.advice"))}
  `;
}

function show(section: Section): TemplateResult {
  switch (section) {
    case "held":
      return heldRows();
    case "batches":
      return batches();
    case "revisions":
      return revisions();
    case "log":
      return log();
    case "accounts":
      return accounts();
    default:
      return importing();
  }
}
