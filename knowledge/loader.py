"""TOML files -> `KnowledgeBase`. Finds every problem before it gives up, each with its file and field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.lexicon import Lexicon, NearMiss
from knowledge.model import Entry, Instrument, Provision

M = TypeVar("M", bound=BaseModel)

HOME = Path(__file__).parent
"""The folder of the content that ships with the program."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: `file` relative to the base's folder, `field` as a dotted path in it."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message}"


class KnowledgeError(Exception):
    """The base can't be used. `problems` holds all that was found, not just the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(f"{len(problems)} masalah:\n" + "\n".join(map(str, self.problems)))


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """The whole curated content, in the order of file names. Equal to itself only, and hashable."""

    entries: Mapping[str, Entry]
    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    lexicon: Lexicon
    near_misses: tuple[NearMiss, ...]

    def groups(self) -> dict[str, list[Entry]]:
        """Entries by group, both in alphabetical order of their ids."""
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            groups.setdefault(entry.group, []).append(entry)
        return groups


def load(home: Path = HOME) -> KnowledgeBase:
    """The base in `home`.

    Raises `KnowledgeError` with every unreadable file, unknown key and wrong value found. Rules across
    files are `knowledge.lint`'s.
    """
    base, problems = read(home)
    if problems:
        raise KnowledgeError(problems)
    return base


def read(home: Path = HOME) -> tuple[KnowledgeBase, list[Problem]]:
    """What can be read of the base in `home`, and what is wrong with the rest."""
    reader = _Reader(home)
    sources = reader.toml(home / "sources.toml")
    base = KnowledgeBase(
        entries={entry.id: entry for entry in reader.entries()},
        instruments={item.id: item for item in reader.models(Instrument, sources, "instruments")},
        provisions={item.id: item for item in reader.models(Provision, sources, "provisions")},
        lexicon=reader.lexicon(),
        near_misses=tuple(reader.models(NearMiss, reader.toml(home / "lexicon/near_misses.toml"), "pairs")),
    )
    return base, reader.problems


class _Reader:
    """Reads files and gathers what is wrong with them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.problems: list[Problem] = []

    def toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self._problem(path, "-", "berkas tidak ditemukan")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._problem(path, "-", f"bukan TOML yang sah: {error}")
        return {}

    def entries(self) -> Iterator[Entry]:
        """`entries/<group>/<id>.toml`: the folder is the group and the file name is the id."""
        seen: dict[str, Path] = {}
        for path in sorted((self.home / "entries").glob("*/*.toml")):
            if path.stem in seen:
                self._problem(path, "id", f"id yang sama sudah ada di {seen[path.stem].parent.name}")
            seen[path.stem] = path
            raw = self.toml(path)
            if raw:
                place = {"id": path.stem, "group": path.parent.name}
                if entry := self._model(Entry, raw | place, path, ""):
                    yield entry

    def models(self, model: type[M], raw: Mapping[str, Any], key: str) -> Iterator[M]:
        path = self.home / "sources.toml" if key != "pairs" else self.home / "lexicon/near_misses.toml"
        for number, item in enumerate(raw.get(key, ())):
            if parsed := self._model(model, item, path, f"{key}.{number}."):
                yield parsed

    def lexicon(self) -> Lexicon:
        folder = self.home / "lexicon"
        raw = self.toml(folder / "spelling.toml") | self.toml(folder / "small_talk.toml")
        raw |= self.toml(folder / "qualifiers.toml")
        raw["off_topic"] = self.toml(folder / "off_topic.toml")
        return self._model(Lexicon, raw, folder / "spelling.toml", "") or Lexicon()

    def _model(self, model: type[M], raw: object, path: Path, prefix: str) -> M | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                field = prefix + ".".join(str(part) for part in detail["loc"])
                self._problem(path, field or "-", f"{detail['msg']} ({detail['input']!r:.80})")
            return None

    def _problem(self, path: Path, field: str, message: str) -> None:
        self.problems.append(Problem(path.relative_to(self.home).as_posix(), field, message))
