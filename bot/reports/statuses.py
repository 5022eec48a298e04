"""Where a report stands, how it may move, and what its reporter reads about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """The way of a report. Values stand in the database."""

    DITERIMA = "diterima"
    DITELAAH = "ditelaah"
    PERLU_INFO = "perlu_info"
    DITERUSKAN = "diteruskan"
    SELESAI = "selesai"
    DITOLAK = "ditolak"

    @property
    def closed(self) -> bool:
        return self in (Status.SELESAI, Status.DITOLAK)


class Outcome(StrEnum):
    """What a status needs to be told besides: to whom it went, or how it ended."""

    BAWASLU = "bawaslu"
    BKN = "bkn"
    INSPEKTORAT = "inspektorat"
    PPK = "ppk"
    TERBUKTI = "terbukti"
    TIDAK_TERBUKTI = "tidak_terbukti"
    BUKTI_KURANG = "bukti_kurang"
    BUKAN_WEWENANG = "bukan_wewenang"
    GANDA = "ganda"
    DI_LUAR_LINGKUP = "di_luar_lingkup"
    TIDAK_CUKUP_INFO = "tidak_cukup_info"


OUTCOMES: dict[Status, tuple[Outcome, ...]] = {
    Status.DITERUSKAN: (Outcome.BAWASLU, Outcome.BKN, Outcome.INSPEKTORAT, Outcome.PPK),
    Status.SELESAI: (
        Outcome.TERBUKTI,
        Outcome.TIDAK_TERBUKTI,
        Outcome.BUKTI_KURANG,
        Outcome.BUKAN_WEWENANG,
        Outcome.GANDA,
    ),
    Status.DITOLAK: (Outcome.DI_LUAR_LINGKUP, Outcome.TIDAK_CUKUP_INFO),
}
"""Statuses that need an outcome, and which."""

TRANSITIONS: dict[Status, tuple[Status, ...]] = {
    Status.DITERIMA: (Status.DITELAAH, Status.DITOLAK),
    Status.DITELAAH: (Status.PERLU_INFO, Status.DITERUSKAN, Status.SELESAI, Status.DITOLAK),
    Status.PERLU_INFO: (Status.DITELAAH, Status.SELESAI, Status.DITOLAK),
    Status.DITERUSKAN: (Status.DITELAAH, Status.SELESAI),
    Status.SELESAI: (Status.DITELAAH,),
    Status.DITOLAK: (Status.DITELAAH,),
}


class TransitionError(Exception):
    """The move is not allowed, its outcome does not fit, or a reopening lacks its reason. Nothing was changed."""


@dataclass(frozen=True)
class Move:
    """A report's step from one status to another. Raises `TransitionError` when it may not be taken."""

    before: Status
    after: Status
    outcome: Outcome | None = None
    has_reason: bool = False

    def __post_init__(self) -> None:
        if self.after not in TRANSITIONS[self.before]:
            raise TransitionError(f"{self.before} -> {self.after}")
        if (self.outcome is None) != (self.after not in OUTCOMES) or (
            self.outcome is not None and self.outcome not in OUTCOMES[self.after]
        ):
            raise TransitionError(f"{self.after}: {self.outcome}")
        if self.reopens and not self.has_reason:
            raise TransitionError("a reopening needs a reason")

    @property
    def reopens(self) -> bool:
        return self.before.closed
