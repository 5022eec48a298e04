/** Small helpers for building elements. Text always goes in as text, never as markup. */

/**
 * Makes an element. `props` holds attributes; `on…` holds listeners, `class` the class names;
 * null, undefined and false are left out. Children are nodes or strings; null and false are skipped.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in DIRECT) node[DIRECT[name]] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const DIRECT = { class: "className", value: "value", checked: "checked", hidden: "hidden" };

/** A line icon of the sprite below, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries(FRAME)) svg.setAttribute(key, value);
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A button that shows only an icon; `label` is its name for screen readers and its tooltip. */
export function iconButton(name, label, props = {}) {
  const { class: extra = "", ...rest } = props;
  return el("button", { type: "button", class: `icon-button ${extra}`, "aria-label": label, title: label, ...rest },
    icon(name));
}

const SVG = "http://www.w3.org/2000/svg";
const FRAME = {
  viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor", "stroke-width": "1.8",
  "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false", class: "icon",
};
const PATHS = {
  more: ["M12 4.9v1", "M12 11.5v1", "M12 18.1v1"],
  plus: ["M12 5v14", "M5 12h14"],
  slash: ["M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z", "M14 8l-4 8"],
  send: ["M5 12h13", "M12.5 6l6 6-6 6"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  down: ["M12 5v13", "M6.5 12.5L12 18l5.5-5.5"],
  reply: ["M10 7L5 12l5 5", "M5 12h8a6 6 0 0 1 6 6"],
  edit: ["M4 20l4.2-1L19 8.2 15.8 5 5 15.8z", "M13.6 7.2l3.2 3.2"],
  file: ["M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z", "M14 3v5h5"],
  link: ["M9 15l6-6", "M10.5 6.5l1.6-1.6a4 4 0 0 1 5.7 5.7l-1.6 1.6", "M13.5 17.5l-1.6 1.6a4 4 0 0 1-5.7-5.7l1.6-1.6"],
  out: ["M8 16L17 7", "M9 7h8v8"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  share: ["M4 13v6h16v-6", "M12 4v11", "M7.5 8L12 4l4.5 4"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  moon: ["M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z"],
  people: ["M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11z", "M3 19c.5-3.5 2.8-5.2 6-5.2s5.5 1.7 6 5.2", "M18 9v6",
    "M15 12h6"],
  book: ["M5 5.5A2.5 2.5 0 0 1 7.5 3H19v15H7.5A2.5 2.5 0 0 0 5 20.5z", "M5 20.5A1.5 1.5 0 0 0 6.5 22H19v-4"],
  block: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M6 6l12 12"],
  photo: ["M4 5h16v14H4z", "M4 16l5-5 4 4 2.5-2.5L20 17", "M15.5 9.5v.01"],
  smile: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M8.5 14a4.2 4.2 0 0 0 7 0", "M9 9.5v.01", "M15 9.5v.01"],
  voice: ["M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4z", "M6.5 11.5a5.5 5.5 0 0 0 11 0",
    "M12 17v3"],
};
