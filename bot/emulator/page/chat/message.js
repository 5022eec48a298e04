/** One message as a bubble. */

import { el, iconButton } from "../shared/dom.js";
import { openMenu } from "../shared/menu.js";
import { telegramHtml } from "../shared/telegram_html.js";
import { clock, full, iso } from "../shared/time.js";
import { buttonRows } from "./buttons.js";
import { media } from "./media.js";
import { serviceWords } from "./service.js";

const COLOURS = 6;

/** The element of a message in a chat; rebuilt whenever the message changes. */
export function messageView(message, chat) {
  const words = serviceWords(message, chat);
  if (words) return el("article", { class: "service", "data-id": message.id, tabindex: "-1" }, words);
  const own = chat.isOwn(message);
  const body = el("div", { class: "words" });
  body.append(telegramHtml(message.html, { onCommand: (text) => chat.send(text) }));
  const bare = message.kind === "sticker";
  const bubble = el("div", { class: bare ? "bubble bare" : "bubble" },
    sender(message, chat, own), repliedTo(message, chat), media(message), message.text && body, meta(message, chat),
    reactions(message));
  const classes = ["message", own ? "own" : "theirs", message.protected && "protected"].filter(Boolean);
  return el("article", { class: classes.join(" "), "data-id": message.id, tabindex: "-1" },
    el("div", { class: "line" }, bubble, more(message, chat, own)), buttonRows(message, chat));
}

/** The first words of a message, for replies and lists. */
export function gist(message) {
  const kinds = { photo: "Foto", document: "Berkas", sticker: "Stiker", voice: "Pesan suara" };
  return message.text.slice(0, 120) || kinds[message.kind] || "Pesan";
}

function sender(message, chat, own) {
  const name = own ? "Anda" : message.from.name;
  if (!chat.group || own) return el("span", { class: "sr-only" }, `${name}: `);
  const colour = message.from.is_bot ? "bot" : message.from.id % COLOURS;
  return el("div", { class: `sender colour-${colour}` }, name);
}

function repliedTo(message, chat) {
  if (message.reply_to === null) return null;
  const target = chat.log.messages.get(message.reply_to);
  if (!target) return el("div", { class: "reply gone" }, "Pesan yang dibalas sudah tidak ada");
  return el("button", { type: "button", class: "reply", onclick: () => chat.log.reveal(target.id) },
    el("span", { class: "reply-name" }, chat.isOwn(target) ? "Anda" : target.from.name),
    el("span", { class: "reply-text" }, gist(target)));
}

function meta(message, chat) {
  const marks = [
    message.via_bot && el("span", {}, `melalui @${chat.bot.username}`),
    message.protected && el("span", { title: "Tidak dapat disalin atau diteruskan" }, "dilindungi"),
    message.edit_date && el("span", { title: full(message.edit_date) }, "diubah"),
    el("time", { datetime: iso(message.date), title: full(message.date) }, clock(message.date)),
  ];
  return el("div", { class: "meta" }, marks);
}

function reactions(message) {
  const given = message.reactions.filter(Boolean);
  return given.length > 0 && el("div", { class: "reactions", "aria-label": "Tanggapan" }, given.map((sign) => el("span", {}, sign)));
}

function more(message, chat, own) {
  const button = iconButton("more", "Tindakan pesan", { class: "message-more", "aria-haspopup": "menu", "aria-expanded": "false" });
  button.addEventListener("click", () => {
    const items = [{ label: "Balas", icon: "reply", run: () => chat.composer.reply(message) }];
    if (own && message.text && !message.via_bot) {
      items.push({ label: "Ubah", icon: "edit", run: () => chat.composer.edit(message) });
    }
    if (message.text && !message.protected) {
      items.push({ label: "Salin tulisan", icon: "copy", run: () => chat.copy(message.text) });
    }
    openMenu(button, items);
  });
  return button;
}
