"""The reporter's pages and their files. Of the officers' page only what seals and opens is shared, and its plain looks.

Nothing of it may stay in the browser: a cached file would tell that this page was open.
"""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.web import statics
from bot.web.headers import import_map_hashes
from bot.web.problems import NOT_FOUND, ProblemError

FOLDER = Path(__file__).parents[1] / "reporter_page"
PAGES = {"/lapor": "lapor.html", "/kotak": "kotak.html"}

SHARED = (
    "css/base.css",
    "css/forms.css",
    "css/frame.css",
    *(f"js/{name}.js" for name in ("bytes", "content", "envelope", "padding", "sodium", "stretch", "stretch_worker")),
    "vendor/libsodium-sumo.mjs",
    "vendor/libsodium-wrappers.mjs",
)
"""Files of `bot/web/page/` that these pages use too."""


class ReporterFiles:
    """The pages, and `/lapor/statis/<name>`. Raises `OSError` when a file is missing."""

    def __init__(self) -> None:
        officers = statics.read_assets(statics.FOLDER)
        self._assets = statics.read_assets(FOLDER) | {name: officers[name] for name in SHARED if name in officers}
        missing = [name for name in (*PAGES.values(), *SHARED) if name not in self._assets]
        if missing:
            raise FileNotFoundError(f"{FOLDER}: {', '.join(missing)}")

    @property
    def names(self) -> set[str]:
        """What stands after `/lapor/statis/`."""
        return set(self._assets)

    def script_hashes(self) -> list[str]:
        """Of the import maps of both pages."""
        return sorted({found for name in PAGES.values() for found in import_map_hashes(self._assets[name].content)})

    async def page(self, request: web.Request) -> web.Response:
        return _answer(request, self._assets[PAGES[request.path]])

    async def file(self, request: web.Request) -> web.Response:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise ProblemError(NOT_FOUND)
        return _answer(request, asset)


def _answer(request: web.Request, asset: statics.Asset) -> web.Response:
    response = statics.answer_asset(request, asset)
    response.headers["Cache-Control"] = "no-store"
    return response
