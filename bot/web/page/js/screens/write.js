/** Writing: a reply to the reporter, or a note between officers. The reminder about identity never goes away. */

import { MESSAGE_LIMIT } from "../content.js";
import { h } from "../dom.js";
import { field, messageLine, newName, select, working } from "../parts.js";
import { words } from "../words.js";

const REPLY = "reply";
const NOTE = "note";

export function writePart(report, refresh) {
  const message = messageLine();
  const name = newName("untuk");
  const choice = (value, label) => h("label.choice", {},
    h("input", { type: "radio", name, value, checked: value === REPLY }), h("span", {}, label));
  const kinds = h("fieldset.choices", {}, h("legend.sr-only", {}, words.write.kind), choice(REPLY, words.write.reply),
    choice(NOTE, words.write.note));
  const text = h("textarea", { rows: 5, maxlength: MESSAGE_LIMIT });
  const textField = field(words.write.replyLabel, text);
  const label = textField.querySelector("label");
  const ready = select([["", words.write.readyPick], ...words.ready.map((sentence) => [sentence, sentence])], "");
  const readyField = field(words.write.ready, ready);
  const count = h("small.count-line");
  const submit = h("button.primary", { type: "submit" });
  const form = h("form", { novalidate: true }, h("h2", {}, words.write.title), kinds,
    h("p.reminder", {}, words.write.reminder), readyField, textField, count, message.line,
    h("div.actions", {}, submit));

  const kind = () => form.elements[name].value;
  const counted = () => {
    count.textContent = words.write.count(text.value.length, MESSAGE_LIMIT);
  };
  const changed = () => {
    const reply = kind() === REPLY;
    label.textContent = reply ? words.write.replyLabel : words.write.noteLabel;
    submit.textContent = reply ? words.write.sendReply : words.write.sendNote;
    readyField.hidden = !reply;
    form.dataset.kind = kind();
  };
  kinds.addEventListener("change", changed);
  text.addEventListener("input", counted);
  ready.addEventListener("change", () => {
    text.value = [text.value.trim(), ready.value].filter(Boolean).join(" ").slice(0, MESSAGE_LIMIT);
    ready.value = "";
    counted();
    text.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [written, reply] = [text.value.trim(), kind() === REPLY];
    await working(submit, message, async () => {
      if (!written) throw new Error(words.errors.empty);
      await (reply ? report.reply(written) : report.note(written));
      text.value = "";
      counted();
      await refresh(reply ? words.write.replied : words.write.noted);
    });
  });
  changed();
  counted();
  return form;
}
