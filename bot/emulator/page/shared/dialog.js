/** Dialogs: a sentence to close, or a small form. Esc closes; the focus goes back to where it was. */

import { el } from "./dom.js";

/** Opens a modal dialog and returns it; it leaves the page when it closes. */
export function openDialog(title, ...children) {
  const id = `dialog-${crypto.randomUUID()}`;
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": id }, el("h2", { id }, title), children);
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Words that the reader has to close. */
export function alertDialog(title, text) {
  const close = el("button", { type: "button", class: "primary", autofocus: true }, "Mengerti");
  const dialog = openDialog(title, el("p", { class: "dialog-text" }, text), el("div", { class: "actions" }, close));
  close.addEventListener("click", () => dialog.close());
  close.focus();
  return dialog;
}

/**
 * A form with one button. `onSubmit(form)` may be async; it closes the dialog unless it throws: then the error's
 * sentence is shown and the fields stay.
 */
export function formDialog(title, submit, fields, onSubmit) {
  const error = el("p", { class: "error", role: "alert" });
  const cancel = el("button", { type: "button" }, "Batal");
  const form = el("form", { novalidate: true }, fields, error,
    el("div", { class: "actions" }, cancel, el("button", { type: "submit", class: "primary" }, submit)));
  const dialog = openDialog(title, form);
  cancel.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.textContent = "";
    try {
      await onSubmit(form);
      dialog.close();
    } catch (problem) {
      error.textContent = problem.message;
    }
  });
  form.querySelector("input, select")?.focus();
  return dialog;
}

/** A labelled text field for `formDialog`. */
export function field(label, props, hint = null) {
  return el("label", { class: "field" }, el("span", {}, label), el("input", { type: "text", autocomplete: "off", ...props }),
    hint && el("small", {}, hint));
}
