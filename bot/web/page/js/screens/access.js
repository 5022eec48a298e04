/** Who can open a report: giving another holder access, and excluding oneself. */

import * as api from "../api.js";
import { b64, unb64 } from "../bytes.js";
import { announce, fill, h } from "../dom.js";
import { fingerprint } from "../keys.js";
import { button, field, messageLine, select, working } from "../parts.js";
import { session } from "../session.js";
import { words } from "../words.js";

const OFFICER = "officer";

export function accessPart(report, { done }) {
  const giving = h("div", {}, h("p.muted", {}, words.common.loading));
  const mine = b64(session().holder);
  fillGiving(giving, report, done);
  return [
    h("ul.plain", {}, report.row.pemegang.map(({ petugas, nama }) => (
      h("li", {}, nama, petugas === mine && ` (${words.common.you})`)
    ))),
    giving,
    session().role === OFFICER && leaving(report),
  ];
}

async function fillGiving(box, report, done) {
  const message = messageLine();
  try {
    fill(box, givingForm(report, await others(report), message, done), message.line);
  } catch (error) {
    fill(box, message.line);
    message.wrong(error.message);
  }
}

/** Active holders without access whom the reporter did not exclude. */
async function others({ row }) {
  const out = new Set([...row.pemegang.map(({ petugas }) => petugas), ...row.dikecualikan]);
  return (await api.get("/api/petugas")).filter(({ petugas }) => !out.has(petugas));
}

function givingForm(report, holders, message, done) {
  if (!holders.length) return h("p.muted", {}, words.access.none);
  const who = select([["", "–"], ...holders.map((holder) => [holder.petugas, nameOf(holder)])], "");
  const check = h("div");
  const submit = h("button", { type: "submit" }, words.access.submit);
  const compared = h("input", { type: "checkbox" });
  const chosen = () => holders.find(({ petugas }) => petugas === who.value);
  who.addEventListener("change", () => {
    compared.checked = false;
    fill(check, chosen() && comparison(chosen(), compared));
  });
  const form = h("form", { novalidate: true }, field(words.access.give, who), check, h("div.actions", {}, submit));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await working(submit, message, async () => {
      if (!chosen() || !compared.checked) throw new Error(words.access.notCompared);
      const { nama } = chosen();
      await report.grant(chosen());
      await done(words.access.done(nama));
    });
  });
  return form;
}

/** The fingerprint is computed here, of the very keys that would be used; the server's own word is not asked. */
function comparison({ buka, tanda }, compared) {
  return [
    h("p.fingerprint", {}, fingerprint(unb64(buka), unb64(tanda))),
    h("p.hint", {}, words.access.compare),
    h("label.choice", {}, compared, h("span", {}, words.access.compared)),
  ];
}

const nameOf = ({ nama, instansi, peran }) => [nama, peran === OFFICER ? instansi : words.access.recovery].filter(Boolean)
  .join(", ");

/** Excluding oneself, in two steps. */
function leaving(report) {
  const box = h("div.leaving");
  const offer = () => fill(box, h("p.hint", {}, words.access.leaveHint), button(words.access.leave, ask));
  const ask = () => {
    const message = messageLine();
    const yes = button(words.access.leaveYes, () => working(yes, message, async () => {
      await report.leave();
      announce(words.access.left);
      location.hash = "#/";
    }), ".danger");
    const warning = h("p", { tabindex: "-1" }, words.access.leaveAsk);
    fill(box, warning, message.line, h("div.actions", {}, yes, button(words.common.cancel, offer)));
    warning.focus();
  };
  offer();
  return box;
}
