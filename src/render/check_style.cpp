#include "render/check_html.h"

namespace duibiao::render {

std::string_view check_style() {
  return R"css(
:root { color-scheme: light dark;
  --ink: #1f2733; --soft: #5f6b7a; --paper: #ffffff; --wash: #f5f7f9; --line: #dde2e8;
  --ok: #1a7f4b; --edge: #96650a; --bad: #b91c2c; --bad-wash: #fde9eb; --edge-wash: #fdf3dc;
  --use: #55749c; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e4e8ee; --soft: #9aa5b3; --paper: #15191f; --wash: #1e242c; --line: #333c47;
  --ok: #56c58b; --edge: #e0b052; --bad: #ff7b86; --bad-wash: #45202a; --edge-wash: #40351c;
  --use: #93b1d8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.8 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.page { max-width: 76rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
header { border-bottom: 1px solid var(--line); padding-bottom: 1rem; margin-bottom: 1.5rem; }
h1 { font-size: 1.35rem; line-height: 1.4; margin: 0 0 .4rem; overflow-wrap: anywhere; }
header p { margin: .2rem 0; color: var(--soft); font-size: .9rem; }
.legend > span { display: inline-block; margin-right: 1.2em; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; }
@media (min-width: 64rem) {
  .columns.two { grid-template-columns: minmax(0, 1fr) 24rem; gap: 3rem; } }
.draft { min-width: 0; max-width: 48rem; }
.draft h2, .draft h3, .draft h4 { line-height: 1.5; margin: 1.4em 0 .5em; }
.draft h2 { font-size: 1.2rem; } .draft h3 { font-size: 1.08rem; } .draft h4 { font-size: 1rem; }
.draft p, .draft h2, .draft h3, .draft h4, .table { position: relative;
  overflow-wrap: anywhere; }
.draft p { margin: 0 0 .8em; } .draft > :first-child { margin-top: 0; }
.draft .item { padding-left: 1.2em; } .draft .item::before { content: "•"; position: absolute;
  left: .2em; color: var(--soft); }
.draft .note { font-size: .88rem; color: var(--soft); }
.draft .code { font-family: ui-monospace, monospace; white-space: pre-wrap; }
.table { margin: 0 0 1.2em; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .92rem; line-height: 1.5; }
td, th { border: 1px solid var(--line); padding: .25em .6em; text-align: left;
  font-weight: inherit; } th { background: var(--wash); font-weight: 600; }
.f { color: inherit; text-decoration: none; border-bottom: 2px dotted var(--line);
  font-variant-numeric: tabular-nums; cursor: help; border-radius: 2px;
  white-space: nowrap; }
.f.ok { border-bottom: 1.5px solid var(--ok); }
.f.edge { border-bottom: 2px dashed var(--edge); background: var(--edge-wash); }
.f.bad { border-bottom: 3px double var(--bad); background: var(--bad-wash); color: var(--bad);
  font-weight: 600; }
.f sup::before, .ul sup::before { content: "\2060"; }
.f sup { font-size: .72em; line-height: 0; font-weight: 600; margin-left: .1em; }
.u { text-decoration: underline wavy var(--use) 1px; text-underline-offset: .3em; }
.ul { color: var(--use); text-decoration: none; cursor: help; border-radius: 2px; }
.ul sup { font-size: .72em; line-height: 0; font-weight: 600; margin: 0 .1em; }
.f:focus-visible, .ul:focus-visible, .cards a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.f:target, .ul:target, .cards li:target { background: var(--edge-wash); }
.tip { display: none; position: absolute; left: 0; z-index: 2; width: 100%; max-width: 36rem;
  margin-top: .2rem; padding: .6rem .8rem; background: var(--paper); color: var(--ink);
  border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
  font-size: .86rem; line-height: 1.6; font-weight: 400; white-space: normal; pointer-events: none; }
.f:hover > .tip, .f:focus > .tip, .ul:hover > .tip, .ul:focus > .tip { display: block; }
.tip > span { display: block; } .tip b { font-weight: 600; }
.tip .said { color: var(--soft); }
.row { display: grid !important; grid-template-columns: 4em minmax(0, 1fr); gap: .2em .6em; }
html:lang(en) .row { grid-template-columns: 5.2em minmax(0, 1fr); }
.row i { font-style: normal; color: var(--soft); }
.row.suggestion { font-weight: 600; }
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
@media (max-width: 40rem) { .page { padding: 1.2rem 1rem 3rem; } }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --wash: #f2f2f2; --line: #999;
    --ok: #1a7f4b; --edge: #7a5200; --bad: #a00; --bad-wash: #fff; --edge-wash: #fff;
    --use: #345; }
  body { font-size: 10.5pt; } .page { padding: 0; } .columns.two { display: block; }
  .tip { display: none !important; } .cards { margin-top: 1.5rem; } }
)css";
}

}  // namespace duibiao::render
