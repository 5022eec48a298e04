/** What an empty chat shows: who the bot is, the Start button, and questions to begin with. */

import { el } from "../shared/dom.js";

const QUESTIONS = [
  "Boleh gak like postingan caleg?",
  "Bolehkah ASN memakai kaus partai?",
  "Foto bareng calon sambil angkat jari",
  "Istri saya caleg, boleh ikut kampanye?",
  "Datang ke kampanye tapi cuma diam",
  "Pasang stiker calon di motor pribadi",
];
const IN_GROUP = ["boleh like foto calon?", "PPPK boleh jadi timses?", "hadir arisan yang didatangi caleg"];

/** The welcome of a chat; it goes as soon as there is a message. */
export function welcome(chat, profile) {
  const questions = chat.group ? IN_GROUP.map((words) => `@${chat.bot.username} ${words}`) : QUESTIONS;
  const start = el("button", { type: "button", class: "primary", onclick: () => chat.start() }, "Mulai");
  const chips = questions.map((words) => el("button", { type: "button", class: "chip", onclick: () => chat.send(words) }, words));
  const words = chat.group
    ? `Di grup, bot hanya membaca pesan yang menyebut @${chat.bot.username}, membalasnya, atau memakai perintah.`
    : profile.description || `Ini obrolan ${chat.title} dengan ${chat.bot.first_name}.`;
  return el("div", { class: "welcome" }, el("img", { src: "/logo.svg", alt: "", width: "56", height: "56" }),
    el("h3", {}, chat.group ? chat.title : chat.bot.first_name), el("p", {}, words), !chat.group && start,
    el("p", { class: "hint" }, "Atau coba salah satu:"), el("div", { class: "chips" }, chips));
}
