#include "render/check_html.h"

namespace duibiao::render {

std::string_view check_style() {
  return R"css(
.legend > span { display: inline-block; margin-right: 1.2em; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; }
@media (min-width: 64rem) {
  .columns.two { grid-template-columns: minmax(0, 1fr) 24rem; gap: 3rem; } }
.f.ok { border-bottom: 1.5px solid var(--ok); }
.f.edge { border-bottom: 2px dashed var(--edge); background: var(--edge-wash); }
.f.bad { border-bottom: 3px double var(--bad); background: var(--bad-wash); color: var(--bad);
  font-weight: 600; }
.f sup::before, .ul sup::before { content: "\2060"; }
.f sup { font-size: .72em; line-height: 0; font-weight: 600; margin-left: .1em; }
.u { text-decoration: underline wavy var(--use) 1px; text-underline-offset: .3em; }
.ul { color: var(--use); text-decoration: none; cursor: help; border-radius: 2px; }
.ul sup { font-size: .72em; line-height: 0; font-weight: 600; margin: 0 .1em; }
.f:target, .ul:target, .cards li:target { background: var(--edge-wash); }
.cards { font-size: .9rem; line-height: 1.65; min-width: 0; }
.cards h2 { font-size: 1rem; margin: 0 0 .8rem; }
.cards ol { list-style: none; margin: 0 0 2rem; padding: 0; }
.cards li { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: 0 0 1.3rem;
  overflow-wrap: anywhere; break-inside: avoid; }
.cards li.bad { border-color: var(--bad); } .cards li.edge { border-color: var(--edge); }
.cards li.usage { border-left-color: var(--use); border-left-style: dotted; }
.cards .usage a { color: var(--use); } .cards li.ok { border-color: var(--ok); }
.cards li > p { margin: 0 0 .3rem; }
.cards a { color: inherit; font-weight: 700; } .cards .bad a { color: var(--bad); }
@media print { .columns.two { display: block; } .cards { margin-top: 1.5rem; } }
)css";
}

}  // namespace duibiao::render
