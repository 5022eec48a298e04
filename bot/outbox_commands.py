"""What an operator does with the outbox on the command line. Every command returns the lines to be printed."""

from __future__ import annotations

import argparse
from typing import Final

from bot.administration import AdministrationError
from bot.clock import Clock
from bot.outbox.letters import Campaign, CampaignState, Progress
from bot.outbox.queue import Queue

SHOWN_SECONDS: Final = 7 * 24 * 3600
"""So long after its deadline a campaign that is over is still listed."""

_STATES = {
    CampaignState.ACTIVE: "berjalan",
    CampaignState.PAUSED: "dijeda",
    CampaignState.CANCELLED: "dibatalkan",
    CampaignState.DONE: "selesai",
}
_ACTIONS = {
    "pause": ("jeda kampanye", "dijeda", "Tidak ada kampanye yang berjalan dengan nama itu."),
    "resume": ("lanjutkan kampanye", "berjalan lagi", "Tidak ada kampanye yang dijeda dengan nama itu."),
    "cancel": ("batalkan kampanye", "dibatalkan", "Tidak ada kampanye yang masih terbuka dengan nama itu."),
}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`outbox` with what belongs to it."""
    outbox = commands.add_parser("outbox", help="pengingat dan siaran yang sedang dikirim")
    actions = outbox.add_subparsers(dest="action", required=True)
    actions.add_parser("status", help="semua kampanye yang terbuka atau baru selesai")
    for name, (explained, _, _) in _ACTIONS.items():
        actions.add_parser(name, help=explained).add_argument("campaign", help="nama kampanye dari status")


async def run(queue: Queue, clock: Clock, arguments: argparse.Namespace) -> list[str]:
    """Do what `arguments` say. Raises `AdministrationError`."""
    if arguments.action == "status":
        since = clock.now().timestamp() - SHOWN_SECONDS
        shown = [one for one in await queue.campaigns() if one.deadline > since]
        return [_line(one, await queue.progress(one.id)) for one in shown] or ["Tidak ada kampanye."]
    change = {"pause": queue.pause, "resume": queue.resume, "cancel": queue.cancel}[arguments.action]
    _, done, refused = _ACTIONS[arguments.action]
    if not await change(arguments.campaign):
        raise AdministrationError(f"{refused} Lihat outbox status.")
    return [f"{arguments.campaign}: {done}."]


def _line(campaign: Campaign, now: Progress) -> str:
    numbers = {
        "terkirim": now.sent,
        "sisa": now.left,
        "diblokir": now.blocked,
        "gagal": now.failed,
        "tidak pasti": now.uncertain,
        "kedaluwarsa": now.expired,
        "batal": now.cancelled,
    }
    shown = ", ".join(f"{name} {count}" for name, count in numbers.items())
    return f"{campaign.id}  {_STATES[campaign.state]}: {shown}"
