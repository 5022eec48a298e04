"""Messages that only make sense after another: "kalau PPPK?", "terus kalau di grup keluarga?"."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Employment

LONGEST = 8
"""Words of a follow-up; longer messages stand on their own."""

_OPENERS = frozenset(
    ["kalau", "terus", "lalu", "nah", "trus", "gimana", "bagaimana", "misal", "misalnya", "berarti", "tapi"]
)
_EMPLOYMENTS = {"pppk": Employment.PPPK, "pns": Employment.PNS}
_AROUND = _OPENERS | frozenset(
    [
        "untuk",
        "yang",
        "saya",
        "status",
        "statusnya",
        "pegawai",
        "guru",
        "juga",
        "sama",
        "itu",
        "dong",
        "ya",
        "kah",
        "sih",
        "bagi",
        "jadi",
        "dengan",
        "boleh",
        "tidak",
        "apa",
        "apakah",
        "kena",
        "berlaku",
    ]
)


def is_follow_up(said: Sequence[str]) -> bool:
    """True for a short message that opens like a continuation."""
    return 0 < len(said) <= LONGEST and said[0] in _OPENERS


def only_employment(said: Sequence[str]) -> Employment | None:
    """The employment that a follow-up asks about when it says nothing else: "kalau PPPK gimana?"."""
    if not is_follow_up(said) and len(said) > 2:
        return None
    named = {_EMPLOYMENTS[word] for word in said if word in _EMPLOYMENTS}
    rest = [word for word in said if word not in _EMPLOYMENTS and word not in _AROUND]
    return named.pop() if len(named) == 1 and not rest else None
