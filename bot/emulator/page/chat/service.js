/** What happened in a chat besides messages: who came, who went, where the group moved. */

/** A sentence, or null for an ordinary message. */
export function serviceWords(message, chat) {
  const { details } = message;
  const who = message.from.name;
  if (details.new_chat_members) {
    const names = details.new_chat_members.map((person) => person.first_name).join(", ");
    return names === who ? `${who} bergabung` : `${who} menambahkan ${names}`;
  }
  if (details.left_chat_member) {
    const name = details.left_chat_member.first_name;
    return name === who ? `${who} keluar` : `${who} mengeluarkan ${name}`;
  }
  if (details.migrate_to_chat_id || details.migrate_from_chat_id) return `Grup ${chat.title} menjadi supergrup`;
  return null;
}
