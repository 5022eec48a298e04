/** Pieces that several screens use. */

import { h } from "./dom.js";
import { words } from "./words.js";

let ids = 0;

/** A name that no other element has, to tie labels and hints to fields. */
export const newName = (base) => `${base}-${(ids += 1)}`;

/** A field under its label, with an optional hint that screen readers hear too. */
export function field(label, control, hint = null) {
  control.id ||= newName("isian");
  const hintNode = hint && h("small.hint", { id: newName("petunjuk") }, hint);
  if (hintNode) control.setAttribute("aria-describedby", hintNode.id);
  return h("div.field", {}, h("label", { htmlFor: control.id }, label), hintNode, control);
}

/** A select of `[value, label]` pairs. */
export function select(pairs, chosen, attributes = {}) {
  return h("select", attributes, pairs.map(([value, label]) => (
    h("option", { value, selected: value === chosen }, label)
  )));
}

export const button = (label, onclick, kind = "") => h(`button${kind}`, { type: "button", onclick }, label);

/** Where a form says what went wrong or well; screen readers hear it. */
export function messageLine() {
  const line = h("p.line", { role: "status" });
  return {
    line,
    wrong(sentence) {
      line.className = "line wrong";
      line.textContent = sentence;
    },
    well(sentence) {
      line.className = "line well";
      line.textContent = sentence;
    },
    clear() {
      line.textContent = "";
    },
  };
}

/** Runs `action` with the button busy; a refusal becomes a sentence on `message`. Gives whether it went well. */
export async function working(pressed, message, action, busy = words.common.sending) {
  if (pressed.ariaDisabled === "true") return false;
  const label = pressed.textContent;
  pressed.ariaDisabled = "true"; // keeps the focus, which `disabled` would lose
  pressed.textContent = busy;
  message.clear();
  try {
    await action();
    return true;
  } catch (error) {
    message.wrong(error.message || words.errors.unknown);
    return false;
  } finally {
    pressed.ariaDisabled = null;
    pressed.textContent = label;
  }
}

/** A folded part of a page. */
export function folded(title, ...children) {
  return h("details.folded", {}, h("summary", {}, h("h2", {}, title)), h("div.folded-body", {}, children));
}

/** An empty, failed or vanished page: what happened, and a way on. */
export function stateBox(title, sentence, ...actions) {
  return h("div.state", {}, h("h1", { tabindex: "-1" }, title), h("p", {}, sentence), h("div.actions", {}, actions));
}

/** "1,2 MB" */
export function size(bytes) {
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${amount.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${unit}`;
}
