/** The bar over the text field: what is being answered, changed or attached. */

import { el, icon, iconButton } from "../shared/dom.js";
import { size } from "../shared/time.js";
import { gist } from "./message.js";

/** At most one of reply, edit and file at a time, except that a file may be a reply. */
export class Draft {
  constructor(onCancel) {
    this.bar = el("div", { class: "draft", hidden: true });
    this.onCancel = onCancel;
    this.clear();
  }

  get active() {
    return Boolean(this.replyTo || this.editing || this.file);
  }

  clear() {
    this.replyTo = null;
    this.editing = null;
    this.file = null;
    this.#show();
  }

  reply(message) {
    this.editing = null;
    this.replyTo = message;
    this.#show();
  }

  edit(message) {
    this.replyTo = null;
    this.file = null;
    this.editing = message;
    this.#show();
  }

  attach(file, kind) {
    this.editing = null;
    this.file = { file, kind };
    this.#show();
  }

  #show() {
    const lines = [];
    if (this.replyTo) lines.push(["reply", `Membalas ${this.replyTo.from.name}`, gist(this.replyTo)]);
    if (this.editing) lines.push(["edit", "Mengubah pesan", gist(this.editing)]);
    if (this.file) {
      const { file, kind } = this.file;
      lines.push([kind === "photo" ? "photo" : "file", file.name, size(file.size)]);
    }
    this.bar.hidden = lines.length === 0;
    this.bar.replaceChildren(
      el("div", { class: "draft-lines" }, lines.map(([sign, title, text]) => el("p", {}, icon(sign),
        el("span", {}, el("b", {}, title), el("span", {}, text))))),
      iconButton("close", "Batalkan", { onclick: () => this.onCancel() }));
  }
}
