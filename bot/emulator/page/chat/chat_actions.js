/** The menu of a chat: deep links, blocking, and the bot's place in a group. */

import { field, formDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import * as api from "./api.js";
import { RequestError } from "./errors.js";

/** Items for `openMenu`; the one with `undo` leads out of the blocked state. */
export function chatActions(chat) {
  const run = (job) => () => job().catch((error) => chat.fail(error));
  const { blocked } = chat.state;
  if (chat.group) {
    const status = blocked ? "member" : "left";
    const label = blocked ? "Masukkan bot" : "Keluarkan bot";
    return [{ label, icon: "block", undo: blocked, run: run(() => api.setBotInGroup(chat.id, status, chat.actor)) }];
  }
  return [
    { label: "Buka tautan topik", icon: "link", run: () => openLink(chat) },
    { label: blocked ? "Buka blokir" : "Blokir bot", icon: "block", undo: blocked, run: run(() => api.setBlocked(chat.id, !blocked)) },
  ];
}

/** `t.me/<bot>?start=<topic>` as if the link had been pressed. */
async function openLink(chat) {
  const topics = el("datalist", { id: `topik-${chat.id}` });
  const input = field("Kode topik", { name: "payload", list: topics.id, maxlength: "64", placeholder: "medsos-like", spellcheck: "false" },
    `Seperti menekan t.me/${chat.bot.username}?start=…; kosong berarti Mulai.`);
  formDialog("Buka tautan topik", "Buka", [input, topics], async (form) => {
    const payload = form.payload.value.trim();
    if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) throw new RequestError("payload_invalid");
    await chat.start(payload);
  });
  try {
    const { groups } = await (await fetch("/galeri/data.json")).json();
    const entries = groups.flatMap((group) => group.entries);
    topics.append(...entries.map(({ id, title }) => el("option", { value: id }, title)));
  } catch {
    // without the gallery the code is typed by hand
  }
}
