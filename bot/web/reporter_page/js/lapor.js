/** The form: two dates, one story, a look at all of it, the code, and only then the sending. */

import { get, post } from "./calls.js";
import { Chosen } from "./chosen.js";
import { between, plus } from "./days.js";
import { byId, say, show, working } from "./elements.js";
import { clearFields, watchLeaving } from "./leaving.js";
import { legalClock, words } from "./words.js";

const STORY_LIMIT = 20_000;
const OLDEST_DAYS = 3653;
const CONFIRMED = 4;

const forms = Object.fromEntries([...document.querySelectorAll("form[data-next]")].map((form) => (
  [form.closest("[data-step]").dataset.step, form]
)));
const sending = byId("sending");
const chosen = new Chosen(forms.story);

/** What the server told, the modules that seal, the code, and the report once it is sealed. */
let site = null;
let tools = null;
let code = "";
let sealed = null;

const story = () => byId("story").value.trim();
const lettersOf = (text) => [...text].length; // as Python counts them

function wipe() {
  clearFields();
  chosen.drop();
  code = "";
  sealed = null;
  for (const id of ["check-story", "check-days", "check-files", "code", "clock"]) byId(id)?.replaceChildren();
}

async function start() {
  try {
    const modules = await Promise.all([import("./receipt.js"), import("./receivers.js"), import("./sealing.js")]);
    tools = Object.assign({}, ...modules);
  } catch {
    return fail(words.noCrypto);
  }
  try {
    await ask();
  } catch (error) {
    return fail(error.message);
  }
  for (const id of ["event", "known"]) {
    byId(id).max = site.today;
    byId(id).min = plus(site.today, -OLDEST_DAYS);
  }
  return show(site.open ? "begin" : "closed");
}

async function ask() {
  site = await get("/api/lapor");
  byId("fingerprint").textContent = tools.fingerprint(site.receivers);
  tools.listReceivers(byId("receivers"), site.receivers);
}

function fail(sentence) {
  document.querySelector("[data-failure]").textContent = sentence;
  show("failed");
}

/** What is wrong with a step, or nothing. */
const checks = {
  days() {
    const [event, known] = [byId("event").value, byId("known").value];
    if (!event || !known) return words.noDay;
    if (event > site.today || known > site.today) return words.inTheFuture;
    if (between(event, site.today) > OLDEST_DAYS) return words.tooLongAgo;
    return known < event ? words.knownTooEarly : "";
  },
  story() {
    const over = lettersOf(story()) - STORY_LIMIT;
    if (over > 0) return words.storyTooLong(over);
    return story() ? "" : words.noStory;
  },
  check() {
    const officers = site.receivers.filter(({ role }) => role === "officer");
    return tools.leftOut(byId("receivers")).length < officers.length ? "" : words.noReceiver;
  },
};

/** What a step shows when it is come to. */
const arrivals = {
  check() {
    byId("check-days").textContent = words.days(byId("event").value, byId("known").value);
    byId("check-story").textContent = story();
    byId("check-files").textContent = words.files(chosen.pictures.length);
  },
  code() {
    code ||= tools.newCode();
    sealed = null; // of what was there before the last change
    byId("code").textContent = tools.shown(code);
    say(sending, "");
  },
};

function goTo(step) {
  arrivals[step]?.();
  show(step);
}

async function send() {
  const draft = {
    eventDate: byId("event").value,
    knownDate: byId("known").value,
    story: story(),
    pictures: chosen.pictures,
    excluded: tools.leftOut(byId("receivers")),
  };
  byId("back").hidden = true; // what may have been sent is not changed any more
  try {
    sealed ??= await tools.sealReport(draft, site, code);
    await post("/api/lapor", sealed);
  } catch (error) {
    if (error.uncertain) throw new Error(words.perhapsSent);
    byId("back").hidden = false;
    sealed = null;
    if (error.code === "penerima_berubah") await askAgain(draft.excluded);
    throw error;
  }
  byId("sent-due").textContent = legalClock(draft.knownDate, site.today);
  wipe();
  show("sent");
}

/** The receivers as they are now, with the same ones left out. */
async function askAgain(excluded) {
  await ask();
  for (const box of byId("receivers").querySelectorAll("input[value]")) box.checked = excluded.includes(box.value);
}

for (const [step, form] of Object.entries(forms)) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = checks[step]();
    say(form, wrong);
    if (!wrong) goTo(form.dataset.next);
  });
}
sending.addEventListener("submit", (event) => {
  event.preventDefault();
  if (byId("confirmed").value.trim() !== code.slice(-CONFIRMED)) say(sending, words.wrongDigits);
  else working(sending, words.sealing, send);
});
for (const button of document.querySelectorAll("[data-to]")) {
  button.addEventListener("click", () => goTo(button.dataset.to));
}
byId("known").addEventListener("change", () => {
  const known = byId("known").value;
  byId("clock").textContent = known && known <= site.today ? legalClock(known, site.today) : "";
});
byId("story").addEventListener("input", () => {
  byId("story-count").textContent = words.count(lettersOf(story()), STORY_LIMIT);
});

watchLeaving(wipe);
start();
