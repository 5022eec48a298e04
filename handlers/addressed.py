"""When a message is meant for the bot: always in private; in groups on mention or reply to it."""

from __future__ import annotations

from telegram import Message, MessageEntity
from telegram.ext import filters


class Addressed(filters.MessageFilter):
    """Passes private messages, mentions of the bot's own name, and replies to its messages.

    A message that the person sent via the bot's inline mode is not a question.
    """

    def filter(self, message: Message) -> bool:
        if message.via_bot:
            return False
        if message.chat.type == message.chat.PRIVATE:
            return True
        bot = message.get_bot()
        replied_to = message.reply_to_message.from_user if message.reply_to_message else None
        if replied_to and replied_to.id == bot.id:
            return True
        mentions = message.parse_entities([MessageEntity.MENTION]).values()
        return any(mention.casefold() == f"@{bot.username}".casefold() for mention in mentions)
