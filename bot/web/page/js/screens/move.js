/** Moving a report to another status: only steps that are allowed, with outcome and reason, confirmed once more. */

import { MESSAGE_LIMIT } from "../content.js";
import { longDay } from "../dates.js";
import { fill, h } from "../dom.js";
import { button, field, messageLine, select, working } from "../parts.js";
import { outcomeName, statusName } from "../site.js";
import { words } from "../words.js";

const PASSED_ON = "diteruskan";
const CLOSED = ["selesai", "ditolak"];

export function movePart(report, { situs, done }) {
  const { status: now, hasil } = report.row;
  const { langkah: steps, hasil: outcomes } = situs.status;
  const box = h("div.step");
  const message = messageLine();
  const to = select([["", "–"], ...steps[now].map((status) => [status, words.status[status]])], "");
  const outcomeBox = h("div");
  const reason = h("textarea", { rows: 2, maxlength: MESSAGE_LIMIT });
  const form = h("form", { novalidate: true }, field(words.move.to, to), outcomeBox, field(words.move.reason, reason),
    message.line, h("div.actions", {}, h("button", { type: "submit" }, words.move.check)));
  let outcome = null;
  to.addEventListener("change", () => {
    const choices = outcomes[to.value];
    outcome = choices ? select([["", "–"], ...choices.map((code) => [code, nameOf(situs, code)])], "") : null;
    fill(outcomeBox, outcome && field(to.value === PASSED_ON ? words.move.target : words.move.outcome, outcome));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    message.clear();
    const step = { to: to.value, outcome: outcome?.value ?? null, reason: reason.value.trim() };
    if (!step.to || step.outcome === "") message.wrong(words.move.pick);
    else if (CLOSED.includes(now) && !step.reason) message.wrong(words.move.reasonNeeded);
    else confirm(step);
  });

  /** The second step. */
  function confirm(step) {
    const [before, after] = [statusName(situs, now, hasil), statusName(situs, step.to, step.outcome)];
    const refused = messageLine();
    const yes = button(words.move.yes, () => working(yes, refused, async () => {
      await report.move(step.to, step.outcome, step.reason);
      await done(words.move.done(after));
    }), ".primary");
    const ask = h("p", { tabindex: "-1" }, words.move.ask(before, after));
    fill(box, ask, refused.line, h("div.actions", {}, yes, button(words.common.cancel, () => fill(box, form))));
    ask.focus();
  }

  fill(box, form);
  return box;
}

/** Agencies change: of each, the day on which somebody checked it. */
function nameOf(situs, code) {
  const agency = situs.instansi.find(({ kode }) => kode === code);
  return agency ? words.move.checked(agency.nama, longDay(agency.diperiksa)) : outcomeName(situs, code);
}
