"""What people do: write, send files, press buttons, block the bot, add it to groups. Each tells the bot."""

import re

from bot.emulator.entities import finish
from bot.emulator.files import NotAPictureError
from bot.emulator.keyboards import NOTHING, Markup
from bot.emulator.models import Chat, Json, Message, User
from bot.emulator.problems import ControlError
from bot.emulator.text import clean, utf16_length
from bot.emulator.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def _may_write(world: World, chat: Chat, person: User) -> None:
    if chat.type == "private":
        if chat.person is not person:
            raise ControlError(409, "not_in_chat", f"Person {person.id} is not in chat {chat.id}.")
        if person.blocked:
            raise ControlError(409, "blocked", "This person has blocked the bot: unblock it first.")
        person.started = True
    elif chat.migrated_to is not None:
        raise ControlError(409, "migrated", f"This group became the supergroup {chat.migrated_to}.")
    elif chat.members.get(person.id, "left") in ("left", "kicked"):
        raise ControlError(409, "not_in_chat", f"Person {person.id} is not in chat {chat.id}.")


def words(text: str, longest: int) -> tuple[str, list[Json]]:
    """The text as Telegram's client sends it, with detected entities. ControlError 400 if too long."""
    text = clean(text).strip()
    if utf16_length(text) > longest:
        raise ControlError(400, "text_too_long", f"Telegram sends at most {longest} letters in one message.")
    return finish(text, [])


def say(
    world: World,
    chat: Chat,
    person: User,
    text: str,
    *,
    reply_to: int | None = None,
    extra: Json | None = None,
) -> Message:
    """A text message; in a group it reaches the bot only if privacy mode lets it."""
    text, entities = words(text, LONGEST_TEXT)
    if not text:
        raise ControlError(400, "text_empty", "Telegram does not send an empty message.")
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    return send(world, chat, person, content, reply_to=reply_to, extra=extra)


def send(
    world: World,
    chat: Chat,
    person: User,
    content: Json,
    *,
    reply_to: int | None = None,
    extra: Json | None = None,
    markup: Markup = NOTHING,
) -> Message:
    """Any message of a person. ControlError 409 when they cannot write here, 404 for an unknown reply."""
    _may_write(world, chat, person)
    target = world.message(chat.id, reply_to) if reply_to is not None else None
    if chat.keyboard is not None and chat.keyboard[1].get("one_time_keyboard"):
        chat.keyboard = None
    message = world.post(chat, person, content, reply_to=target, extra=extra, markup=markup)
    world.hear(message)
    return message


def send_file(
    world: World,
    chat: Chat,
    person: User,
    kind: str,
    data: bytes,
    *,
    name: str = "",
    mime: str = "",
    caption: str = "",
    reply_to: int | None = None,
    album: str = "",
) -> Message:
    """A photo, document, sticker or voice message. ControlError 400 when the bytes are no picture.

    Messages with the same `album` belong together.
    """
    _may_write(world, chat, person)
    text, entities = words(caption, LONGEST_CAPTION)
    try:
        content = world.files.add(kind, data, name, mime).content()
    except NotAPictureError as refused:
        raise ControlError(400, "not_a_picture", f"Telegram does not send this as a photo: {refused}.") from None
    if text and kind != "sticker":
        content |= {"caption": text} | ({"caption_entities": entities} if entities else {})
    extra: Json | None = {"media_group_id": album} if album else None
    return send(world, chat, person, content, reply_to=reply_to, extra=extra)


def edit(world: World, chat: Chat, person: User, message_id: int, text: str) -> Message:
    """A person corrects their own message; the bot gets `edited_message`."""
    _may_write(world, chat, person)
    message = world.message(chat.id, message_id)
    if message.sender is not person or not {"text", "caption"} & message.content.keys():
        raise ControlError(409, "not_editable", "People can edit only the words of their own messages.")
    field = "text" if "text" in message.content else "caption"
    new, entities = words(text, LONGEST_TEXT if field == "text" else LONGEST_CAPTION)
    if not new:
        raise ControlError(400, "text_empty", "Telegram does not send an empty message.")
    name = "entities" if field == "text" else "caption_entities"
    kept = {key: value for key, value in message.content.items() if key != name}
    message.edit_date = world.seconds()
    world.change(message, kept | {field: new} | ({name: entities} if entities else {}), message.markup)
    world.hear(message, "edited_message")
    return message


