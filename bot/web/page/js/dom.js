/** Building elements. Text goes in as text, never as markup. */

/**
 * `h("button.primary", { type: "button", onclick }, "Kirim")`: an element with classes, attributes and children.
 * `on…` are listeners; null, undefined and false are left out, among attributes and among children.
 */
export function h(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) set(node, key, value);
  node.append(...kept(children));
  return node;
}

/** Replaces everything in `node`. */
export const fill = (node, ...children) => node.replaceChildren(...kept(children));

/** An SVG element, attributes only. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...kept(children));
  return node;
}

/** Hands the reader a file. */
export function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const NEWS_STAY = 8000;
let newsTimer = null;

/** News for everybody, screen readers included: it stays for a while and takes no focus. */
export function announce(words) {
  const news = document.getElementById("news");
  news.textContent = words;
  clearTimeout(newsTimer);
  newsTimer = setTimeout(() => fill(news), NEWS_STAY);
}

function set(node, key, value) {
  if (absent(value)) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else if (PROPERTIES.has(key)) node[key] = value;
  else node.setAttribute(key, value === true ? "" : String(value));
}

const PROPERTIES = new Set(["value", "checked", "htmlFor"]);
const absent = (value) => value === null || value === undefined || value === false;
const kept = (children) => children.flat(2).filter((child) => !absent(child));
