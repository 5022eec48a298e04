"""The typed context that carries the services to every handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram.ext import CallbackContext, ContextTypes, ExtBot

from bot.feedback.service import Feedback
from handlers.memory import ChatMemory
from knowledge.finder import Finder
from knowledge.loader import KnowledgeBase

_KEY = "services"


@dataclass(frozen=True)
class Services:
    """Everything handlers need; built once in `bot.app`."""

    base: KnowledgeBase
    finder: Finder
    feedback: Feedback
    memory: ChatMemory


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
