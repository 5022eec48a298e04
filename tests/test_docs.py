"""The documents against the code: what one says and the other lacks fails here, in both directions."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import SecretStr
from telegram.ext import CommandHandler

import bot.__main__
import knowledge.__main__
from bot.config import Settings
from handlers import register
from handlers.views import messages
from knowledge import model
from knowledge.card import MESSAGE_LIMIT, WORD_LIMIT
from knowledge.lint import MIN_PHRASINGS
from knowledge.model import LABEL_LIMIT, TITLE_LIMIT, Entry, Frozen, Instrument, Provision

HOME = Path(__file__).parent.parent
README = (HOME / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (HOME / "ARCHITECTURE.md").read_text(encoding="utf-8")
GUIDE = (HOME / "docs/menulis-entri.md").read_text(encoding="utf-8")
TERMS = (HOME / "docs/istilah.md").read_text(encoding="utf-8")
ENUMS = [thing for thing in vars(model).values() if isinstance(thing, type) and issubclass(thing, StrEnum)]
ENUMS.remove(StrEnum)


def _documents() -> list[Path]:
    return [*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")]


def _named(text: str, word: str) -> bool:
    """`word` stands in `text` on its own, not as a part of a longer name."""
    return re.search(rf"(?<![\w/-]){re.escape(word)}(?![\w-])", text) is not None


# Settings


def _example() -> dict[str, str]:
    """Settings of .env.example with their values; each paragraph that holds settings must open with a comment."""
    found = {}
    for paragraph in (HOME / ".env.example").read_text(encoding="utf-8").split("\n\n"):
        lines = paragraph.strip().splitlines()
        settings = [match for line in lines if (match := re.fullmatch(r"#? ?([A-Z_]+)=(.*)", line))]
        if settings:
            assert re.match(r"# \S+ \S+", lines[0]), f"{settings[0][1]} has no comment"
        assert not {match[1] for match in settings} & set(found), "a setting stands there twice"
        found.update({match[1]: match[2] for match in settings})
    return found


def test_every_setting_is_in_the_example_and_the_other_way_round() -> None:
    assert set(_example()) == {name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults() -> None:
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, SecretStr):
            default = default.get_secret_value()
        assert _example()[name.upper()] == ("" if default is None else str(default).rstrip("/")), name


# Commands and command lines


class _Registered:
    """Takes handlers as an application does."""

    def __init__(self) -> None:
        self.commands: set[str] = set()

    def add_handlers(self, handlers: list[Any]) -> None:
        for handler in handlers:
            if isinstance(handler, CommandHandler):
                self.commands |= handler.commands

    def add_error_handler(self, handler: object) -> None:
        pass


def _handled() -> set[str]:
    registered = _Registered()
    register(registered)  # type: ignore[arg-type]
    return registered.commands


def test_every_command_of_the_chat_is_documented() -> None:
    missing = {name for name in _handled() if not _named(README, f"/{name}")}
    assert missing == set()


def test_published_commands_exist_and_help_names_only_existing_ones() -> None:
    published = {name for name, _ in (*messages.COMMANDS_PRIVATE, *messages.COMMANDS_GROUP)}
    assert published
    assert published <= _handled()
    assert set(re.findall(r"(?<![\w<])/([a-z_]+)", messages.HELP)) <= _handled()


def test_the_command_table_names_only_commands_that_exist() -> None:
    table = "\n".join(line for line in README.splitlines() if line.startswith("| `/"))
    assert set(re.findall(r"`/([a-z_]+)`", table)) == _handled()


def _targets() -> dict[str, str]:
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z]+):.*?## (.+)$", makefile, re.MULTILINE))


def test_every_make_target_is_in_the_readme() -> None:
    assert _targets()
    assert {name for name in _targets() if not _named(README, f"make {name}")} == set()


def test_no_document_names_a_make_target_that_does_not_exist() -> None:
    existing = set(re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in _documents():
        named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)$", document.read_text(encoding="utf-8"), re.MULTILINE))
        assert {a or b for a, b in named} <= existing, document.name


def _subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return next(dict(a.choices) for a in parser._actions if isinstance(a, argparse._SubParsersAction))


@pytest.mark.parametrize("program", [bot.__main__, knowledge.__main__])
def test_every_subcommand_and_its_options_are_in_the_readme(program: Any) -> None:
    package = program.__package__
    commands = _subcommands(program._parser())
    assert commands
    for name, parser in commands.items():
        assert _named(README, f"-m {package} {name}"), name
        options = [o for a in parser._actions for o in a.option_strings if o.startswith("--") and o != "--help"]
        assert [option for option in options if not _named(README, option)] == [], name
    assert set(re.findall(rf"python -m {package} (\w+)", README)) == set(commands)


def test_the_readme_counts_the_topics() -> None:
    count = len(list((HOME / "knowledge/entries").glob("*/*.toml")))
    assert set(re.findall(r"(\d+) topics", README)) == {str(count)}


# The legal words


@pytest.mark.parametrize("member", [member for enum in ENUMS for member in enum], ids=repr)
def test_every_value_of_the_model_has_one_line_among_the_terms(member: StrEnum) -> None:
    name = f"(`{type(member).__name__}.{member.name}`, `{member.value}`): "
    assert TERMS.count(name) == 1


def test_the_terms_name_no_value_that_does_not_exist() -> None:
    existing = {f"{enum.__name__}.{member.name}" for enum in ENUMS for member in enum}
    assert set(re.findall(r"`([A-Z]\w+\.\w+)`", TERMS)) == existing
    assert all(hasattr(model, name) for name in re.findall(r"`([A-Z][a-z]\w*)`", TERMS))


def test_every_term_is_one_line_and_stands_there_once() -> None:
    lines = [line for line in TERMS.splitlines() if line.startswith("- ")]
    assert [line for line in lines if not re.match(r"- \*\*.+?\*\* \([`*].+?[`*]\): \S", line)] == []
    terms = [line.split("**")[1] for line in lines]
    assert len(terms) == len(set(terms))


# The guide for editors


def _tables() -> dict[str, type[Frozen]]:
    """Heading in the guide -> the model that it explains, found from `Entry`'s own fields."""
    tables: dict[str, type[Frozen]] = {
        "Isian pokok": Entry,
        "`[[instruments]]`": Instrument,
        "`[[provisions]]`": Provision,
    }
    for name, field in Entry.model_fields.items():
        inside = [part for part in (field.annotation, *get_args(field.annotation)) if isinstance(part, type)]
        for part in inside:
            if issubclass(part, Frozen):
                tables[f"`[{name}]`" if part is field.annotation else f"`[[{name}]]`"] = part
    return tables


