"""Rules across the files of the base. Each finds all its problems; none stops another."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from knowledge.card import MESSAGE_LIMIT, WORD_LIMIT, card
from knowledge.loader import KnowledgeBase, Problem
from knowledge.model import Confidence, Employment, Entry, InstrumentStatus, Verdict
from knowledge.normalise import normalise

MIN_PHRASINGS = 60
"""Phrasings an entry needs before strangers' questions find it (docs/pengukuran.md)."""

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&(?:[a-zA-Z]+|#\d+);")


def check(base: KnowledgeBase) -> list[Problem]:
    """Everything that makes the base unfit to answer, sorted by file."""
    rules = (_citations, _sanctions, _cards, _plain_text, _contexts, _related, _phrasings)
    problems = [problem for entry in base.entries.values() for rule in rules for problem in rule(entry, base)]
    return sorted([*problems, *_sources(base), *_shared_phrasings(base), *_near_misses(base)])


def unreviewed(base: KnowledgeBase) -> list[Entry]:
    """Entries that no lawyer has compared with the law yet."""
    return [entry for entry in base.entries.values() if not entry.reviewed]


def overdue(base: KnowledgeBase, today: dt.date) -> list[Entry]:
    """Entries whose next review date has passed."""
    return [entry for entry in base.entries.values() if entry.review.next < today]


def file_of(entry: Entry) -> str:
    return f"entries/{entry.group}/{entry.id}.toml"


def _problem(entry: Entry, field: str, message: str) -> Problem:
    return Problem(file_of(entry), field, message)


def _citations(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    cited = [(f"citations.{n}.provision", item.provision) for n, item in enumerate(entry.citations)]
    cited += [(f"sanctions.{n}.basis", name) for n, item in enumerate(entry.sanctions) for name in item.basis]
    for field, name in cited:
        provision = base.provisions.get(name)
        if provision is None:
            yield _problem(entry, field, f"'{name}' tidak ada di sources.toml")
            continue
        if provision.confidence is Confidence.UNCONFIRMED:
            yield _problem(entry, field, f"'{name}' belum dipastikan, jangan ditampilkan sebagai fakta")
        instrument = base.instruments.get(provision.instrument)
        if instrument and instrument.status is not InstrumentStatus.BERLAKU and field.startswith("sanctions"):
            yield _problem(entry, field, f"'{name}' ada di aturan yang sudah {instrument.status}")
        elif instrument and instrument.status is InstrumentStatus.DICABUT:
            yield _problem(entry, field, f"{instrument.short} sudah dicabut, pakai {instrument.replaced_by}")


def _sanctions(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    if entry.verdict is Verdict.TIDAK_BOLEH:
        if not entry.citations:
            yield _problem(entry, "citations", "tidak boleh, tetapi tanpa dasar hukum")
        if not entry.sanctions:
            yield _problem(entry, "sanctions", "tidak boleh, tetapi tanpa sanksi")
    for number, item in enumerate(entry.sanctions):
        if Employment.PPPK in item.employment and not _binds_pppk(item.basis, base):
            yield _problem(entry, f"sanctions.{number}.basis", "sanksi PPPK hanya bersandar pada aturan PNS")
        if item.condition.lower().startswith(("bila ", "jika ", "kalau ")):
            yield _problem(entry, f"sanctions.{number}.condition", "tulis tanpa 'bila', kartu yang menambahkannya")


def _binds_pppk(basis: tuple[str, ...], base: KnowledgeBase) -> bool:
    found = [base.provisions[name] for name in basis if name in base.provisions]
    return any(Employment.PPPK in provision.binds for provision in found)


def _cards(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    for context in (None, *entry.by_context):
        drawn = card(entry, base, context=context)
        field = f"kartu '{context.label}'" if context else "kartu"
        if drawn.words_before_fold > WORD_LIMIT:
            yield _problem(entry, field, f"{drawn.words_before_fold} kata sebelum lipatan, paling banyak {WORD_LIMIT}")
        if drawn.letters > MESSAGE_LIMIT:
            yield _problem(entry, field, f"{drawn.letters} huruf, paling banyak {MESSAGE_LIMIT}")


def _plain_text(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    """Texts are plain: markup belongs to the edge that draws the card, which escapes every value."""
    for field, text in _texts(entry):
        if _MARKUP.search(text):
            yield _problem(entry, field, "ada markup HTML; tulis teks polos")
        if "akan dihukum" in text.lower():
            yield _problem(entry, field, "tulis 'dapat dikenai', bukan 'akan dihukum'")


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for field in ("question", "title", "reason", "safe", "ask"):
        yield field, getattr(entry, field)
    for name in ("conditions", "steps"):
        yield from ((f"{name}.{n}", text) for n, text in enumerate(getattr(entry, name)))
    for name, keys in _NESTED.items():
        for n, item in enumerate(getattr(entry, name)):
            yield from ((f"{name}.{n}.{key}", getattr(item, key)) for key in keys)


_NESTED = {
    "by_context": ("label", "when", "because", "safe"),
    "sanctions": ("condition", "text"),
    "citations": ("gist",),
    "disputed": ("who", "says"),
}


def _contexts(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    labels = [context.label.casefold() for context in entry.by_context]
    if len(set(labels)) < len(labels):
        yield _problem(entry, "by_context", "dua keadaan berlabel sama")
    conditions = {"", *(item.condition for item in entry.sanctions)}
    for number, context in enumerate(entry.by_context):
        if context.verdict is not entry.verdict and not context.because:
            yield _problem(entry, f"by_context.{number}.because", "jawabannya lain dari entri, tetapi tanpa alasan")
        if context.sanction is not None and context.sanction not in conditions:
            yield _problem(entry, f"by_context.{number}.sanction", "bukan 'condition' salah satu sanksi entri")
    if entry.ask and len(labels) < 2:
        yield _problem(entry, "ask", "bertanya, tetapi kurang dari dua keadaan untuk dipilih")


def _related(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    for number, name in enumerate(entry.related):
        if name not in base.entries or name == entry.id:
            yield _problem(entry, f"related.{number}", f"'{name}' bukan topik lain")


def _phrasings(entry: Entry, base: KnowledgeBase) -> Iterator[Problem]:
    distinct = {normalise(text, base.lexicon.spelling) for text in entry.search.asked_as}
    if len(distinct) < MIN_PHRASINGS:
        yield _problem(entry, "search.asked_as", f"{len(distinct)} cara bertanya, perlu {MIN_PHRASINGS}")


def _sources(base: KnowledgeBase) -> Iterator[Problem]:
    for provision in base.provisions.values():
        if provision.instrument not in base.instruments:
            yield Problem("sources.toml", provision.id, f"instrumen '{provision.instrument}' tidak ada")
    for instrument in base.instruments.values():
        if instrument.replaced_by and instrument.replaced_by not in base.instruments:
            yield Problem("sources.toml", instrument.id, f"pengganti '{instrument.replaced_by}' tidak ada")
        if instrument.status is InstrumentStatus.DICABUT and not instrument.replaced_by:
            yield Problem("sources.toml", instrument.id, "dicabut, tetapi penggantinya tidak disebut")


def _shared_phrasings(base: KnowledgeBase) -> Iterator[Problem]:
    """The same normalised phrasing in two places teaches the search a contradiction."""
    seen: dict[str, set[str]] = defaultdict(set)
    for entry in base.entries.values():
        for text in entry.search.asked_as:
            seen[normalise(text, base.lexicon.spelling)].add(file_of(entry))
    for kind, messages in base.lexicon.off_topic.items():
        for text in messages:
            seen[normalise(text, base.lexicon.spelling)].add(f"lexicon/off_topic.toml [{kind}]")
    for text, files in sorted(seen.items()):
        if len(files) > 1:
            first, *others = sorted(files)
            yield Problem(first, "search.asked_as", f"'{text}' juga ada di {', '.join(others)}")


def _near_misses(base: KnowledgeBase) -> Iterator[Problem]:
    for number, pair in enumerate(base.near_misses):
        for side, topic in (("a_topic", pair.a_topic), ("b_topic", pair.b_topic)):
            if topic not in base.entries:
                yield Problem("lexicon/near_misses.toml", f"pairs.{number}.{side}", f"'{topic}' bukan topik")
