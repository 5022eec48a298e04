"""The page: only its own files, with strict headers, and a sentence while it is missing."""

from pathlib import Path

from aiohttp import ClientSession
from yarl import URL

from bot.emulator import start


async def test_pages_and_files(tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "index.html").write_text("<p>halaman</p>")
    (folder / "galeri.html").write_text("<p>galeri</p>")
    (folder / "chat.js").write_text("1")
    (folder / "rahasia.py").write_text("1")
    (tmp_path / "luar.html").write_text("luar")
    async with await start(page_folder=folder) as running, ClientSession() as http:
        for path, status, body in (
            ("/", 200, "<p>halaman</p>"),
            ("/galeri", 200, "<p>galeri</p>"),
            ("/galeri/", 200, "<p>galeri</p>"),
            ("/chat.js", 200, "1"),
            ("/rahasia.py", 404, "Halaman ini belum ada."),
            ("/apa", 404, "Halaman ini belum ada."),
            ("/..%2fluar.html", 404, "Halaman ini belum ada."),
            ("/%00.html", 404, "Halaman ini belum ada."),
        ):
            async with http.get(URL(running.base_url + path, encoded=True)) as answer:
                assert (path, answer.status, await answer.text()) == (path, status, body)
                assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_while_the_page_is_missing(tmp_path: Path) -> None:
    async with await start(page_folder=tmp_path) as running, ClientSession() as http:
        for path in ("/", "/galeri"):
            async with http.get(running.base_url + path) as answer:
                assert (answer.status, await answer.text()) == (404, "Halaman ini belum ada.")
