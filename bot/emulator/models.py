"""The nouns of the emulator: people, chats, messages, queries. Data only; `api()` is the Bot API's shape."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from bot.emulator.keyboards import NOTHING, Markup

Json = dict[str, Any]
TYPING_SECONDS = 5


@dataclass(slots=True)
class User:
    """A person, or the bot itself. A bot may write to a person only after `started`."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def api(self) -> Json:
        """The Bot API's User."""
        shape: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if (value := getattr(self, name)) is not None:
                shape[name] = value
        return shape


@dataclass(slots=True)
class Message:
    """One message with its earlier versions. `content` holds the Bot API's content fields as they are."""

    chat: "Chat"
    id: int
    date: int
    sender: User
    content: Json
    markup: Markup = NOTHING
    reply_to: "Message | None" = None
    protected: bool = False
    extra: Json = field(default_factory=dict)
    edit_date: int | None = None
    deleted: bool = False
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    history: list[tuple[int, Json, Markup]] = field(default_factory=list)
    created: int = 0
    revision: int = 0
    inline_id: str | None = None

    @property
    def text(self) -> str:
        """The words of the message: its text, or the caption of its media."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """The entities of `text`."""
        found: list[Json] = self.content.get("entities") or self.content.get("caption_entities") or []
        return found

    def api(self, *, nested: bool = False) -> Json:
        """The Bot API's Message; `nested` leaves the replied message out, as Telegram does."""
        shape: Json = {
            "message_id": self.id,
            "from": self.sender.api(),
            "chat": self.chat.api(),
            "date": self.date,
            **self.content,
            **self.extra,
        }
        if self.edit_date is not None:
            shape["edit_date"] = self.edit_date
        if self.protected:
            shape["has_protected_content"] = True
        if self.reply_to is not None and not nested and not self.reply_to.deleted:
            shape["reply_to_message"] = self.reply_to.api(nested=True)
        if self.markup.inline is not None:
            shape["reply_markup"] = self.markup.inline
        return shape


@dataclass(slots=True)
class Chat:
    """A private chat (id of its person) or a group; `messages` by id, the oldest are forgotten."""

    id: int
    type: str
    title: str | None = None
    person: User | None = None
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "member"
    migrated_to: int | None = None
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    last_id: int = 0
    action: tuple[str, float] | None = None
    keyboard: tuple[int, Json] | None = None
    menu_button: Json | None = None

    def api(self) -> Json:
        """The Bot API's Chat."""
        shape: Json = {"id": self.id, "type": self.type}
        if self.person is None:
            return shape | {"title": self.title}
        for name in ("first_name", "last_name", "username"):
            if (value := getattr(self.person, name)) is not None:
                shape[name] = value
        return shape


@dataclass(slots=True)
class Query:
    """A callback or inline query: `answer` is set once by the bot, `made` is seconds on the world's clock."""

    id: str
    person: User
    made: float
    kind: str
    chat: Chat | None = None
    data: str = ""
    answer: Json | None = None
