"""The composition root: builds things and connects them. Nothing else knows more than its own room."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, ExtBot

from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.feedback.service import Feedback
from bot.storage.database import Database
from bot.telegram.limiter import Limiter
from bot.telegram.transport import AiohttpRequest
from bot.telegram.updates import OneAtATime
from bot.telegram.webhook import webhook_app
from handlers import UPDATE_KINDS, register
from handlers.context import Services, context_types, provide
from handlers.memory import ChatMemory
from handlers.publish import publish
from knowledge.finder import Finder
from knowledge.loader import KnowledgeBase

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

SWEEP_SECONDS = 60.0
"""How often forgotten chats leave the memory."""
