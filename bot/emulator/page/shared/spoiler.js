/** Hidden words that show when they are pressed. */

import { el } from "./dom.js";

/** The words are out of reach of screen readers and of a careless look until the reader asks for them. */
export function spoiler(children) {
  const words = el("span", { class: "spoiler-words", "aria-hidden": "true" }, children);
  const box = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Tampilkan teks tersembunyi" },
    words);
  const show = () => {
    box.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) box.removeAttribute(name);
    words.removeAttribute("aria-hidden");
  };
  box.addEventListener("click", show, { once: true });
  box.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && !box.classList.contains("shown")) {
      event.preventDefault();
      show();
    }
  });
  return box;
}
