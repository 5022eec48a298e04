"""The collector is as it was once the bot has stopped."""

from __future__ import annotations

import gc

from bot.collector import YOUNG_OBJECTS, settled_collector


def test_what_was_there_is_set_aside_until_the_end() -> None:
    thresholds, frozen = gc.get_threshold(), gc.get_freeze_count()
    with settled_collector():
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold()[0] == YOUNG_OBJECTS
    assert gc.get_threshold() == thresholds
    assert gc.get_freeze_count() == 0
