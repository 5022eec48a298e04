"""Inline mode: @bot <question> in any chat shares cards."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ParseMode

from handlers.context import Context
from handlers.sending import NO_PREVIEW
from handlers.views import cards
from knowledge.loader import KnowledgeBase
from knowledge.model import Entry

RESULTS = 6
CACHE_SECONDS = 300
FIRST_SIGHT = (
    "medsos-like",
    "foto-pose-jari",
    "kaos-atribut",
    "hadir-kampanye-pasif",
    "hak-pilih",
    "daftar-larangan",
)
"""Offered before anything is typed."""


async def on_inline(update: Update, context: Context) -> None:
    """The likeliest cards for what was typed so far; the person sees the titles and chooses."""
    query = update.inline_query
    if not query:
        return
    services = context.services
    entries = _entries(query.query, context)
    results = [_result(entry, services.base) for entry in entries]
    # is_personal stays False: results hold nothing of the person, so Telegram may cache them for all.
    await query.answer(results, cache_time=CACHE_SECONDS)


def _entries(text: str, context: Context) -> list[Entry]:
    base = context.services.base
    if not text.strip():
        return [base.entries[name] for name in FIRST_SIGHT if name in base.entries]
    return [ranked.entry for ranked in context.services.finder.suggest(text, RESULTS)]


def _result(entry: Entry, base: KnowledgeBase) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=entry.id,
        title=f"{entry.verdict.sign} {entry.title}",
        description=entry.reason,
        input_message_content=InputTextMessageContent(
            cards.answer(entry, base), parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
    )
