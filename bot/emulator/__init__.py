"""A Telegram on this machine: people, chats and the Bot API over loopback HTTP, without the internet.

Front door: `World` (state), `create_app` and `start` (server), `Emulator` and `Person` (client for tests).
`docs/emulator.md` lists what is imitated, the control API and what is left out.
"""

from bot.emulator.client import Emulator, Person
from bot.emulator.clock import MovableClock
from bot.emulator.server import Running, create_app, start
from bot.emulator.world import World

__all__ = ["Emulator", "MovableClock", "Person", "Running", "World", "create_app", "start"]
