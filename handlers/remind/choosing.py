"""A chat that was asked for its province. In memory: the later steps stand in the buttons themselves."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.conversations import Conversation

WAITING_SECONDS = 600.0
"""How long what is typed is taken for a province."""


@dataclass(eq=False, repr=False)
class Choosing(Conversation):
    """What the person writes next is the name of a province."""

    @property
    def quiet_seconds(self) -> float:
        return WAITING_SECONDS
