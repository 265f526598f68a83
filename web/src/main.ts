import "./style/index.css";
import { render } from "lit-html";
import { onChange, onDenied } from "./api/cache";
import { Problem, speak } from "./api/client";
import { app, applyLanguage, applyTheme } from "./app";
import { onRedraw, page, redraw, returned } from "./page";
import { learnSession } from "./views/sign_in";

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
onDenied(() => {
  page.dialog = "sign-in";
  redraw();
});
window.addEventListener("popstate", returned);
// Charts hold the colours they were drawn with.
for (const query of ["(prefers-color-scheme: dark)", "print"]) matchMedia(query).addEventListener("change", redraw);
speak(page.state.lang);
applyTheme();
start();
draw();
