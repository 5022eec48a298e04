"""python -m knowledge check | answer | train | fit | bench: for curators and for measuring."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from pathlib import Path

from knowledge.card import card
from knowledge.decision import Answered, Choices, Decision, SmallTalk
from knowledge.finder import Finder
from knowledge.lint import check, overdue, unreviewed
from knowledge.loader import KnowledgeBase, KnowledgeError, load, read
from knowledge.measure import read_questions
from knowledge.ready import CACHE, CONFIDENCE, model_path, ready
from knowledge.rechecked import opposite_answers


def main() -> int:
    """Exit code 0 when all is well, 1 for problems that were printed."""
    arguments = _parser().parse_args()
    try:
        return int(_COMMANDS[arguments.command](arguments))
    except KnowledgeError as error:
        print(error, file=sys.stderr)
    except (OSError, ValueError) as error:
        print(f"Tidak dapat melanjutkan: {error}", file=sys.stderr)
    except BrokenPipeError:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description="Basis pengetahuan Bolehkah.")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="periksa seluruh basis pengetahuan")
    checking.add_argument("--quick", action="store_true", help="tanpa uji silang cara bertanya (beberapa menit)")
    answering = commands.add_parser("answer", help="jawab satu pertanyaan, atau baris JSON dari masukan")
    answering.add_argument("question", nargs="?", help="pertanyaannya")
    answering.add_argument("--jsonl", action="store_true", help='baca {"q": ...} per baris, tulis satu JSON per baris')
    training = commands.add_parser("train", help="buat model pencarian dari basis")
    training.add_argument("--cache", type=Path, default=CACHE, help="folder penyimpanan model")
    fitting = commands.add_parser("fit", help="hitung ulang confidence.toml, lalu buat model")
    fitting.add_argument("files", nargs="+", type=Path, help="pertanyaan orang lain, JSONL, untuk ambangnya")
    measuring = commands.add_parser("bench", help="ukur pada berkas pertanyaan")
    measuring.add_argument("files", nargs="+", type=Path, help="berkas JSONL")
    measuring.add_argument(
        "--times", type=int, default=1, help="perbanyak cara bertanya sekian kali, untuk mengukur kecepatan"
    )
    return parser


def _check(arguments: argparse.Namespace) -> int:
    base, unreadable = read()
    problems = [*unreadable, *check(base)]
    if not unreadable and not arguments.quick:
        problems.extend(opposite_answers(base))
    for problem in sorted(problems):
        print(problem)
    phrasings = sum(len(entry.search.asked_as) for entry in base.entries.values())
    late = overdue(base, dt.date.today())
    print(f"{len(base.entries)} topik, {phrasings} cara bertanya, {len(problems)} masalah.")
    print(f"Belum ditinjau ahli hukum: {len(unreviewed(base))}. Lewat waktu tinjau: {len(late)}.")
    return 1 if problems else 0


def _answer(arguments: argparse.Namespace) -> int:
    finder = ready(say=_note)
    if arguments.jsonl:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                print(json.dumps(_record(finder, _question(line, number)), ensure_ascii=False), flush=True)
        return 0
    if not arguments.question:
        raise ValueError('tulis pertanyaannya, misalnya: python -m knowledge answer "boleh gak like postingan caleg?"')
    several = finder.answer_several(arguments.question)
    decisions: list[Decision] = [item for _, item in several.answers]
    decisions = decisions or [finder.answer(arguments.question)]
    print("\n\n".join(_readable(decision, finder.base) for decision in decisions))
    return 0


def _question(line: str, number: int) -> str:
    try:
        return str(json.loads(line)["q"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f'baris {number} bukan {{"q": "..."}}: {error}') from error


def _record(finder: Finder, question: str) -> dict[str, object]:
    """One question's decision in the words of the machine interface."""
    start = time.perf_counter()
    decision = finder.answer(question)
    spent = (time.perf_counter() - start) * 1000
    answered = decision.entry if isinstance(decision, Answered) else None
    return {
        "q": question,
        "decision": "answer" if answered else "choices" if isinstance(decision, Choices) else "unknown",
        "topic": answered.id if answered else None,
        "verdict": answered.verdict.value if answered else None,
        "choices": [entry.id for entry in decision.entries] if isinstance(decision, Choices) else [],
        "confidence": 1.0 if isinstance(decision, SmallTalk) else round(decision.confidence, 4),
        "ms": round(spent, 3),
        "ranking": [] if isinstance(decision, SmallTalk) else [item.entry.id for item in decision.ranking],
    }


def _readable(decision: Decision, base: KnowledgeBase) -> str:
    match decision:
        case Answered(entry=entry, employment=employment, confidence=confidence):
            return f"{card(entry, base, employment=employment).text()}\n\n[{entry.id}, keyakinan {confidence:.2f}]"
        case Choices(entries=entries):
            return "Maksud Anda yang mana?\n" + "\n".join(f"- {entry.title} [{entry.id}]" for entry in entries)
        case SmallTalk(kind=kind):
            return f"Obrolan kecil: {kind}"
        case _:
            return "Belum punya jawaban untuk itu."


def _train(arguments: argparse.Namespace) -> int:
    from knowledge.training import examples, train  # loads the training library

    base = load()
    start = time.perf_counter()
    material = examples(base)
    train(material, base).save(model_path(base, arguments.cache))
    _note(f"Model dari {len(material)} contoh selesai dalam {time.perf_counter() - start:.0f} detik.")
    return 0


def _fit(arguments: argparse.Namespace) -> int:
    from knowledge.crossval import held_out
    from knowledge.fitting import fit, judge_held_out, judge_questions, write
    from knowledge.training import examples, train

    base = load()
    material = examples(base)
    _note(f"Melatih lima kali pada {len(material)} contoh ...")
    phrasings = judge_held_out(held_out(base, material), base)
    model = train(material, base)
    model.save(model_path(base, CACHE))
    questions = [question for file in arguments.files for question in read_questions(file)]
    write(fit(phrasings, judge_questions(questions, model, base)), CONFIDENCE)
    return 0


def _bench(arguments: argparse.Namespace) -> int:
    from knowledge.bench import report

    print(report(arguments.files, arguments.times))
    return 0


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


_COMMANDS = {"check": _check, "answer": _answer, "train": _train, "fit": _fit, "bench": _bench}

if __name__ == "__main__":
    sys.exit(main())
