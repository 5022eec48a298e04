/** One answer of the gallery: question, verdict, card, buttons, and the cards of its contexts. */

import { el } from "../shared/dom.js";
import { telegramHtml } from "../shared/telegram_html.js";

/** The article of an entry; its anchor is the entry's id. */
export function entryView(entry, group) {
  const heading = `judul-${entry.id}`;
  return el("article", { class: "entry", id: entry.id, "aria-labelledby": heading, "data-verdict": entry.verdict },
    el("header", {},
      el("p", { class: "entry-marks" }, badge(entry), !entry.reviewed && el("span", { class: "unreviewed" }, "belum ditinjau"),
        el("span", { class: "entry-group" }, group.name)),
      el("h3", { id: heading }, entry.title, " ",
        el("a", { class: "anchor", href: `#${entry.id}`, "aria-label": `Tautan ke ${entry.title}` }, "#")),
      el("p", { class: "question" }, entry.question)),
    entry.ask_html && labelled("Bila keadaannya belum disebut, bot bertanya dulu", cardView(entry.ask_html, askButtons(entry))),
    entry.ask_html ? labelled("Jawaban umum", cardView(entry.html, entry.buttons)) : cardView(entry.html, entry.buttons),
    contexts(entry));
}

/** A message as a bubble with its buttons, which do nothing here. */
export function cardView(html, buttons = []) {
  const words = el("div", { class: "words" });
  words.append(telegramHtml(html));
  const row = (texts) => el("div", { class: "button-row" }, texts.map((text) => el("span", { class: "key" }, text)));
  return el("div", { class: "card" }, words, buttons.length > 0 && el("div", { class: "buttons" }, buttons.map(row)));
}

/** The verdict as sign and words. */
export function badge({ sign, label, verdict }) {
  return el("span", { class: "badge", "data-verdict": verdict }, el("span", { "aria-hidden": "true" }, sign), ` ${label}`);
}

function askButtons(entry) {
  return [...entry.contexts.map(({ label }) => [label]), ["Jawaban umum", "Bukan ini"]];
}

function labelled(title, card) {
  return el("section", {}, el("h4", {}, title), card);
}

function contexts(entry) {
  if (entry.contexts.length === 0) return null;
  const usual = foldOf(telegramHtml(entry.html))?.textContent;
  return el("div", { class: "contexts" }, el("h4", {}, "Menurut keadaan"), entry.contexts.map(({ label, html }) => {
    const card = cardView(html);
    const fold = foldOf(card);
    if (fold && fold.textContent === usual) fold.replaceWith(el("p", { class: "same" }, "Rinciannya sama dengan kartu di atas."));
    return el("details", {}, el("summary", {}, label), card);
  }));
}

const foldOf = (node) => node.querySelector(".fold");
