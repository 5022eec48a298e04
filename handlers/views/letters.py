"""A campaign of the outbox -> what its recipients read. Texts are drawn when they are sent, never before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.notices import NOTICE
from bot.reminders.templates import Templates
from handlers.views import remind_keyboards as keyboards
from handlers.views import remind_messages as messages
from handlers.views.callbacks import Action
from handlers.views.keyboards import action_button
from handlers.views.replies import Reply
from knowledge.loader import KnowledgeBase

BROADCAST = "siaran"
"""The kind of broadcasts; `data["html"]` is their text."""


def letter(kind: str, data: Mapping[str, Any], templates: Templates, base: KnowledgeBase) -> Reply:
    """The message of a campaign. `KeyError` when its template is gone."""
    if kind == BROADCAST:
        return broadcast(data["html"])
    if kind == NOTICE:
        return Reply(messages.NOTICE, keyboards.notice())
    message = templates.render(kind, data)
    entry = base.entries.get(message.entry)
    topic = action_button(entry.title, Action.TOPIC, entry.id) if entry else None
    return Reply(messages.reminder(message), keyboards.letter(topic))


def broadcast(html: str) -> Reply:
    return Reply(html, keyboards.letter())
