/** A small menu under (or over) a button: arrow keys, Home, End, Esc; it closes when something else is pressed. */

import { el, icon } from "./dom.js";

const MARGIN = 8;

/** Opens a menu at `anchor`. Items: {label, icon, run}; the focus returns to the anchor when it closes. */
export function openMenu(anchor, items) {
  const menu = el("div", { class: "menu", role: "menu", popover: "auto", "aria-label": anchor.getAttribute("aria-label") });
  for (const item of items) {
    const choose = () => {
      menu.hidePopover();
      item.run();
    };
    menu.append(el("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: choose },
      icon(item.icon), el("span", {}, item.label)));
  }
  anchor.after(menu);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (inside) anchor.focus();
  });
  menu.addEventListener("keydown", (event) => move(event, menu));
  menu.showPopover();
  place(menu, anchor);
  menu.firstElementChild.focus();
}

function move(event, menu) {
  const all = [...menu.children];
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  all.at(next % all.length).focus();
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + height + MARGIN < innerHeight;
  const wanted = at.left < innerWidth / 2 ? at.left : at.right - width;
  menu.style.left = `${Math.max(MARGIN, Math.min(wanted, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(MARGIN, at.top - height - 4)}px`;
}
