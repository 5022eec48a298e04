/** Follows new messages to the end unless the reader looks at older ones; then a button tells how many came. */

import { el, icon } from "../shared/dom.js";

const NEAR = 90;
const PEEK = 12;

export class Scroller {
  /** `box` scrolls; `button` is shown over it while there is something below. */
  constructor(box) {
    this.box = box;
    this.count = 0;
    this.words = el("span", {});
    this.button = el("button", { type: "button", class: "to-end", hidden: true, onclick: () => this.toEnd() },
      this.words, icon("down"));
    box.addEventListener("scroll", () => this.#look(), { passive: true });
    this.following = true;
    // Pictures and folds change heights after the fact: stay at the end if that is where the reader was.
    const growth = new ResizeObserver(() => this.following && this.#jump(box.scrollHeight));
    growth.observe(box);
  }

  /** True when the end is in view. */
  atEnd() {
    return this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
  }

  /** After new content: `node` came last. Own messages and a reader at the end are followed; others counted. */
  added(node, own, wasAtEnd) {
    if (!own && !wasAtEnd) {
      this.count += 1;
      this.#show();
      return;
    }
    // A tall card is read from its top.
    const top = node.offsetTop - PEEK;
    const tall = node.offsetHeight > this.box.clientHeight;
    this.following = !tall;
    this.#jump(tall && !own ? top : this.box.scrollHeight);
  }

  toEnd() {
    this.count = 0;
    this.following = true;
    this.#jump(this.box.scrollHeight);
    this.#show();
  }

  #jump(top) {
    this.box.scrollTo({ top, behavior: "instant" });
  }

  #look() {
    this.following = this.atEnd();
    if (this.following) this.count = 0;
    this.#show();
  }

  #show() {
    this.button.hidden = this.atEnd();
    this.words.textContent = this.count ? `${this.count} pesan baru` : "";
    this.button.setAttribute("aria-label", this.count ? `${this.count} pesan baru, ke bawah` : "Ke pesan terakhir");
  }
}
