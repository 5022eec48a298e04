/** Choosing a passphrase: typed twice, its strength in words, or six words drawn for the officer. */

import { fill, h } from "../dom.js";
import { enrolWords as words } from "../enrol_words.js";
import { field, button, messageLine, working } from "../parts.js";
import { accepted, strength, suggestion } from "../passphrase.js";

const STEPS = { empty: 0, weak: 1, fair: 2, strong: 3 };

/** `chosen(passphrase)` may be async and throw; its error is shown and the fields stay. */
export function passphraseForm(chosen) {
  const message = messageLine();
  const [first, second] = ["new-password", "new-password"].map((autocomplete) => (
    h("input", { type: "password", autocomplete, required: true })
  ));
  const level = h("p.strength", { role: "status" });
  const rate = () => {
    const name = strength(first.value);
    level.dataset.level = name;
    fill(level, `${words.strength}: `, h("b", {}, words.levels[name]),
      h("progress", { max: 3, value: STEPS[name], "aria-hidden": "true" }));
  };
  const drawn = h("div", { role: "status" });
  const draw = button(words.suggest, () => {
    fill(drawn, h("p.fingerprint", {}, suggestion()), h("p.hint", {}, words.suggested));
  }, ".link");
  const submit = h("button.primary", { type: "submit" }, words.make);
  const form = h("form", { novalidate: true }, draw, drawn, field(words.passphrase, first, words.passphraseHint), level,
    field(words.again, second), message.line, h("div.actions", {}, submit));
  first.addEventListener("input", rate);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await working(submit, message, async () => {
      if (!accepted(first.value)) throw new Error(words.tooWeak);
      if (first.value.normalize("NFC") !== second.value.normalize("NFC")) throw new Error(words.different);
      await chosen(first.value);
    }, words.making);
  });
  rate();
  return form;
}
