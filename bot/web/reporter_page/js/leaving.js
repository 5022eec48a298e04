/** The ways out: quickly by the button, by closing the page, and after half an hour in which nobody used it. */

import { byId, show } from "./elements.js";

const IDLE_LIMIT = 30 * 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "wheel", "touchmove"];

/** `wipe` forgets everything that the person wrote or opened. It is called on every way out, perhaps twice. */
export function watchLeaving(wipe) {
  let last = Date.now();
  const empty = () => {
    wipe();
    document.body.replaceChildren();
  };

  byId("leave").addEventListener("click", () => {
    empty();
    location.replace("about:blank"); // "back" does not lead here again
  });
  addEventListener("pagehide", empty);
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  for (const sign of SIGNS_OF_LIFE) {
    addEventListener(sign, () => { last = Date.now(); }, { capture: true, passive: true });
  }
  const timer = setInterval(() => {
    if (Date.now() - last < IDLE_LIMIT) return; // the clock is read: timers sleep with the computer
    clearInterval(timer);
    wipe();
    show("wiped");
  }, 1000);

  for (const link of document.querySelectorAll("a[href]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // links add no entry to the history: "back" leaves this site at once
      if ("skip" in link.dataset) byId("screen").focus();
      else location.replace(link.href);
    });
  }
}

/** Empties every field of the page. */
export function clearFields() {
  for (const form of document.forms) form.reset();
}
