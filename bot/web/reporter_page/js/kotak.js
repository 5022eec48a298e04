/** The mailbox: opened by the code, read and answered here. Nothing of it is kept when the page is left. */

import { post } from "./calls.js";
import { Chosen } from "./chosen.js";
import { byId, element, say, show, working } from "./elements.js";
import { clearFields, watchLeaving } from "./leaving.js";
import { whatNext, words } from "./words.js";

const MESSAGE_LIMIT = 4000;

const [opening, answering, deleting] = ["opening", "answering", "deleting"].map(byId);
const chosen = new Chosen(answering);

/** The open mailbox. */
let mailbox = null;

function wipe() {
  clearFields();
  chosen.drop();
  mailbox = null;
  for (const id of ["status", "next", "dates", "replies"]) byId(id)?.replaceChildren();
}

async function open() {
  let tools;
  try {
    tools = Object.assign({}, ...(await Promise.all([import("./receipt.js"), import("./opening.js")])));
  } catch {
    throw new Error(words.noCrypto);
  }
  const code = tools.readCode(byId("code").value);
  if (!code) throw new Error(words.unknownCode);
  mailbox = await tools.openMailbox(code);
  byId("code").value = "";
  fill();
  show("box");
}

function fill() {
  byId("status").textContent = words.since(mailbox.status, mailbox.status_date);
  byId("next").textContent = whatNext(mailbox);
  byId("dates").textContent = words.dates(mailbox.received, mailbox.formal_due);
  byId("no-reply").hidden = mailbox.replies.length > 0;
  byId("replies").replaceChildren(...mailbox.replies.toReversed().map(({ author, date, text }) => (
    element("li", {}, element("h3", {}, words.replyHeading(author, date)), element("p", {}, text || words.unreadable))
  )));
}

/** Sends the message, then each picture. What has arrived leaves the form at once: pressing again sends the rest. */
async function answer() {
  const { sealMessage, sealPicture } = await import("./sealing.js");
  const { search, report, rPublic } = mailbox;
  const text = byId("answer").value.trim();
  const over = [...text].length - MESSAGE_LIMIT;
  if (over > 0) throw new Error(words.messageTooLong(over));
  if (!text && !chosen.pictures.length) throw new Error(words.empty);
  if (text) {
    await post("/api/kotak/pesan", { search, ...sealMessage(text, report, rPublic) });
    byId("answer").value = "";
  }
  for (const picture of chosen.pictures) {
    await post("/api/kotak/lampiran", { search, ...sealPicture(picture, report, rPublic) });
    chosen.drop(picture);
  }
}

async function remove() {
  if (!byId("sure").checked) throw new Error(words.notSure);
  await post("/api/kotak/hapus", { search: mailbox.search });
  wipe();
  show("deleted");
}

opening.addEventListener("submit", (event) => {
  event.preventDefault();
  working(opening, words.opening, open);
});
answering.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await working(answering, words.sending, answer)) say(answering, words.answered, "well");
});
deleting.addEventListener("submit", (event) => {
  event.preventDefault();
  working(deleting, words.deleting, remove);
});
byId("shut").addEventListener("click", () => {
  wipe();
  show("ask");
});

watchLeaving(wipe);
