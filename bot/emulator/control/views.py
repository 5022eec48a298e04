"""How the control API shows the world: shapes for the page and for tests, never the Bot API's."""

from typing import Any

from bot.emulator.calls import Call
from bot.emulator.models import Chat, Json, Message, Query, User
from bot.emulator.render import to_html
from bot.emulator.world import World

_FILES = ("photo", "document", "voice", "sticker")
_OTHER = (
    "contact",
    "location",
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)


def person_view(person: User) -> Json:
    """A person, with what they did to the bot."""
    return person.api() | {"started": person.started, "blocked": person.blocked}


def group_view(chat: Chat) -> Json:
    """A group with its members."""
    return chat.api() | {
        "members": [{"person_id": member, "status": status} for member, status in chat.members.items()],
        "bot": chat.bot_status,
        "migrated_to": chat.migrated_to,
    }


def message_view(message: Message) -> Json:
    """A message as people see it: plain text, safe HTML, buttons. A deleted one keeps only its numbers."""
    shape: Json = {
        "id": message.id,
        "chat_id": message.chat.id,
        "cursor": message.revision,
        "created": message.created,
        "deleted": message.deleted,
    }
    if message.deleted:
        return shape
    return shape | {
        "from": {"id": message.sender.id, "name": message.sender.first_name, "is_bot": message.sender.is_bot},
        "date": message.date,
        "edit_date": message.edit_date,
        "versions": len(message.history) + 1,
        "kind": _kind(message.content),
        "text": message.text,
        "html": to_html(message.text, message.entities, page=True),
        "file": _file(message.content),
        "details": {name: message.content[name] for name in _OTHER if name in message.content},
        "buttons": _buttons(message),
        "reply_to": message.reply_to.id if message.reply_to else None,
        "protected": message.protected,
        "album": message.extra.get("media_group_id"),
        "via_bot": "via_bot" in message.extra,
        "preview": not message.extra.get("link_preview_options", {}).get("is_disabled", False),
        "reactions": [item.get("emoji") for given in message.reactions.values() for item in given],
    }


def _kind(content: Json) -> str:
    return next((name for name in (*_FILES, *_OTHER) if name in content), "text")


def _file(content: Json) -> Json | None:
    for kind in _FILES:
        if kind in content:
            found = content[kind][-1] if kind == "photo" else content[kind]
            return {
                "file_id": found["file_id"],
                "size": found.get("file_size", 0),
                "name": found.get("file_name"),
                "mime": found.get("mime_type"),
                "width": found.get("width"),
                "height": found.get("height"),
            }
    return None


def _buttons(message: Message) -> list[list[Json]]:
    rows = (message.markup.inline or {}).get("inline_keyboard", [])
    return [[_button(button) for button in row] for row in rows]


def _button(button: Json) -> Json:
    kind = next(name for name in button if name != "text")
    return {"text": button["text"], "kind": kind.removesuffix("_data"), "value": button[kind]}


def chat_view(world: World, chat: Chat, since: int, limit: int) -> Json:
    """What is new in a chat after the cursor `since`, ordered by change, and how the chat stands now."""
    fresh = [message for message in chat.messages.values() if message.revision > since]
    fresh = sorted(fresh[-limit:] if since == 0 else fresh, key=lambda message: message.revision)[:limit]
    toasts = [
        change.data | {"cursor": change.cursor}
        for change in world.journal.since(since)
        if change.kind == "toast" and change.chat_id == chat.id and change.data
    ]
    return {
        "chat": chat.api(),
        "cursor": fresh[-1].revision if len(fresh) == limit else world.journal.cursor,
        "messages": [message_view(message) for message in fresh],
        "toasts": toasts,
        **chat_state(world, chat),
    }


def chat_state(world: World, chat: Chat) -> Json:
    """Typing, the person's keyboard, the menu button, whether the bot is blocked."""
    acting = chat.action is not None and chat.action[1] > world.clock.timestamp()
    return {
        "typing": chat.action[0] if acting and chat.action else None,
        "keyboard": chat.keyboard[1] if chat.keyboard else None,
        "menu_button": chat.menu_button or world.profile.menu_button,
        "blocked": chat.person.blocked if chat.person else chat.bot_status in ("left", "kicked"),
        "started": chat.person.started if chat.person else True,
    }


def query_view(query: Query) -> Json:
    """A callback or inline query: pending, or answered with what the bot said."""
    return {
        "query_id": query.id,
        "outcome": query.kind,
        "status": "pending" if query.answer is None else "answered",
        "answer": query.answer,
    }


def call_view(call: Call) -> Json:
    """A call of the bot."""
    shape: dict[str, Any] = call._asdict()
    return shape
