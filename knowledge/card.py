"""An entry laid out for reading: what stands before the fold and what folds away. Plain text, no markup.

The order is the product's promise: the verdict first, the question as understood, one reason, what is safe,
what may follow. Every edge (chat, inline, gallery, command line) draws the same card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from knowledge.loader import KnowledgeBase
from knowledge.model import Context, Employment, Entry, Level, Provision, Sanction, Stage, Verdict

WORD_LIMIT = 80
"""Words before the fold."""

MESSAGE_LIMIT = 4096
"""Letters of one message, after markup is taken out."""

STAGE_WORDS = {
    Stage.BAKAL_CALON: "Bakal calon",
    Stage.CALON: "Calon",
    Stage.KAPAN_SAJA: "Kapan saja",
}

_SHORT = {
    Level.MORAL: "sanksi moral",
    Level.DISIPLIN_SEDANG: "disiplin sedang",
    Level.DISIPLIN_BERAT: "disiplin berat",
    Level.KONTRAK: "pemutusan kontrak",
    Level.PTDH: "pemberhentian tidak dengan hormat",
    Level.SATGAS: "putusan Satgas",
    Level.PIDANA: "pidana, syaratnya di rincian",
}

# The level is a threat, the authority chooses the punishment after an examination: "dapat dikenai" (SKB Lampiran II).
# PP 94/2021 Pasal 8 names the punishments of PNS; PPPK are reached through the SKB and PP 49/2018 Pasal 52-53.
_FULL: dict[tuple[Level, bool], str] = {
    (Level.MORAL, False): "dapat dikenai sanksi moral, berupa pernyataan tertutup atau terbuka",
    (Level.MORAL, True): "terikat SKB dan dapat dikenai sanksi moral; PP 42/2004 sendiri ditulis untuk PNS",
    (Level.DISIPLIN_SEDANG, False): (
        "dapat dikenai hukuman disiplin sedang: tunjangan kinerja dipotong 25% selama 6, 9, atau 12 bulan"
    ),
    (Level.DISIPLIN_SEDANG, True): (
        "terikat SKB dan dapat dikenai hukuman setingkat menurut aturan disiplin PPPK (PP 49/2018)"
    ),
    (Level.DISIPLIN_BERAT, False): (
        "dapat dikenai hukuman disiplin berat, dapat sampai pemberhentian; "
        "jenisnya diputus pejabat yang berwenang setelah pemeriksaan"
    ),
    (Level.DISIPLIN_BERAT, True): (
        "terikat SKB dan dapat dikenai hukuman setingkat menurut aturan disiplin PPPK (PP 49/2018)"
    ),
    (Level.KONTRAK, True): (
        "terikat SKB; bila dinilai pelanggaran disiplin berat, dapat dikenai pemutusan hubungan "
        "perjanjian kerja menurut PP 49/2018"
    ),
    (Level.SATGAS, False): ("tidak ada baris khusus; dapat dibahas dan diputus Satgas sebagai bentuk pelanggaran lain"),
}


@dataclass(frozen=True)
class Section:
    """A heading of the fold and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """What a person reads. `lead` and `sanctions` stand before the fold, `fold` behind it."""

    verdict: Verdict
    title: str
    lead: tuple[tuple[str, str], ...]
    """Pairs of a short label (may be empty) and a sentence."""
    sanctions: tuple[str, ...]
    fold: tuple[Section, ...]

    @property
    def words_before_fold(self) -> int:
        lead = " ".join(f"{label} {text}" for label, text in self.lead)
        return len(" ".join((self.verdict.label, self.title, lead, *self.sanctions)).split())

    @property
    def letters(self) -> int:
        """Length of the whole card as Telegram counts it: UTF-16 units of the text without markup."""
        return len(self.text().encode("utf-16-le")) // 2

    def text(self) -> str:
        """The card as plain text, for command lines."""
        lead = [f"{label}: {text}" if label else text for label, text in self.lead]
        fold = [line for part in self.fold for line in ("", part.heading, *part.lines)]
        head = (f"{self.verdict.sign} {self.verdict.label}", self.title, "", *lead, *self.sanctions)
        return "\n".join((*head, *fold))


def card(
    entry: Entry, base: KnowledgeBase, *, context: Context | None = None, employment: Employment | None = None
) -> Card:
    """The card of `entry`, or of one of its contexts; with `employment`, sanctions for others are left out."""
    verdict = context.verdict if context else entry.verdict
    sanctions = _sanctions_for(entry, employment)
    return Card(
        verdict=verdict,
        title=entry.title,
        lead=tuple(_lead(entry, verdict, context)),
        sanctions=() if verdict is Verdict.BOLEH else tuple(_sanctions_in_short(sanctions, context)),
        fold=tuple(part for part in _fold(entry, base, sanctions) if part.lines),
    )


