import "./style/index.css";
import { render } from "lit-html";
import { onChange } from "./api/cache";
import { onRefusal, Problem, speak } from "./api/client";
import { app, applyLanguage, applyTheme } from "./app";
import { onRedraw, page, redraw, returned } from "./page";
import { learnSession, refused } from "./views/sign_in";

const root = document.getElementById("app");
if (!root) throw new Error("no #app");

/** A failure before anything could be asked: shown in place of the view. */
let unreachable: Problem | null = null;

function draw(): void {
  applyLanguage();
  if (root) render(app(unreachable, start), root);
}

function start(): void {
  unreachable = null;
  learnSession().catch((error: unknown) => {
    unreachable = error instanceof Problem ? error : new Problem(0, "", String(error), "");
    redraw();
  });
}

onRedraw(draw);
onChange(redraw);
onRefusal((status) => void refused(status).catch(() => {}));
window.addEventListener("popstate", returned);
// Charts hold the colours they were drawn with.
for (const query of ["(prefers-color-scheme: dark)", "print"]) matchMedia(query).addEventListener("change", redraw);
speak(page.state.lang);
applyTheme();
start();
draw();
