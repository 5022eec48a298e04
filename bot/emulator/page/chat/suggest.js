/** A list of suggestions that is steered from a text field: arrows, Enter, Esc, or the pointer. */

import { el } from "../shared/dom.js";

let count = 0;

export class Suggest {
  /** `input` keeps the focus; `box` goes where the list should be shown. */
  constructor(input, label) {
    this.input = input;
    this.id = `saran-${(count += 1)}`;
    this.list = el("div", { class: "suggest-list", role: "listbox", id: this.id, tabindex: "0", "aria-label": label });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.note = el("p", { class: "suggest-note" });
    this.box = el("div", { class: "suggest", hidden: true }, this.list, this.note);
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-autocomplete", "list");
    this.options = [];
    this.at = -1;
  }

  get open() {
    return !this.box.hidden;
  }

  /** Shows options {title, text, pick}; `first` selects the first, `note` is a line below. */
  show(options, { first = false, note = "" } = {}) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, number) => this.#view(option, number)));
    this.list.hidden = options.length === 0;
    this.note.textContent = note;
    this.note.hidden = !note;
    this.box.hidden = options.length === 0 && !note;
    this.#select(first && options.length ? 0 : -1);
  }

  hide() {
    if (this.box.contains(document.activeElement)) this.input.focus();
    this.show([]);
  }

  /** True when the key was for the list. */
  key(event) {
    if (!this.open) return false;
    const last = this.options.length - 1;
    if (event.key === "Escape") this.hide();
    else if (last < 0) return false;
    else if (event.key === "ArrowDown") this.#select(this.at >= last ? 0 : this.at + 1);
    else if (event.key === "ArrowUp") this.#select(this.at <= 0 ? last : this.at - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0 && !event.shiftKey) this.options[this.at].pick(event.key);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #view(option, number) {
    const view = el("div", { class: "option", role: "option", id: `${this.id}-${number}`, "aria-selected": "false" },
      el("span", { class: "option-title" }, option.title), option.text && el("span", { class: "option-text" }, option.text));
    view.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    view.addEventListener("click", () => option.pick("Enter"));
    return view;
  }

  #select(number) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = number;
    const chosen = this.list.children[number];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    for (const field of [this.input, this.list]) {
      if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
      else field.removeAttribute("aria-activedescendant");
    }
  }
}
