/** The bot, the people and the groups of the emulator, and the first of them when there are none. */

import * as api from "./api.js";

const FIRST_PEOPLE = [{ id: 700_000_001, first_name: "Siti" }, { id: 700_000_002, first_name: "Budi" }];
const GROUP = { id: -1_001_000_000_001, title: "Grup kantor" };

export class World {
  bot = { id: 0, first_name: "Bot", username: "bot" };
  profile = { name: "", description: "", short_description: "" };
  people = [];
  groups = [];

  /** Reads everything; an empty world gets two people and a group. */
  async load() {
    let state = await api.state();
    if (state.people.length === 0) {
      await settle();
      state = await api.state();
    }
    this.bot = { ...state.bot, first_name: state.profile.name || state.bot.first_name };
    this.profile = state.profile;
    this.people = state.people;
    this.groups = state.groups.filter((group) => group.migrated_to === null);
  }

  /** All chats in the order of the screen: people, then groups. */
  places() {
    return [
      ...this.people.map(({ id, first_name: title }) => ({ id, title, group: false })),
      ...this.groups.map(({ id, title }) => ({ id, title, group: true })),
    ];
  }

  /** The people in a group. */
  membersOf(group) {
    const members = this.groups.find(({ id }) => id === group)?.members ?? [];
    const there = new Set(members.filter(({ status }) => status !== "left" && status !== "kicked").map((m) => m.person_id));
    return this.people.filter(({ id }) => there.has(id));
  }

  /** A new person, who joins the groups as well; its id. */
  async addPerson(name) {
    const { person } = await api.addPerson({ first_name: name });
    for (const group of this.groups) await api.addMember(group.id, person.id);
    return person.id;
  }
}

// Two pages that open at once want the same ids: the second one finds them taken, which is as good.
async function settle() {
  const unlessTaken = (error) => {
    if (error.code !== "id_taken") throw error;
  };
  for (const person of FIRST_PEOPLE) await api.addPerson(person).catch(unlessTaken);
  await api.addGroup({ ...GROUP, members: FIRST_PEOPLE.map(({ id }) => id) }).catch(unlessTaken);
}
