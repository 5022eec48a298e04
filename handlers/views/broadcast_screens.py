"""Screens of a broadcast: what is said, with the buttons that belong to it."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.outbox.letters import Campaign, CampaignState, Progress
from handlers.broadcast.draft import EVERYWHERE, Draft
from handlers.views import broadcast_messages as messages
from handlers.views.callbacks import Action
from handlers.views.keyboards import Row, action_button
from handlers.views.remind_messages import EMPLOYMENTS
from handlers.views.replies import Reply
from knowledge.model import Employment

_CANCEL = action_button("Batal", Action.BROADCAST_CANCEL)


def target(draft: Draft, recipients: int, rate: float, *, alone: bool) -> Reply:
    """Whom the draft is for. `alone`: nobody else has to approve."""
    kinds = [
        action_button(f"{'☑' if kind in draft.kinds else '☐'} {EMPLOYMENTS[kind]}", Action.BROADCAST_KIND, kind)
        for kind in Employment
    ]
    places = [action_button("Pilih provinsi", Action.BROADCAST_PROVINCES)]
    if draft.provinces != EVERYWHERE:
        places.append(action_button("Semua provinsi", Action.BROADCAST_EVERYWHERE))
    send = action_button("Kirim" if alone else "Minta persetujuan", Action.BROADCAST_SEND)
    last: Row = [send, _CANCEL] if recipients else [_CANCEL]
    text = messages.target(draft.provinces, draft.kinds, recipients, rate)
    return Reply(text, InlineKeyboardMarkup([kinds, places, last]))


def waiting(draft: Draft, recipients: int, rate: float) -> Reply:
    withdraw = action_button("Tarik kembali", Action.BROADCAST_WITHDRAW, draft.number)
    text = messages.waiting(draft.provinces, draft.kinds, recipients, rate)
    return Reply(text, InlineKeyboardMarkup([[withdraw]]))


def approval(draft: Draft, recipients: int, rate: float) -> Reply:
    approve = action_button("Setujui", Action.BROADCAST_APPROVE, draft.number)
    reject = action_button("Tolak", Action.BROADCAST_REJECT, draft.number)
    text = messages.approval(draft.provinces, draft.kinds, recipients, rate)
    return Reply(text, InlineKeyboardMarkup([[approve, reject]]))


def progress(campaign: Campaign, now: Progress, rate: float, *, over: bool) -> Reply:
    """How far a broadcast is; `over`: nothing of it is on its way any more."""
    text = messages.progress(campaign.state, now, campaign.data["recipients"], rate)
    if over or campaign.state is CampaignState.CANCELLED:
        return Reply(text)
    paused = campaign.state is CampaignState.PAUSED
    go = (
        action_button("Lanjutkan", Action.BROADCAST_RESUME, campaign.id)
        if paused
        else action_button("Jeda", Action.BROADCAST_PAUSE, campaign.id)
    )
    return Reply(text, InlineKeyboardMarkup([[go, action_button("Hentikan", Action.BROADCAST_STOP, campaign.id)]]))
