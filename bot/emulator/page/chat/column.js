/** One chat on the screen: heading, messages, text field. What people do in it goes through here. */

import { el, iconButton } from "../shared/dom.js";
import { openMenu } from "../shared/menu.js";
import * as api from "./api.js";
import { chatActions } from "./chat_actions.js";
import { Composer } from "./composer.js";
import { heading } from "./heading.js";
import { Log } from "./log.js";
import { toasts } from "./toast.js";
import { replyKeys } from "./reply_keys.js";
import { serviceWords } from "./service.js";
import { welcome } from "./welcome.js";

export class Column {
  /** `place` is {id, title, group}; `world` tells the bot, the people and who is in a group. */
  constructor(place, world) {
    Object.assign(this, place, { world });
    this.actor = place.group ? world.membersOf(place.id)[0]?.id : place.id;
    this.state = { typing: null, blocked: false, started: true, keyboard: null };
    this.queue = Promise.resolve();
    this.log = new Log(this);
    this.composer = new Composer(this);
    this.more = iconButton("more", `Menu obrolan ${this.title}`, { "aria-haspopup": "menu", "aria-expanded": "false" });
    this.more.addEventListener("click", () => openMenu(this.more, chatActions(this)));
    this.heading = heading(this, this.more);
    this.welcome = el("div", { class: "welcome-box" });
    this.stopped = el("div", { class: "stopped", hidden: true });
    this.keys = el("div", { class: "reply-keys", hidden: true });
    const middle = el("div", { class: "middle" }, this.log.box, this.welcome, this.log.scroller.button);
    this.toast = toasts(middle);
    this.box = el("section", { class: "column", id: `obrolan-${this.id}`, "aria-label": this.title },
      this.heading.box, middle, this.stopped, this.keys, this.composer.box);
  }

  get bot() {
    return this.world.bot;
  }

  /** The bot, the people or the members changed. */
  refresh() {
    if (this.group && !this.world.membersOf(this.id).some(({ id }) => id === this.actor)) {
      this.actor = this.world.membersOf(this.id)[0]?.id;
    }
    this.heading.update();
    this.#showState();
  }

  /** Reads the whole chat; changes that come meanwhile are applied afterwards. */
  async load() {
    this.waiting = [];
    try {
      const view = await api.history(this.id);
      this.log.reset(view.messages);
      this.setState(view);
    } finally {
      const late = this.waiting;
      this.waiting = null;
      late.forEach((change) => this.apply(change));
    }
  }

  /** A change of the stream. True when it brought a new message of somebody else. */
  apply(change) {
    if (this.waiting) {
      this.waiting.push(change);
      return false;
    }
    if (change.state) this.setState(change.state);
    const fresh = change.message ? this.log.put(change.message) : false;
    this.#showWelcome();
    return fresh && !this.isOwn(change.message);
  }

  setState({ typing, blocked, started, keyboard }) {
    this.state = { typing, blocked, started, keyboard };
    this.heading.typing(typing);
    this.#showState();
  }

  isOwn(message) {
    return Boolean(message?.from) && message.from.id === this.actor;
  }

  /** The group is read and written as somebody else. */
  actAs(person) {
    this.actor = person;
    this.log.redraw();
  }

  /** Sends words at once, without the text field. */
  send(text) {
    this.say(text, null).catch((error) => this.fail(error));
  }

  start(payload = "") {
    return this.#inTurn(() => api.start(this.id, payload)).catch((error) => this.fail(error));
  }

  say(text, replyTo) {
    return this.#inTurn(() => api.say(this.id, this.actor, text, replyTo));
  }

  edit(message, text) {
    return this.#inTurn(() => api.edit(this.id, this.actor, message.id, text));
  }

  upload(file, kind, more = {}) {
    return this.#inTurn(() => api.upload(this.id, this.actor, kind, file, more));
  }

  /** A message that was sent from here, perhaps into another chat. */
  sentTo(id, message) {
    if (id === this.id) this.log.put(message);
    else this.toast(`Terkirim ke ${this.world.places().find((place) => place.id === id)?.title ?? "obrolan lain"}.`);
    this.#showWelcome();
  }

  /** Chats that the acting person can write in: their own and their groups. */
  places() {
    return this.world.places().filter(({ id, group }) => (group ? this.world.membersOf(id).some((m) => m.id === this.actor) : id === this.actor));
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Disalin.");
    } catch {
      this.toast("Peramban tidak mengizinkan menyalin.", { error: true });
    }
  }

  fail(error) {
    this.toast(error.message, { error: true });
  }

  // One after the other, so that two quick messages never change places.
  #inTurn(job) {
    const done = this.queue.then(job).then((answer) => {
      this.log.put(answer.message);
      this.#showWelcome();
    });
    this.queue = done.catch(() => {});
    return done;
  }

  #showWelcome() {
    const empty = [...this.log.messages.values()].every((message) => serviceWords(message, this) !== null);
    if (empty && !this.welcome.firstChild) this.welcome.append(welcome(this, this.world.profile));
    if (!empty) this.welcome.replaceChildren();
  }

  #showState() {
    const { blocked, keyboard } = this.state;
    const words = this.group ? "Bot tidak ada di grup ini." : "Anda memblokir bot ini. Bot tidak dapat menulis kepada Anda.";
    const undo = chatActions(this).find(({ undo: back }) => back);
    this.stopped.hidden = !blocked;
    this.stopped.replaceChildren(...(blocked ? [el("p", {}, words), el("button", { type: "button", class: "primary", onclick: undo.run }, undo.label)] : []));
    this.composer.box.hidden = blocked && !this.group;
    this.keys.hidden = !keyboard?.keyboard || blocked;
    this.keys.replaceChildren(...replyKeys(this, keyboard));
    this.#showWelcome();
  }
}
