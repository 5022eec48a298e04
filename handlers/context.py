"""The typed context that carries the services to every handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram.ext import CallbackContext, ContextTypes, ExtBot

from bot.feedback.service import Feedback
from bot.subscribers import Subscribers
from handlers.broadcasting import Broadcasting
from handlers.conversations import Conversations
from handlers.memory import ChatMemory
from handlers.reporting import Reporting
from knowledge.finder import Finder
from knowledge.loader import KnowledgeBase

_KEY = "services"


@dataclass(frozen=True)
class Services:
    """Everything handlers need; built once in `bot.app`.

    `reporting` is None where no reports are taken, `subscribers` where nobody can subscribe, `broadcasting` where
    nobody may broadcast.
    """

    base: KnowledgeBase
    finder: Finder
    feedback: Feedback
    memory: ChatMemory
    conversations: Conversations
    reporting: Reporting | None = None
    subscribers: Subscribers | None = None
    broadcasting: Broadcasting | None = None


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with `services`."""

    @property
    def services(self) -> Services:
        services: Services = self.bot_data[_KEY]
        return services


def context_types() -> ContextTypes[Context, dict[Any, Any], dict[Any, Any], dict[Any, Any]]:
    return ContextTypes(context=Context)


def provide(bot_data: dict[Any, Any], services: Services) -> None:
    """Make `services` reachable from every context of the application that owns `bot_data`."""
    bot_data[_KEY] = services