def _sanctions_for(entry: Entry, employment: Employment | None) -> list[Sanction]:
    fitting = [item for item in entry.sanctions if employment is None or employment in item.employment]
    return fitting or list(entry.sanctions)


def _lead(entry: Entry, verdict: Verdict, context: Context | None) -> Iterator[tuple[str, str]]:
    if context:
        yield "Keadaan", context.when.rstrip(".") + "."
    yield "", (context and context.because) or entry.reason
    if verdict.permits and entry.conditions:
        yield "Syarat", "; ".join(text.rstrip(".") for text in entry.conditions) + "."
    if verdict.permits and not context:
        limits = [item.when.rstrip(".") for item in entry.by_context if item.verdict is Verdict.TIDAK_BOLEH]
        if limits:
            yield "Tidak boleh bila", "; ".join(limits) + "."
    yield "Yang aman", (context and context.safe) or entry.safe
    if entry.disputed:
        yield "", "Pendapat lembaga berbeda, lihat rincian."


def _of_one_element(sanctions: list[Sanction], context: Context | None) -> list[Sanction]:
    """The sanctions before the fold: of the element that the context names, else of the entry's first."""
    if context and context.sanction == "":
        return []
    named = [item for item in sanctions if context and item.condition == context.sanction]
    return named or [item for item in sanctions if item.condition == sanctions[0].condition]


def _sanctions_in_short(sanctions: list[Sanction], context: Context | None) -> Iterator[str]:
    """The sanctions of one element, a line a stage; the rest is announced and stands in the fold."""
    shown = _of_one_element(sanctions, context)
    if not shown:
        return
    condition = shown[0].condition
    yield f"Sanksi bila {condition}:" if condition else "Sanksi:"
    for stage, group in groupby(shown, key=lambda item: item.stage):
        yield f"• {STAGE_WORDS[stage]}: {_levels_in_short(group)}"
    if len(shown) < len(sanctions):
        yield "Ada sanksi lain, lihat rincian."


def _levels_in_short(group: Iterable[Sanction]) -> str:
    """Say each level once: "PNS dan PPPK dapat dikenai sanksi moral"."""
    who: dict[str, list[str]] = {}
    for item in group:
        names = [name.value for name in item.employment if name is not Employment.LAINNYA]
        who.setdefault(_SHORT[item.level], []).extend(names)
    parts = []
    for level, names in who.items():
        parts.append(f"{' dan '.join(dict.fromkeys(names))} dapat dikenai {level}".strip())
    return "; ".join(parts)


def _fold(entry: Entry, base: KnowledgeBase, sanctions: list[Sanction]) -> Iterator[Section]:
    yield Section("Langkah", tuple(f"{n}. {step}" for n, step in enumerate(entry.steps, 1)))
    yield Section("Tergantung keadaan", tuple(f"{c.verdict.sign} {c.when}" for c in entry.by_context))
    yield Section("Rincian sanksi", tuple(_sanctions_in_full(sanctions)))
    yield Section("Beda pendapat", tuple(f"• {item.who} ({item.date}): {item.says}" for item in entry.disputed))
    yield Section("Dasar hukum", tuple(_citation_lines(entry, base)))
    yield Section(
        "Tinjauan",
        (f"{entry.review.by[0].upper()}{entry.review.by[1:]}. Fakta dikumpulkan {entry.review.on:%d-%m-%Y}.",),
    )


def _sanctions_in_full(sanctions: list[Sanction]) -> Iterator[str]:
    for stage, by_stage in groupby(sanctions, key=lambda item: item.stage):
        for condition, group in groupby(by_stage, key=lambda item: item.condition):
            opening = f"{STAGE_WORDS[stage]}, bila {condition}" if condition else STAGE_WORDS[stage]
            yield f"• {opening}: " + " ".join(_full(item) for item in group)


def _full(item: Sanction) -> str:
    if item.text:
        return item.text
    only_pppk = item.employment == (Employment.PPPK,)
    sentence = _FULL.get((item.level, only_pppk)) or _FULL.get((item.level, not only_pppk)) or _SHORT[item.level]
    if item.level is Level.SATGAS:
        return sentence[0].upper() + sentence[1:] + "."
    names = " dan ".join(name.value for name in item.employment if name is not Employment.LAINNYA)
    return f"{names} {sentence}.".lstrip()


def _citation_lines(entry: Entry, base: KnowledgeBase) -> Iterator[str]:
    for citation in entry.citations:
        provision = base.provisions.get(citation.provision)
        if provision:
            yield f"• {place_name(provision, base)}: {citation.gist} Mengikat: {provision.whom}."


def place_name(provision: Provision, base: KnowledgeBase) -> str:
    """The provision as a lawyer would cite it, in short."""
    instrument = base.instruments[provision.instrument]
    return f"{instrument.short} {provision.place}".strip()
