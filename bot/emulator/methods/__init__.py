"""Every Bot API method that the emulator knows, by its name in lower case (Telegram ignores case)."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.emulator.methods import chats, deletes, edits, media, profile, queries, receiving, sending
from bot.emulator.params import Params
from bot.emulator.world import World

Method = Callable[[World, Params], Any | Awaitable[Any]]

METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for module in (receiving, sending, media, edits, deletes, queries, profile, chats)
    for name, method in module.METHODS.items()
}
"""Lower-case name -> (proper name, method)."""
