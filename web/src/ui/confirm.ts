import { html, render } from "lit-html";
import { t } from "../words";

/** Asks before what cannot be taken back. The browser's own dialog keeps focus inside, and Escape
 * means no. */
export function confirmed(question: string, yes: string): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", question);
  document.body.append(dialog);
  return new Promise((resolve) => {
    const close = (answer: boolean): void => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    render(
      html`<p>${question}</p>
        <div class="tools">
          <button @click=${() => close(false)}>${t("cancel")}</button>
          <button class="primary danger" @click=${() => close(true)}>${yes}</button>
        </div>`,
      dialog,
    );
    dialog.addEventListener("cancel", () => close(false));
    dialog.showModal();
  });
}
