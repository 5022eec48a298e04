"""When a message is answered at once: sure, in scope, and no serious reading says the opposite."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from knowledge.confidence import NO_OPPOSITE, Confidence, Evidence, Logistic
from knowledge.fitting import LEAST_FLIP_FROM, Judged, fit, write

CLEAR = Evidence(
    top=1.0,
    over_second=2.0,
    over_other_verdict=2.0,
    over_off_topic=2.0,
    opposite=-1.0,
    unknown_share=0.0,
    length=math.log1p(5),
    strange=0.0,
)
RULE = Confidence(
    verdict=Logistic(weights=(5, 0, 0, 0, 0, 0, 0, 0), bias=0),
    scope=Logistic(weights=(0, 0, 0, 5, 0, 0, 0, 0), bias=0),
    flip=Logistic(weights=(0, 0, 0, 0, 5, 0, 0, 4), bias=0),
    sure_from=0.8,
    answer_scope_from=0.8,
    choices_scope_from=0.5,
    flip_from=0.2,
)


def test_a_clear_message_is_answered() -> None:
    assert RULE.answers(CLEAR)


@pytest.mark.parametrize(
    "changed",
    [{"top": 0.0}, {"over_off_topic": -1.0}, {"opposite": 0.0}, {"strange": 1.0}, {"length": math.log1p(1)}],
    ids=["unsure", "off topic", "opposite reading", "strange qualifier", "single word"],
)
def test_one_reason_is_enough_for_buttons(changed: dict[str, float]) -> None:
    assert not RULE.answers(CLEAR._replace(**changed))


def test_an_entry_that_neither_permits_nor_forbids_cannot_flip() -> None:
    assert RULE.answers(CLEAR._replace(opposite=NO_OPPOSITE, strange=1.0))


def _phrasings(flip: Evidence) -> list[Judged]:
    """Clear and right ones, two off topic, and one that is flipped."""
    clear = [CLEAR._replace(top=1 + n / 100, opposite=-1 - n / 100) for n in range(60)]
    off_topic = [CLEAR._replace(top=-0.9, over_off_topic=-1 - n / 10, unknown_share=0.9) for n in range(20)]
    return [
        *(Judged(evidence, in_scope=True, right=True) for evidence in clear),
        *(Judged(evidence, in_scope=False, right=False) for evidence in off_topic),
        Judged(flip, in_scope=True, right=False, flipped=True),
    ]


@pytest.mark.parametrize("opposite", [-0.9, -0.5, 0.2])
def test_fitting_stops_every_held_out_flip_that_it_may(opposite: float, tmp_path: Path) -> None:
    flip = CLEAR._replace(opposite=opposite, strange=1.0)
    write(fit(_phrasings(flip), []), tmp_path / "confidence.toml")
    fitted = Confidence.read(tmp_path / "confidence.toml")
    assert fitted.flip_from >= LEAST_FLIP_FROM
    assert not fitted.answers(flip)
    assert fitted.answers(CLEAR)