@pytest.mark.parametrize(("heading", "explained"), _tables().items())
def test_the_guide_explains_exactly_the_fields_of(heading: str, explained: type[Frozen]) -> None:
    section = re.search(rf"^### {re.escape(heading)}[^\n]*\n\| isian [^\n]*\n[^\n]*\n((?:\|[^\n]*\n)+)", GUIDE, re.M)
    assert section, heading
    rows = re.findall(r"^\| `(\w+)` \|", section[1], re.M)
    assert rows == list(explained.model_fields)


def test_every_model_of_the_base_is_explained() -> None:
    models = {thing for thing in vars(model).values() if isinstance(thing, type) and issubclass(thing, Frozen)}
    assert set(_tables().values()) == models - {Frozen}


def test_the_example_of_the_guide_is_an_entry() -> None:
    example = re.search(r"```toml\n(.+?)```", GUIDE, re.DOTALL)
    assert example
    raw = tomllib.loads(example[1])
    entry = Entry.model_validate(raw | {"id": "medsos-like", "group": "media-sosial"})
    assert set(raw) | {"id", "group"} == set(Entry.model_fields)
    assert entry.by_context


@pytest.mark.parametrize("enum", ENUMS)
def test_the_guide_names_every_value_that_an_editor_may_write(enum: type[StrEnum]) -> None:
    missing = [value for value in enum if f"`{value}`" not in GUIDE and f'`"{value}"`' not in GUIDE]
    assert missing == []


@pytest.mark.parametrize(
    "limit",
    [
        f"judul (`title`) | {TITLE_LIMIT} huruf",
        f"tombol keadaan (`label`) | {LABEL_LIMIT} huruf",
        f"{WORD_LIMIT} kata",
        f"{MESSAGE_LIMIT} huruf",
        f"paling sedikit {MIN_PHRASINGS}",
        f"`{model.UNREVIEWED}`",
    ],
)
def test_the_guide_states_the_limits_of_the_code(limit: str) -> None:
    assert limit in GUIDE


def _messages_of_check() -> Iterator[str]:
    """The fixed words of every problem that `check` can name, read from the source."""
    for name in ("loader.py", "lint.py", "crossval.py"):
        tree = ast.parse((HOME / "knowledge" / name).read_text(encoding="utf-8"))
        texts = {node.targets[0].id: node.value for node in ast.walk(tree) if _gives_a_name(node)}  # type: ignore[attr-defined]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Problem", "_problem")):
                message = node.args[-1]
                yield from _fixed_words(texts.get(message.id) if isinstance(message, ast.Name) else message)


