/** Tabs for narrow screens: one chat at a time, with a mark for what came meanwhile. */

import { el } from "../shared/dom.js";

export const narrow = matchMedia("(max-width: 899px)");

export class Tabs {
  /** `box` is the tab list. */
  constructor(box) {
    this.box = box;
    this.tabs = new Map();
    this.active = null;
    box.addEventListener("keydown", (event) => this.#key(event));
  }

  /** A tab for a column, before the tab of `before` if given. */
  add(column, before = null) {
    const count = el("span", { class: "unread", hidden: true });
    const tab = el("button", { type: "button", role: "tab", id: `tab-${column.id}`, "aria-controls": column.box.id,
      onclick: () => this.show(column.id) }, el("span", {}, column.title), count);
    this.tabs.set(column.id, { tab, count, column, unread: 0 });
    this.box.insertBefore(tab, this.tabs.get(before)?.tab ?? null);
    if (this.active === null) this.show(column.id);
    else this.#mark();
  }

  /** True when this chat can be seen right now. */
  isSeen(id) {
    return !document.hidden && (!narrow.matches || this.active === id);
  }

  show(id) {
    this.active = id;
    this.#setUnread(id, 0);
    this.#mark();
  }

  /** Something came into a chat that nobody is looking at. */
  missed(id) {
    this.#setUnread(id, this.tabs.get(id).unread + 1);
  }

  /** All messages that were missed. */
  get unread() {
    return [...this.tabs.values()].reduce((sum, { unread }) => sum + unread, 0);
  }

  /** The page came back into view. */
  seen() {
    for (const id of this.tabs.keys()) if (this.isSeen(id)) this.#setUnread(id, 0);
  }

  #setUnread(id, number) {
    const entry = this.tabs.get(id);
    entry.unread = number;
    entry.count.hidden = number === 0;
    entry.count.replaceChildren(String(number), el("span", { class: "sr-only" }, " belum dibaca"));
    document.title = this.unread ? `(${this.unread}) Bolehkah` : "Bolehkah";
  }

  #mark() {
    for (const [id, { tab, column }] of this.tabs) {
      tab.setAttribute("aria-selected", String(id === this.active));
      tab.tabIndex = id === this.active ? 0 : -1;
      column.box.classList.toggle("active", id === this.active);
    }
  }

  #key(event) {
    const all = [...this.box.children];
    const at = all.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const tab = all.at(next % all.length);
    tab.focus();
    tab.click();
  }
}