def start(world: World, person: User, payload: str = "") -> Message:
    """Opens `t.me/<bot>?start=payload` and presses Start; also what "Restart bot" does after a block."""
    if not _PAYLOAD.fullmatch(payload):
        raise ControlError(
            400, "payload_invalid", "A start payload has at most 64 characters of A-Z, a-z, 0-9, _ and -."
        )
    if person.blocked:
        set_blocked(world, person, blocked=False)
    return say(world, world.chat(person.id), person, f"/start {payload}")


def set_blocked(world: World, person: User, *, blocked: bool) -> None:
    """Blocks or unblocks the bot; a change reaches the bot as `my_chat_member`."""
    if person.blocked is blocked:
        return
    person.blocked = blocked
    states = ("member", "kicked") if blocked else ("kicked", "member")
    chat = world.chat(person.id)
    _bot_moved(world, chat, person, *states)
    world.journal.record("chat", chat.id)


def set_bot_status(world: World, chat: Chat, person: User, status: str) -> None:
    """A person adds the bot to a group, makes it administrator, or removes it."""
    if chat.type == "private":
        raise ControlError(409, "not_a_group", "Only groups have members: use block and unblock.")
    before, chat.bot_status = chat.bot_status, status
    if before == status:
        return
    gone = {"left", "kicked"}
    if before in gone and status not in gone:
        _bot_moved(world, chat, person, before, status)
        world.hear(world.post(chat, person, {"new_chat_members": [world.bot.api()]}))
    else:
        if status in gone:
            world.post(chat, person, {"left_chat_member": world.bot.api()})
        _bot_moved(world, chat, person, before, status)
    world.journal.record("chat", chat.id)


def set_member(world: World, chat: Chat, person: User, status: str) -> None:
    """A person joins, leaves or is promoted in a group; `chat_member` reaches a bot that asked for it."""
    if chat.type == "private":
        raise ControlError(409, "not_a_group", "Only groups have members.")
    before = chat.members.get(person.id, "left")
    chat.members[person.id] = status
    if before == status:
        return
    if chat.bot_status == "administrator":
        world.updates.offer("chat_member", _moved(world, chat, person, person, before, status), chat.id)
    if before in ("left", "kicked"):
        world.hear(world.post(chat, person, {"new_chat_members": [person.api()]}))
    elif status in ("left", "kicked"):
        world.hear(world.post(chat, person, {"left_chat_member": person.api()}))


def migrate(world: World, chat: Chat) -> Chat:
    """Turns a group into a supergroup with a new id; the old id now answers with `migrate_to_chat_id`."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise ControlError(409, "not_a_group", "Only a basic group can become a supergroup, once.")
    new = world.add_group(chat.title or "", [])
    new.members, new.bot_status = dict(chat.members), chat.bot_status
    actor = world.people[next(iter(chat.members))] if chat.members else world.bot
    world.hear(world.post(chat, actor, {"migrate_to_chat_id": new.id}))
    chat.migrated_to = new.id
    world.hear(world.post(new, actor, {"migrate_from_chat_id": chat.id}))
    return new


def _bot_moved(world: World, chat: Chat, person: User, before: str, after: str) -> None:
    content = _moved(world, chat, person, world.bot, before, after)
    world.updates.offer("my_chat_member", content, chat.id)


def _moved(world: World, chat: Chat, actor: User, who: User, before: str, after: str) -> Json:
    return {
        "chat": chat.api(),
        "from": actor.api(),
        "date": world.seconds(),
        "old_chat_member": member(who, before),
        "new_chat_member": member(who, after),
    }


def member(user: User, status: str) -> Json:
    """The Bot API's ChatMember."""
    shape: Json = {"user": user.api(), "status": status}
    if status == "kicked":
        shape["until_date"] = 0
    elif status == "creator":
        shape["is_anonymous"] = False
    elif status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
    return shape


_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
