/** The list of all answers by group, beside the answers. */

import { el } from "../shared/dom.js";

/** {box, show(isShown)}: links to groups and entries; `show` hides what a filter hides. */
export function contents(groups) {
  const links = new Map();
  const parts = groups.map((group) => {
    const entries = group.entries.map((entry) => {
      const line = el("li", {}, el("a", { href: `#${entry.id}` }, el("span", { "aria-hidden": "true" }, `${entry.sign} `), entry.title));
      links.set(entry.id, line);
      return line;
    });
    const count = el("span", { class: "count" }, String(group.entries.length));
    return { group, count, node: el("details", {}, el("summary", {}, group.name, count), el("ul", {}, entries)) };
  });
  const messages = el("p", {}, el("a", { href: "#pesan-bot" }, "Pesan bot lainnya"));

  function show(isShown, filtered) {
    for (const [id, line] of links) line.hidden = !isShown(id);
    for (const { group, count, node } of parts) {
      const left = group.entries.filter(({ id }) => isShown(id)).length;
      count.textContent = String(left);
      node.hidden = left === 0;
      node.open = filtered && left > 0;
    }
  }

  return { box: el("div", {}, parts.map(({ node }) => node), messages), show };
}