def _gives_a_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)


def _fixed_words(message: ast.expr | None) -> Iterator[str]:
    if isinstance(message, ast.Constant):
        yield str(message.value)
    elif isinstance(message, ast.JoinedStr):
        fixed = [str(part.value).strip(" '():,") for part in message.values if isinstance(part, ast.Constant)]
        yield from [part for part in fixed if len(part) > 3]


def test_every_message_of_check_is_explained() -> None:
    found = list(_messages_of_check())
    assert len(found) > 20
    rows = "\n".join(line for line in GUIDE.splitlines() if line.startswith("| `"))
    assert [words for words in found if not re.search(rf"`{re.escape(words)}`", rows)] == []


# The floor plan


def _plan() -> set[str]:
    """Every path that docs/modules.md gives a line to: folders at the margin, their parts indented below."""
    paths: set[str] = set()
    blocks = re.findall(r"```\n(.+?)```", (HOME / "docs/modules.md").read_text(encoding="utf-8"), re.DOTALL)
    folder = ""
    for line in "\n".join(blocks).splitlines():
        if folder and (inside := re.match(r"  (\S+)(?:  |$)", line)):
            paths.add(folder + inside[1])
        elif at_margin := re.match(r"([\w./]+/)(?: |$)", line):
            folder = at_margin[1]
            paths.add(folder)
    return paths


def _houses() -> list[Path]:
    """The folders that hold code, without what is generated."""
    return [HOME / name for name in ("knowledge", "handlers", "bot")]


def test_everything_on_the_plan_exists() -> None:
    assert {path for path in _plan() if not (HOME / path).exists()} == set()


def test_every_folder_with_code_is_on_the_plan() -> None:
    folders = {path.parent for house in _houses() for path in house.rglob("*.py")} | {
        HOME / "tests",
        HOME / "benchmarks",
    }
    folders -= set(HOME.glob("bot/*/migrations/versions"))
    assert {f"{path.relative_to(HOME).as_posix()}/" for path in folders} <= _plan()


def test_every_module_outside_the_emulator_is_on_the_plan() -> None:
    outside = ("bot/emulator/", *(f"{path.relative_to(HOME).as_posix()}/" for path in HOME.glob("bot/*/migrations")))
    modules = {path.relative_to(HOME).as_posix() for house in _houses() for path in house.rglob("*.py")}
    wanted = {path for path in modules if not path.startswith(outside) and not path.endswith("__init__.py")}
    assert wanted - _plan() == set()


def test_the_top_level_is_on_the_plan() -> None:
    packages = {f"{path.parent.name}/" for path in HOME.glob("*/__init__.py")}
    assert packages >= {"bot/", "handlers/", "knowledge/"}
    assert packages <= _plan()
    assert {name for name in packages if f"`{name}`" not in README} == set()


def test_every_import_contract_is_explained_and_no_other() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    names = [contract["name"] for contract in project["tool"]["importlinter"]["contracts"]]
    table = ARCHITECTURE.split("| contract |")[1].split("\n\n")[0]
    assert re.findall(r"^\| (.+?) \|", table, re.M) == names


# All documents and files


@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.relative_to(HOME).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.+?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    for target in targets:
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = document.parent / path if path else document
        assert found.exists(), target
        if anchor:
            assert anchor in _anchors(found), target


def _anchors(document: Path) -> set[str]:
    """The headings of a document as their links are written."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_decision_has_its_four_parts_and_its_number() -> None:
    decisions = sorted((HOME / "docs/decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert re.match(rf"# {int(path.name[:4])}\. \S", text), path.name
        parts = ["Context", "Decision", "Alternatives", "Consequences"]
        assert re.findall(r"^## (.+)$", text, re.M) == parts, path.name


_FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/" + r"work/"),
    "an address of a package index": re.compile(r"index" + r"-url|INDEX" + r"_URL|https?://[^\s\"')]+/simp" + r"le\b"),
}


def test_no_file_holds_a_path_of_one_machine_or_an_index_address() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [HOME / name for name in listed.stdout.split("\0") if name]
    assert Path(__file__) in files
    found = []
    for file in files:
        content = file.read_bytes().decode(errors="ignore") if file.is_file() else ""
        found += [f"{file.name}: {what}" for what, pattern in _FORBIDDEN.items() if pattern.search(content)]
    assert found == []
