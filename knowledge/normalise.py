"""Chat Indonesian -> the words of the base: spelling, doubled letters, reduplication written with a 2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_WORD = re.compile(r"[a-z0-9]+")
_REPEATED = re.compile(r"(?!pppk)([a-z])\1{2,}")  # "bolehhh", but not the name of an employment
_REDUPLICATED = re.compile(r"([a-z]{3,})2(?:an|nya)?")


def words(text: str, spelling: Mapping[str, str]) -> list[str]:
    """The words of `text` in lower case, each written as the base writes it.

    "Bolehhh gk ngelike foto2 cabup??" -> ["boleh", "tidak", "like", "foto", "calon", "bupati"]
    """
    plain = text.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    found: list[str] = []
    for word in _WORD.findall(_REPEATED.sub(r"\1", plain)):
        if reduplicated := _REDUPLICATED.fullmatch(word):
            word = reduplicated[1]
        found.extend(spelling[word].split() if word in spelling else (word,))
    return found


def normalise(text: str, spelling: Mapping[str, str]) -> str:
    """`words`, joined: two texts that are equal here are the same question to the base."""
    return " ".join(words(text, spelling))
