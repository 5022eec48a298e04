/** The chat page: puts the chats on the screen and keeps them as the emulator has them. */

import { field, formDialog } from "../shared/dialog.js";
import { Column } from "./column.js";
import { showStatus } from "./status.js";
import { follow } from "./stream.js";
import { Tabs } from "./tabs.js";
import { World } from "./world.js";

const $ = (id) => document.getElementById(id);
const MEMBERS = ["new_chat_members", "left_chat_member", "migrate_to_chat_id"];
const world = new World();
const columns = new Map();
const tabs = new Tabs($("tabs"));

/** Columns for whoever is new, in order; returns them. A world that lost somebody is another one: start over. */
function arrange() {
  const places = world.places();
  const there = new Set(places.map(({ id }) => id));
  if ([...columns.keys()].some((id) => !there.has(id))) location.reload();
  $("bot-name").textContent = world.bot.first_name;
  $("bot-about").textContent = world.profile.short_description;
  const added = [];
  for (const [number, place] of places.entries()) {
    const known = columns.get(place.id);
    if (known) {
      known.refresh();
      continue;
    }
    const after = places.slice(number + 1).find(({ id }) => columns.has(id))?.id ?? null;
    const column = new Column(place, world);
    columns.set(place.id, column);
    $("columns").insertBefore(column.box, columns.get(after)?.box ?? null);
    tabs.add(column, after);
    added.push(column);
  }
  return added;
}

/** Reads everything again: at the start, after a break, and when people or groups changed. */
async function load({ everything }) {
  try {
    await world.load();
    const added = arrange();
    await Promise.all((everything ? [...columns.values()] : added).map((column) => column.load()));
    showStatus("ready");
  } catch (error) {
    // A broken connection is the stream's matter; it calls again.
    if (error.code !== "offline") showStatus("failed", error.message);
  }
}

// One at a time: two loads at once would make a column twice.
let loading = Promise.resolve();
const reload = (what) => (loading = loading.then(() => load(what)));

function onChange(change) {
  const moved = MEMBERS.includes(change.message?.kind);
  if (moved || change.kind === "world" || change.kind === "chat") reload({ everything: false });
  const column = columns.get(change.chat_id);
  if (column?.apply(change) && !tabs.isSeen(column.id)) tabs.missed(column.id);
}

$("add-person").addEventListener("click", () => {
  formDialog("Tambah orang", "Tambahkan", field("Nama", { name: "person", maxlength: "64" }, "Ia mendapat obrolan sendiri dan ikut di grup."),
    async (form) => {
      const name = form.person.value.trim();
      if (!name) throw new Error("Tulis namanya dulu.");
      const id = await world.addPerson(name);
      await reload({ everything: false });
      tabs.show(id);
      columns.get(id)?.box.scrollIntoView({ inline: "center", block: "nearest" });
    });
});
document.addEventListener("visibilitychange", () => tabs.seen());
$("retry").addEventListener("click", () => reload({ everything: true }));

follow({ onHello: () => reload({ everything: true }), onChange, onStatus: showStatus });
