/** Who receives a report: their fingerprint, and the list of those whom the reporter may leave out. */

import { grouped, hex, joined, unb64, utf8 } from "./bytes.js";
import { element } from "./elements.js";
import sodium from "./sodium.js";
import { words } from "./words.js";

const FINGERPRINT = utf8("bolehkah-sidik-situs-v1");

/** Of the very keys that this browser seals to (`bot/reports/keys.py`, `site_fingerprint`). */
export function fingerprint(receivers) {
  const pairs = receivers.map(({ opening, signing }) => joined(unb64(opening), unb64(signing)));
  const ordered = pairs.toSorted((one, other) => (hex(one) < hex(other) ? -1 : 1));
  return grouped(hex(sodium.crypto_generichash(16, joined(FINGERPRINT, ...ordered), null)));
}

/** Fills `list` with a box for every officer, and one for an agency of several. */
export function listReceivers(list, receivers) {
  const agencies = Map.groupBy(receivers.filter(({ role }) => role === "officer"), ({ agency }) => agency);
  list.replaceChildren(...[...agencies].flatMap(([agency, officers]) => group(agency, officers)));
}

/** Ids of the officers whose box is ticked. */
export const leftOut = (list) => [...list.querySelectorAll("input[value]:checked")].map(({ value }) => value);

function group(agency, officers) {
  if (officers.length === 1) return [choice(words.officer(officers[0].name, agency), { value: officers[0].id })];
  const members = officers.map(({ id, name }) => choice(name, { value: id }));
  const boxes = members.map((member) => member.querySelector("input"));
  const everybody = choice(words.everybody(agency), {
    onchange: ({ target }) => boxes.forEach((box) => { box.checked = target.checked; }),
  });
  for (const [at, member] of members.entries()) {
    member.classList.add("member");
    boxes[at].addEventListener("change", () => {
      everybody.querySelector("input").checked = boxes.every(({ checked }) => checked);
    });
  }
  return [everybody, ...members];
}

const choice = (label, attributes) => element("label", { class: "choice" },
  element("input", { type: "checkbox", autocomplete: "off", ...attributes }), element("span", {}, label));
