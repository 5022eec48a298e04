"""python -m knowledge check"""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from knowledge.lint import check, overdue, unreviewed
from knowledge.loader import read


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m knowledge")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    parser.parse_args()
    base, unreadable = read()
    problems = sorted([*unreadable, *check(base)])
    for problem in problems:
        print(problem)
    print(f"{len(base.entries)} topik, {len(problems)} masalah, {len(unreviewed(base))} belum ditinjau, "
          f"{len(overdue(base, dt.date.today()))} lewat waktu tinjau")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
