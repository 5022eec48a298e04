/** The messages of one chat in order, with the days between them. */

import { el } from "../shared/dom.js";
import { day, dayKey, iso } from "../shared/time.js";
import { messageView } from "./message.js";
import { Scroller } from "./scroller.js";

export class Log {
  /** `chat` is the column that the messages belong to. */
  constructor(chat) {
    this.chat = chat;
    this.messages = new Map();
    this.views = new Map();
    this.box = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0", "aria-label": `Pesan di ${chat.title}` });
    this.scroller = new Scroller(this.box);
  }

  /** Shows exactly these messages. */
  reset(messages) {
    this.box.setAttribute("aria-busy", "true");
    this.messages.clear();
    this.views.clear();
    const shown = messages.filter((message) => !message.deleted).sort((a, b) => a.created - b.created);
    for (const message of shown) this.messages.set(message.id, message);
    for (const message of shown) this.views.set(message.id, messageView(message, this.chat));
    this.box.replaceChildren(...this.views.values());
    this.#days();
    this.scroller.toEnd();
    this.box.removeAttribute("aria-busy");
  }

  /** Draws everything again, after the reader of a group became somebody else. */
  redraw() {
    this.reset([...this.messages.values()]);
  }

  /** A new, changed or deleted message. True when it is new. */
  put(message) {
    const known = this.messages.get(message.id);
    if (known && known.cursor >= message.cursor) return false;
    if (message.deleted) {
      this.#remove(message.id);
      return false;
    }
    const wasAtEnd = this.scroller.atEnd();
    this.messages.set(message.id, message);
    const view = messageView(message, this.chat);
    const old = this.views.get(message.id);
    this.views.set(message.id, view);
    if (old) this.#replace(old, view, wasAtEnd, known.html !== message.html);
    else this.#insert(message, view);
    this.#days();
    if (!old) this.scroller.added(view, this.chat.isOwn(message), wasAtEnd);
    return !old;
  }

  /** The newest own message with words, or undefined. */
  lastOwn() {
    return [...this.messages.values()].filter((m) => this.chat.isOwn(m) && m.text && !m.via_bot)
      .sort((a, b) => b.created - a.created)[0];
  }

  /** Brings a message into view and marks it for a moment. */
  reveal(id) {
    const view = this.views.get(id);
    if (!view) return;
    view.scrollIntoView({ block: "center" });
    view.classList.remove("marked");
    requestAnimationFrame(() => view.classList.add("marked"));
    view.focus({ preventScroll: true });
  }

  #insert(message, view) {
    let before = null;
    for (const [id, other] of this.views) {
      const at = this.messages.get(id).created;
      if (at > message.created && (!before || at < before.at)) before = { at, other };
    }
    this.box.insertBefore(view, before?.other ?? null);
  }

  #replace(old, view, wasAtEnd, reworded) {
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    if (old.querySelector(".fold.open")) {
      view.querySelector(".fold")?.dispatchEvent(new CustomEvent("fold:set", { detail: true }));
    }
    old.replaceWith(view);
    // The keyboard's place must survive an edit that a press of a button caused, but never slip to another button.
    if (focused !== null) {
      const same = [...view.querySelectorAll("button, a")].find((key) => key.textContent === focused && focused);
      (same ?? view).focus({ preventScroll: true });
    }
    const fits = view.offsetHeight <= this.box.clientHeight;
    if (wasAtEnd && (reworded || fits)) this.scroller.added(view, false, true);
  }

  #remove(id) {
    const view = this.views.get(id);
    this.messages.delete(id);
    this.views.delete(id);
    if (view?.contains(document.activeElement)) this.chat.composer.focus();
    view?.remove();
    this.#days();
  }

  #days() {
    for (const mark of this.box.querySelectorAll(".day")) mark.remove();
    let last = null;
    for (const view of [...this.box.children]) {
      const { date } = this.messages.get(Number(view.dataset.id));
      if (dayKey(date) !== last) view.before(el("div", { class: "day" }, el("time", { datetime: iso(date) }, day(date))));
      last = dayKey(date);
    }
  }
}
