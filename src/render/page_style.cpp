#include "render/page_style.h"

#include "render/table.h"

namespace duibiao::render {

std::string_view page_style() {
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
.f:focus-visible, .ul:focus-visible, .cards a:focus-visible { outline: 2px solid currentColor;
  outline-offset: 2px; }
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
@media (max-width: 40rem) { .page { padding: 1.2rem 1rem 3rem; } }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --wash: #f2f2f2; --line: #999;
    --ok: #1a7f4b; --edge: #7a5200; --bad: #a00; --bad-wash: #fff; --edge-wash: #fff;
    --use: #345; }
  body { font-size: 10.5pt; } .page { padding: 0; }
  .tip { display: none !important; } }
)css";
}

std::string page_beginning(std::string_view title, Language language,
                           std::initializer_list<std::string_view> styles) {
  std::string out = language == Language::zh ? "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n"
                                             : "<!DOCTYPE html>\n<html lang=\"en\">\n";
  out +=
      "<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>";
  out += html_escaped(title);
  out += "</title>\n<style>";
  out += page_style();
  for (const std::string_view style : styles) out += style;
  out += "</style>\n</head>\n<body>\n<div class=\"page\">\n";
  return out;
}

std::string html_escaped(std::string_view text) {
  std::string out;
  const std::string shown = printable(text, true);
  out.reserve(shown.size());
  for (const char c : shown) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

}  // namespace duibiao::render
