"""The chat's side of broadcasts: who may send them, which wait for approval, which are under way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.clock import WIB, Clock
from bot.outbox.letters import Campaign, CampaignState, OnUncertain, Recipient
from bot.outbox.quiet import ZONES
from bot.reminders.subscriptions import Target
from bot.subscribers import Subscribers
from handlers.broadcast.draft import Draft
from handlers.sending import NO_PREVIEW
from handlers.views import broadcast_screens as screens
from handlers.views.letters import BROADCAST
from handlers.views.replies import Reply
from knowledge.model import Employment

START_SECONDS: Final = 5
"""Between approval and the first letter: time to stop it, and for its letters to be written."""

DEADLINE_SECONDS: Final = 7 * 24 * 3600
_OPEN: Final = (CampaignState.ACTIVE, CampaignState.PAUSED)

Screen = tuple[int, int]
"""A chat and a message in it."""


@dataclass(frozen=True)
class Waiting:
    """A draft that waits for approval, and where it is shown."""

    draft: Draft
    recipients: int
    author_screen: Screen
    others: list[Screen] = field(default_factory=list)


class Broadcasting:
    """Drafts that wait are in memory. What was approved stands in the outbox and survives a restart."""

    def __init__(
        self, subscribers: Subscribers, administrators: frozenset[int], per_second: float, clock: Clock
    ) -> None:
        self.administrators, self.per_second = administrators, per_second
        self.waiting: dict[str, Waiting] = {}
        self._subscribers, self._queue, self._clock = subscribers, subscribers.queue, clock
        self._open: dict[str, str] = {}
        self._unplanned: set[str] = set()

    def others(self, administrator: int) -> list[int]:
        """Those who can approve what `administrator` wrote."""
        return sorted(self.administrators - {administrator})

    async def start(self, bot: Bot, draft: Draft, recipients: int, screens: list[Screen]) -> None:
        """From now on the broadcast is the outbox's, and `screens` show how far it is. `tick` writes its letters."""
        now = self._clock.now()
        name = f"{BROADCAST}-{now.astimezone(WIB):%Y%m%d}-{draft.number}"
        begin = int(now.timestamp()) + START_SECONDS
        data = {
            "html": draft.html,
            "provinces": sorted(draft.provinces),
            "kinds": sorted(draft.kinds),
            "recipients": recipients,
            "screens": screens,
        }
        campaign = Campaign(name, BROADCAST, data, begin, begin + DEADLINE_SECONDS, OnUncertain.REPEAT)
        await self._queue.plan(campaign, [])
        self._watch(campaign)
        await self._show(bot, campaign)

    async def resume(self) -> None:
        """Take up what an earlier process left. Call it before a sender starts, which would close what looks empty."""
        for campaign in await self._campaigns():
            if campaign.state in _OPEN:
                self._watch(campaign)

    async def tick(self, bot: Bot) -> None:
        """Write the letters of what was approved, then show how far everything is."""
        if not self._open:
            return
        for campaign in await self._campaigns():
            if campaign.id in self._unplanned:
                await self._queue.plan(campaign, self._recipients(campaign))
                self._unplanned.discard(campaign.id)
        for campaign in await self._campaigns():
            if campaign.id in self._open:
                await self._show(bot, campaign)

    async def show(self, bot: Bot, name: str) -> None:
        """Show how far one of them is, at once."""
        for campaign in await self._campaigns():
            if campaign.id == name:
                self._open.setdefault(name, "")
                await self._show(bot, campaign)

    def _watch(self, campaign: Campaign) -> None:
        self._open[campaign.id] = ""
        self._unplanned.add(campaign.id)

    async def _campaigns(self) -> list[Campaign]:
        return [campaign for campaign in await self._queue.campaigns() if campaign.kind == BROADCAST]

    async def _recipients(self, campaign: Campaign) -> AsyncIterator[Recipient]:
        target = _target(campaign.data)
        for zone in ZONES:
            if near := target.within(zone):
                async for chat_id in self._subscribers.subscriptions.chats(near, without=campaign.id):
                    yield Recipient(chat_id, campaign.not_before, zone)

    async def _show(self, bot: Bot, campaign: Campaign) -> None:
        progress = await self._queue.progress(campaign.id)
        over = campaign.state not in _OPEN and not progress.left and campaign.id not in self._unplanned
        reply = screens.progress(campaign, progress, self.per_second, over=over)
        if reply.text != self._open.get(campaign.id):
            for chat_id, message in campaign.data["screens"]:
                await edit_screen(bot, (chat_id, message), reply)
        if over:
            self._open.pop(campaign.id, None)
        else:
            self._open[campaign.id] = reply.text


async def edit_screen(bot: Bot, screen: Screen, reply: Reply) -> None:
    """Show `reply` in place of a message. One that can't be changed any more is left as it is."""
    chat_id, message = screen
    with suppress(TelegramError):
        await bot.edit_message_text(
            reply.text,
            chat_id=chat_id,
            message_id=message,
            parse_mode=ParseMode.HTML,
            reply_markup=reply.keyboard,
            link_preview_options=NO_PREVIEW,
        )


def _target(data: Any) -> Target:
    return Target(frozenset(data["provinces"]), frozenset(map(Employment, data["kinds"])))
