"""The state of one imitated Telegram with one bot. No HTTP here: the server and the control API call it."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.emulator.calls import CallLog
from bot.emulator.clock import MovableClock
from bot.emulator.faults import FaultPlan
from bot.emulator.files import FileStore
from bot.emulator.journal import Journal
from bot.emulator.keyboards import NOTHING, Markup
from bot.emulator.models import Chat, Json, Message, Query, User
from bot.emulator.problems import ControlError
from bot.emulator.profile import CommandMenus, Profile
from bot.emulator.updates import UpdateQueue

TOKEN = "4242424242:AAEmulatorEmulatorEmulatorEmulator1"  # noqa: S105  (opens nothing but an emulator)
KEPT_MESSAGES = 20_000
KEPT_QUERIES = 10_000
FIRST_PERSON = 700_000_001


@dataclass(slots=True)
class Webhook:
    """Where updates are posted, and what went wrong last."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


class World:
    """People, chats, messages, files, queries and settings of one bot.

    Guarantees: message ids grow within a chat; every change is in `journal`; memory is bounded
    (messages a chat, queries, calls, changes, bytes of files).
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        username: str = "bolehkah_bot",
        name: str = "Bolehkah",
        clock: MovableClock | None = None,
        privacy: bool = True,
        inline: bool = True,
        inline_feedback: bool = True,
    ) -> None:
        number = token.partition(":")[0]
        if not number.isdecimal():
            raise ValueError("a bot token looks like 123456:letters")
        self.token = token
        self.bot = User(int(number), name, username=username, is_bot=True)
        self.clock = clock or MovableClock()
        self.privacy = privacy
        self.inline = inline
        self.inline_feedback = inline_feedback
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(self.clock)
        self.webhook: Webhook | None = None
        self.on_webhook: Callable[[], None] | None = None
        self.files = FileStore()
        self.journal = Journal()
        self.faults = FaultPlan()
        self.calls = CallLog()
        self.commands = CommandMenus()
        self.profile = Profile()
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self.inline_messages: OrderedDict[str, Message] = OrderedDict()
        self.chat_instance = str(secrets.randbits(62))
        self._last_message_id = 0

    def set_webhook(self, webhook: Webhook | None) -> None:
        """Sets or removes the webhook and tells whoever delivers."""
        self.webhook = webhook
        if self.on_webhook is not None:
            self.on_webhook()

    # Who and where

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "id",
        person_id: int | None = None,
        started: bool = False,
    ) -> User:
        """A new person and private chat; `started` lets the bot write first. ControlError 409: id taken."""
        chosen = person_id or max(self.people, default=FIRST_PERSON - 1) + 1
        if chosen <= 0 or chosen in self.people or chosen == self.bot.id:
            raise ControlError(409, "id_taken", f"The id {chosen} is taken or not positive.")
        person = User(chosen, first_name, last_name, username, language_code, started=started)
        self.people[chosen] = person
        self.chats[chosen] = Chat(chosen, "private", person=person)
        self.journal.record("world", chosen)
        return person

    def add_group(self, title: str, members: list[int], *, chat_id: int | None = None, supergroup: bool = True) -> Chat:
        """A new group without the bot (see `people.set_bot_status`). ControlError 404 for unknown members."""
        base = -1_001_000_000_000 if supergroup else -5_000_000
        chosen = chat_id or min((i for i in (*self.chats, base) if (i <= -(10**12)) is supergroup), default=base)
        if chat_id is None:
            chosen = min(chosen, base) - 1
        if chosen >= 0 or chosen in self.chats:
            raise ControlError(409, "id_taken", f"The id {chosen} is taken or not negative.")
        statuses = {self.person(member).id: "member" for member in members}
        if statuses:
            statuses[members[0]] = "creator"
        chat = Chat(chosen, "supergroup" if supergroup else "group", title, members=statuses, bot_status="left")
        self.chats[chosen] = chat
        self.journal.record("world", chosen)
        return chat

    def person(self, person_id: int) -> User:
        """A person by id. ControlError 404 when there is none."""
        if (person := self.people.get(person_id)) is None:
            raise ControlError(404, "person_not_found", f"There is no person {person_id}.")
        return person

    def chat(self, chat_id: int) -> Chat:
        """A chat by id. ControlError 404 when there is none."""
        if (chat := self.chats.get(chat_id)) is None:
            raise ControlError(404, "chat_not_found", f"There is no chat {chat_id}.")
        return chat

    def message(self, chat_id: int, message_id: int) -> Message:
        """A message that is not deleted. ControlError 404 when there is none."""
        message = self.chat(chat_id).messages.get(message_id)
        if message is None or message.deleted:
            raise ControlError(404, "message_not_found", f"There is no message {message_id} in chat {chat_id}.")
        return message

    # What happens

    def seconds(self) -> int:
        """The time now in whole seconds since 1970."""
        return int(self.clock.timestamp())

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Json,
        *,
        markup: Markup = NOTHING,
        reply_to: Message | None = None,
        protected: bool = False,
        extra: Json | None = None,
    ) -> Message:
        """Puts a new message into a chat. It tells nobody but the journal: see `hear` for the bot."""
        if chat.type == "supergroup":
            number = chat.last_id = chat.last_id + 1
        else:
            number = self._last_message_id = self._last_message_id + 1
        message = Message(chat, number, self.seconds(), sender, content, markup, reply_to, protected, extra or {})
        chat.messages[number] = message
        if len(chat.messages) > KEPT_MESSAGES:
            chat.messages.popitem(last=False)
        if sender is self.bot:
            chat.action = None
            self._person_keyboard(chat, message)
        message.created = message.revision = self.journal.record("message", chat.id, number)
        return message

    def change(self, message: Message, content: Json, markup: Markup) -> None:
        """A new version of a message; the old one stays in its history."""
        message.history.append((message.edit_date or message.date, message.content, message.markup))
        del message.history[:-50]
        message.content, message.markup = content, markup
        message.revision = self.journal.record("edited", message.chat.id, message.id)

    def delete(self, message: Message) -> None:
        """Removes a message from the chat; the page sees that it went."""
        message.deleted = True
        message.revision = self.journal.record("deleted", message.chat.id, message.id)

    def hear(self, message: Message, kind: str = "message") -> None:
        """Tells the bot about a person's message, if Telegram would."""
        if self._reaches_bot(message):
            self.updates.offer(kind, message.api(), message.chat.id)

    def add_query(self, query: Query) -> Query:
        """Keeps a query so that the bot can answer it."""
        self.queries[query.id] = query
        if len(self.queries) > KEPT_QUERIES:
            self.queries.popitem(last=False)
        return query

    def new_id(self) -> str:
        """A fresh id for queries and albums, digits only as Telegram's."""
        return str(10**17 + secrets.randbelow(9 * 10**17))

    def _person_keyboard(self, chat: Chat, message: Message) -> None:
        reply = message.markup.reply
        if reply is not None:
            chat.keyboard = None if reply.get("remove_keyboard") else (message.id, reply)

    def _reaches_bot(self, message: Message) -> bool:
        """Private chats always; groups by privacy mode: commands, mentions, replies to the bot, notes."""
        chat = message.chat
        if chat.type == "private":
            return True
        if chat.bot_status in ("left", "kicked"):
            return False
        if not self.privacy or chat.bot_status == "administrator" or not _is_words(message.content):
            return True
        if message.reply_to is not None and message.reply_to.sender is self.bot:
            return True
        me = f"@{self.bot.username}".lower()
        words = message.text.lower()
        if words.startswith("/"):
            _, at, addressee = words.split()[0].partition("@")
            return not at or f"@{addressee}" == me
        return me in words or "via_bot" in message.extra


def _is_words(content: dict[str, Any]) -> bool:
    service = {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"}
    return not service & content.keys()
