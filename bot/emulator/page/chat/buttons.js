/** Buttons under a message, row by row as the bot gave them. */

import { alertDialog } from "../shared/dialog.js";
import { el, icon } from "../shared/dom.js";
import * as api from "./api.js";
import { openShare } from "./share.js";

const SIGNS = { url: "out", copy_text: "copy", switch_inline_query: "share", switch_inline_query_chosen_chat: "share" };

/** The rows, or null when there are none. */
export function buttonRows(message, chat) {
  if (message.buttons.length === 0) return null;
  const row = (buttons) => el("div", { class: "button-row" }, buttons.map((button) => view(button, message, chat)));
  return el("div", { class: "buttons", role: "group", "aria-label": "Tombol pesan ini" }, message.buttons.map(row));
}

function view(button, message, chat) {
  const sign = SIGNS[button.kind] && icon(SIGNS[button.kind]);
  if (button.kind === "url" && /^https?:\/\//i.test(button.value)) {
    const link = { class: "key", href: button.value, target: "_blank", rel: "noopener noreferrer" };
    return el("a", link, el("span", {}, button.text), sign);
  }
  const key = el("button", { type: "button", class: "key" }, el("span", {}, button.text), sign);
  key.addEventListener("click", () => press(key, button, message, chat));
  return key;
}

function press(key, button, message, chat) {
  switch (button.kind) {
    case "callback":
      return ask(key, button, message, chat);
    case "copy_text":
      return chat.copy(button.value.text);
    case "switch_inline_query_current_chat":
      return chat.composer.put(`@${chat.bot.username} ${button.value}`);
    case "switch_inline_query":
      return openShare(chat, button.value);
    case "switch_inline_query_chosen_chat":
      return openShare(chat, button.value.query ?? "");
    default:
      return chat.toast("Tombol jenis ini tidak ada di peragaan.", { error: true });
  }
}

async function ask(key, button, message, chat) {
  if (key.getAttribute("aria-busy") === "true") return;
  key.setAttribute("aria-busy", "true");
  try {
    const pressed = { text: button.text, data: button.value, message: message.id };
    const { status, answer } = await api.tap(chat.id, chat.actor, pressed);
    if (status === "pending") chat.toast("Bot belum menjawab tombol itu.", { error: true });
    else if (answer?.text && answer.show_alert) alertDialog(chat.bot.first_name, answer.text);
    else if (answer?.text) chat.toast(answer.text);
  } catch (error) {
    chat.fail(error);
  } finally {
    key.removeAttribute("aria-busy");
  }
}
