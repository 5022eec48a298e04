/** Short words that pass by: the bot's answer to a press, or what went wrong. */

import { el } from "../shared/dom.js";

const SHORTEST = 3500;
const PER_LETTER = 60;

/** A place for toasts inside `parent`; returns `toast(text, {error})`. One at a time: the newest wins. */
export function toasts(parent) {
  const place = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
  parent.append(place);
  let timer = null;
  const hide = () => place.replaceChildren();
  place.addEventListener("click", hide);
  return (text, { error = false } = {}) => {
    clearTimeout(timer);
    place.replaceChildren(el("p", { class: error ? "toast error" : "toast" }, text));
    timer = setTimeout(hide, SHORTEST + text.length * PER_LETTER);
  };
}
