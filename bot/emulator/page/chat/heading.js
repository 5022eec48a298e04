/** The heading of a chat: whose it is, whether the bot is writing, and in a group who is acting. */

import { el } from "../shared/dom.js";

const ACTIONS = { typing: "mengetik…", upload_photo: "mengirim foto…", upload_document: "mengirim berkas…" };
const TYPING_MS = 5500;

/** {box, update(), typing(action)} for a column; `more` is its menu button. */
export function heading(chat, more) {
  const under = el("p", { class: "under", "aria-live": "polite" });
  const chooser = el("select", { "aria-label": `Menulis di ${chat.title} sebagai` });
  const acting = chat.group && el("label", { class: "acting" }, el("span", { "aria-hidden": "true" }, "sebagai"), chooser);
  const box = el("header", { class: "heading" },
    el("span", { class: `avatar colour-${chat.group ? "group" : chat.id % 6}`, "aria-hidden": "true" }, [...chat.title][0] ?? "?"),
    el("div", { class: "heading-words" }, el("h2", {}, chat.title), under), acting, more);
  let timer = null;
  let words = "";

  const show = (text, busy) => {
    under.textContent = text;
    under.classList.toggle("typing", busy);
  };

  function update() {
    const names = chat.group ? chat.world.membersOf(chat.id).map(({ first_name: name }) => name) : [];
    words = chat.group ? [...names, chat.bot.first_name].join(", ") : `mengobrol dengan ${chat.bot.first_name}`;
    if (!under.classList.contains("typing")) show(words, false);
    if (!chat.group) return;
    chooser.replaceChildren(...chat.world.membersOf(chat.id).map(({ id, first_name: name }) => el("option", { value: id }, name)));
    chooser.value = String(chat.actor);
  }

  function typing(action) {
    clearTimeout(timer);
    show(action ? `${chat.bot.first_name} ${ACTIONS[action] ?? "sibuk…"}` : words, Boolean(action));
    if (action) timer = setTimeout(() => show(words, false), TYPING_MS);
  }

  chooser.addEventListener("change", () => chat.actAs(Number(chooser.value)));
  update();
  return { box, update, typing };
}
