/** The text field of a chat: writing, answering, changing, attaching, commands and inline queries. */

import { el, iconButton } from "../shared/dom.js";
import { check, openAttachMenu } from "./attach.js";
import { commandOptions, commandStart } from "./commands.js";
import { Draft } from "./draft.js";
import { InlineSearch, inlineWords } from "./inline.js";
import { lengthWords } from "./length.js";
import { Suggest } from "./suggest.js";

export class Composer {
  /** `chat` sends: see Column. */
  constructor(chat) {
    this.chat = chat;
    this.draft = new Draft(() => this.cancel());
    this.input = el("textarea", { class: "input", rows: "1", placeholder: "Tulis pertanyaan",
      "aria-label": `Tulis di ${chat.title}`, autocomplete: "off", enterkeyhint: "send" });
    this.problem = el("p", { class: "problem", role: "alert" });
    this.counter = el("span", { class: "counter", "aria-hidden": "true" });
    this.suggest = new Suggest(this.input, "Saran");
    this.search = new InlineSearch(chat, this.suggest, {
      target: () => chat.id,
      onSent: (message, id) => {
        this.put("");
        chat.sentTo(id, message);
      },
      note: "Pilih dengan panah lalu Enter. Enter saja mengirim tulisan ini apa adanya.",
    });
    const plus = iconButton("plus", "Lampirkan", { "aria-haspopup": "menu", "aria-expanded": "false" });
    plus.addEventListener("click", () => this.#attach(plus));
    const slash = iconButton("slash", "Perintah bot", { onclick: () => this.put("/") });
    const send = iconButton("send", "Kirim", { class: "send", onclick: () => this.submit() });
    this.box = el("div", { class: "composer" }, this.suggest.box, this.draft.bar, this.problem,
      el("div", { class: "composer-row" }, plus, slash, el("div", { class: "input-box" }, this.input, this.counter), send));
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("paste", (event) => this.#paste(event));
    this.input.addEventListener("blur", () => !this.input.value && this.suggest.hide());
  }

  focus() {
    this.input.focus();
  }

  /** Replaces what is in the field. */
  put(text) {
    this.input.value = text;
    this.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.#typed();
  }

  reply(message) {
    if (this.draft.editing) this.put("");
    this.draft.reply(message);
    this.focus();
  }

  edit(message) {
    this.draft.edit(message);
    this.put(message.text);
  }

  cancel() {
    const wasEditing = this.draft.editing;
    this.draft.clear();
    if (wasEditing) this.put("");
    else this.focus();
    this.#typed();
  }

  /** Sends what is in the field; what the emulator refuses comes back into it. */
  async submit() {
    const text = this.input.value.trim();
    const { replyTo, editing, file } = this.draft;
    this.#check();
    if (lengthWords(text, Boolean(file)).tooLong || (!text && !file)) return this.focus();
    this.draft.clear();
    this.put("");
    try {
      if (editing) await this.chat.edit(editing, text);
      else if (file) await this.chat.upload(file.file, file.kind, { caption: text, replyTo: replyTo?.id ?? null });
      else await this.chat.say(text, replyTo?.id ?? null);
    } catch (error) {
      if (!this.input.value && !this.draft.active) {
        this.put(text);
        if (editing) this.draft.edit(editing);
        if (replyTo) this.draft.reply(replyTo);
        if (file) this.draft.attach(file.file, file.kind);
      }
      this.problem.textContent = error.message;
    }
  }

  #check() {
    const { counter, sentence } = lengthWords(this.input.value.trim(), Boolean(this.draft.file));
    this.counter.textContent = counter;
    this.counter.classList.toggle("over", Boolean(sentence));
    this.problem.textContent = sentence;
    this.input.toggleAttribute("aria-invalid", Boolean(sentence));
  }

  async #typed() {
    this.#grow();
    this.#check();
    this.search.stop();
    const text = this.input.value;
    const start = commandStart(text);
    const words = inlineWords(text, this.chat.bot);
    if (start !== null && !this.draft.active) return this.#suggestCommands(start);
    if (words !== null && !this.draft.active) return this.search.ask(words);
    return this.suggest.hide();
  }

  async #suggestCommands(start) {
    try {
      const options = await commandOptions(this.chat, start);
      if (commandStart(this.input.value) !== start) return;
      this.suggest.show(options, { first: start !== "", note: options.length || start ? "" : "Bot ini belum menerbitkan perintah." });
    } catch (error) {
      this.suggest.show([], { note: error.message });
    }
  }

  #grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
  }

  #key(event) {
    if (event.isComposing || this.suggest.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.draft.active) {
      this.cancel();
    } else if (event.key === "ArrowUp" && !this.input.value && !this.draft.active) {
      const last = this.chat.log.lastOwn();
      if (!last) return;
      event.preventDefault();
      this.edit(last);
    }
  }

  #paste(event) {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    this.#take(file, file.type.startsWith("image/") ? "photo" : "document");
  }

  #take(file, kind) {
    check(file, kind, (taken) => this.draft.attach(taken, kind), (error) => this.chat.fail(error));
    this.focus();
    this.#typed();
  }

  #attach(anchor) {
    openAttachMenu(anchor, {
      onFile: (file, kind) => this.#take(file, kind),
      onSample: (file, kind) => this.chat.upload(file, kind).catch((error) => this.chat.fail(error)),
      onError: (error) => this.chat.fail(error),
    });
  }
}
