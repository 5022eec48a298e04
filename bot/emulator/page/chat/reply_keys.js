/** The keyboard that a bot puts in place of the person's own: pressing a key writes its words. */

import { el } from "../shared/dom.js";
import * as api from "./api.js";

/** Rows of keys; none without a keyboard. */
export function replyKeys(chat, keyboard) {
  const press = (text) => api.tap(chat.id, chat.actor, { text }).catch((error) => chat.fail(error));
  const key = ({ text }) => el("button", { type: "button", class: "key", onclick: () => press(text) }, text);
  return (keyboard?.keyboard ?? []).map((row) => el("div", { class: "button-row" }, row.map(key)));
}
