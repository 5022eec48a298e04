/** Quotes. An expandable one shows three lines and a button for the rest, when there is a rest. */

import { el } from "./dom.js";

let count = 0;

/** A quote with these children; `expandable` folds it. Without room to measure (not shown yet) it waits. */
export function quote(children, expandable) {
  if (!expandable) return el("blockquote", {}, children);
  const id = `kutipan-${(count += 1)}`;
  const body = el("div", { class: "fold-body", id }, children);
  const button = el("button", { type: "button", class: "fold-button", "aria-controls": id, "aria-expanded": "false" },
    "Tampilkan");
  const fold = el("blockquote", { class: "fold" }, body, button);
  const set = (open) => {
    fold.classList.toggle("open", open);
    button.textContent = open ? "Sembunyikan" : "Tampilkan";
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => {
    const opening = !fold.classList.contains("open");
    set(opening);
    if (!opening) fold.scrollIntoView({ block: "nearest" });
  });
  // A link inside the folded part that is reached with Tab must be seen.
  body.addEventListener("focusin", () => set(true));
  fold.addEventListener("fold:set", (event) => set(event.detail));
  new ResizeObserver(() => {
    if (!fold.classList.contains("open")) {
      fold.classList.toggle("short", body.scrollHeight <= body.clientHeight + 2);
    }
  }).observe(body);
  return fold;
}

/** Opens or folds every quote inside `root`. */
export function setFolds(root, open) {
  for (const fold of root.querySelectorAll(".fold")) fold.dispatchEvent(new CustomEvent("fold:set", { detail: open }));
}
