/** Telegram's HTML -> DOM nodes. Parsed in an inert document and rebuilt from a list of known tags. */

import { el } from "./dom.js";
import { quote } from "./quote.js";
import { spoiler } from "./spoiler.js";

const SAME = { b: "b", strong: "b", i: "i", em: "i", u: "u", ins: "u", s: "s", strike: "s", del: "s", code: "code", pre: "pre" };
const DEEPEST = 100;

/**
 * A fragment with the words and styles of `html`. Unknown tags lose their tag and keep their words; links lead to
 * http and https only. `onCommand(text)` makes /commands pressable; without it they are plain words.
 */
export function telegramHtml(html, { onCommand = null } = {}) {
  const parsed = new DOMParser().parseFromString(`<!doctype html><body><div>${html}</div>`, "text/html");
  const fragment = document.createDocumentFragment();
  for (const child of parsed.body.childNodes) fragment.append(...rebuilt(child.childNodes, onCommand, 0));
  return fragment;
}

/** The words alone. */
export function plainText(html) {
  return telegramHtml(html).textContent;
}

function rebuilt(nodes, onCommand, depth) {
  return [...nodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "script" || node.localName === "style") return [];
    if (depth >= DEEPEST) return [node.textContent];
    return element(node, rebuilt(node.childNodes, onCommand, depth + 1), onCommand);
  });
}

function element(node, children, onCommand) {
  const tag = node.localName;
  if (tag in SAME) return [el(SAME[tag], {}, children)];
  if (tag === "a") return [link(node.getAttribute("href") ?? "", children)];
  if (tag === "blockquote") return [quote(children, node.hasAttribute("expandable"))];
  if (tag === "tg-spoiler") return [spoiler(children)];
  if (tag === "br") return ["\n"];
  if (tag === "span" && node.classList.contains("tg-spoiler")) return [spoiler(children)];
  if (tag === "span" && node.classList.contains("bot_command")) return [command(node.textContent, onCommand)];
  if (tag === "span" && node.matches(".mention, .hashtag")) return [el("span", { class: "mention" }, children)];
  return children;
}

function link(address, children) {
  if (!/^https?:\/\//i.test(address)) return el("span", { class: "mention" }, children);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

function command(words, onCommand) {
  if (!onCommand) return words;
  return el("button", { type: "button", class: "command", onclick: () => onCommand(words) }, words);
}
