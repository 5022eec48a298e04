"""The shape of the knowledge base: entries, the provisions they cite, and nothing about finding them.

Everything is frozen and refuses unknown keys, so a typed error in a TOML file is found when it is read,
never when somebody asks. Values that name a legal concept keep the statute's own word.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

TITLE_LIMIT = 36
"""Letters in an entry's title: it is also a button (design: buttons of one to four words)."""

LABEL_LIMIT = 28
"""Letters in the label of a context: two such buttons fit beside each other on a phone."""

UNREVIEWED = "belum ditinjau ahli hukum"
"""`review.by` until a person has compared the entry with the law. Only a person may change it."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Verdict(StrEnum):
    """What an entry answers. The value is the word in TOML and in machine output."""

    BOLEH = "boleh"
    BOLEH_BERSYARAT = "boleh_bersyarat"
    TIDAK_BOLEH = "tidak_boleh"
    BELUM_TEGAS = "belum_tegas"
    INFORMASI = "informasi"

    @property
    def sign(self) -> str:
        """One character that says the verdict without colour."""
        return _VERDICT_WORDS[self][0]

    @property
    def label(self) -> str:
        """The first line of a card, always the same words."""
        return _VERDICT_WORDS[self][1]

    @property
    def permits(self) -> bool:
        """True for both kinds of "boleh"."""
        return self in (Verdict.BOLEH, Verdict.BOLEH_BERSYARAT)

    def flips(self, other: Verdict) -> bool:
        """True when one permits what the other forbids: the error that can cost a career."""
        return (self.permits and other is Verdict.TIDAK_BOLEH) or (other.permits and self is Verdict.TIDAK_BOLEH)


_VERDICT_WORDS = {
    Verdict.BOLEH: ("✅", "BOLEH"),
    Verdict.BOLEH_BERSYARAT: ("⚠️", "BOLEH, DENGAN SYARAT"),
    Verdict.TIDAK_BOLEH: ("⛔", "TIDAK BOLEH"),
    Verdict.BELUM_TEGAS: ("❔", "BELUM DIATUR TEGAS"),
    Verdict.INFORMASI: ("ℹ️", "PENJELASAN"),
}


class Stage(StrEnum):
    """When a sanction applies. KPU's determination turns `BAKAL_CALON` into `CALON` (SKB Lampiran II)."""

    BAKAL_CALON = "bakal_calon"
    CALON = "calon"
    KAPAN_SAJA = "kapan_saja"


class Employment(StrEnum):
    """Whom a provision or a sanction binds. `LAINNYA` is everyone who is not an ASN."""

    PNS = "PNS"
    PPPK = "PPPK"
    LAINNYA = "lainnya"


class Level(StrEnum):
    """How severe a sanction may be; PP 94/2021 Pasal 8 for `DISIPLIN_*`, PP 49/2018 Pasal 53 for `KONTRAK`."""

    MORAL = "moral"
    DISIPLIN_SEDANG = "disiplin_sedang"
    DISIPLIN_BERAT = "disiplin_berat"
    KONTRAK = "kontrak"
    PTDH = "ptdh"
    SATGAS = "satgas"
    PIDANA = "pidana"


class InstrumentStatus(StrEnum):
    BERLAKU = "berlaku"
    DICABUT = "dicabut"
    DIGANTI = "diganti"


class Confidence(StrEnum):
    """How well a provision's wording is known. What is `UNCONFIRMED` is never shown as a fact."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single_source"
    UNCONFIRMED = "unconfirmed"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Instrument(Frozen):
    """A law, regulation, decree, circular or court decision."""

    id: str
    short: Text
    title: Text
    number: Text
    date: Text
    status: InstrumentStatus
    status_note: str = ""
    replaced_by: str = ""
    link: str = ""


class Provision(Frozen):
    """One citable place in an instrument. An instrument cited as a whole has a provision of its own id."""

    id: str
    instrument: str
    place: str = ""
    gist: Text
    binds: tuple[Employment, ...] = ()
    whom: Text
    confidence: Confidence


class Context(Frozen):
    """A fact that changes the verdict. `label` is the button, `when` the fact in words.

    `because` and `safe` stand on the context's card in the place of the entry's `reason` and `safe`. `sanction` is the
    `condition` whose sanctions fit this fact: None means the entry's first, "" that none of them fits.
    """

    label: Annotated[Text, StringConstraints(max_length=LABEL_LIMIT)]
    when: Text
    verdict: Verdict
    because: str = ""
    safe: str = ""
    sanction: str | None = None


class Sanction(Frozen):
    """What may follow. `condition` is the element of the provision that must be met, in words."""

    stage: Stage
    employment: tuple[Employment, ...] = Field(min_length=1)
    level: Level
    condition: str = ""
    text: str = ""
    basis: tuple[str, ...] = Field(min_length=1)


class Citation(Frozen):
    provision: str
    gist: Text


class Position(Frozen):
    """One side of a disagreement between bodies; `date` as far as it is known (year, month or day)."""

    who: Text
    date: Text
    says: Text


class Review(Frozen):
    """Who compared the entry with the law, when the facts were collected, when it is to be looked at again."""

    by: Text
    on: dt.date
    next: dt.date


class Search(Frozen):
    """How people ask for this entry: raw material of retrieval, never shown."""

    words: tuple[Text, ...] = ()
    asked_as: tuple[Text, ...] = ()


class Entry(Frozen):
    """One question and its answer. `id` is public: it is the file name and the deep link."""

    id: EntryId
    group: EntryId
    question: Text
    title: Annotated[Text, StringConstraints(max_length=TITLE_LIMIT)]
    verdict: Verdict
    reason: Text
    safe: Text
    conditions: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    ask: str = ""
    related: tuple[EntryId, ...] = Field(default=(), max_length=3)
    by_context: tuple[Context, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    citations: tuple[Citation, ...] = ()
    disputed: tuple[Position, ...] = ()
    review: Review
    search: Search = Search()

    @cached_property
    def reviewed(self) -> bool:
        """A person has compared the entry with the law."""
        return self.review.by != UNREVIEWED

    @cached_property
    def asks_first(self) -> bool:
        """The answer to `ask` can turn a "boleh" into a "tidak boleh", so no verdict is said before it is known."""
        verdicts = {self.verdict, *(context.verdict for context in self.by_context)}
        return bool(self.ask) and any(a.flips(b) for a in verdicts for b in verdicts)
