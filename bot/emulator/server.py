"""The emulator as a web application: Bot API, control API and page on one loopback port."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.emulator import page
from bot.emulator.api import BotApi
from bot.emulator.control import control_routes
from bot.emulator.delivery import WebhookSender
from bot.emulator.files import LARGEST_UPLOAD
from bot.emulator.world import World

LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024
"""Bytes of one request: a file and its form."""

WORLD = web.AppKey("WORLD", World)


def create_app(
    world: World,
    *,
    page_folder: Path = page.FOLDER,
    webhook_retry_seconds: float = 1.0,
    gallery: Callable[[], object] | None = None,
    shortcuts: Mapping[str, str] | None = None,
) -> web.Application:
    """The application around a world. `webhook_retry_seconds` is the first pause after a failed delivery.

    `gallery` makes the data of /galeri; it is called once, when somebody first asks for it. `shortcuts`: path, such as
    `/petugas`, -> address elsewhere that it leads to.
    """
    app = web.Application(client_max_size=LARGEST_BODY)
    app[WORLD] = world
    api = BotApi(world)
    app.add_routes(api.routes())
    app.add_routes(control_routes(world))
    app.add_routes(page.shortcut(path, address) for path, address in (shortcuts or {}).items())
    app.add_routes(page.routes(page_folder, gallery))
    sender = WebhookSender(world, api.execute, retry_seconds=webhook_retry_seconds)

    async def deliver(_: web.Application) -> AsyncIterator[None]:
        await sender.start()
        yield
        await sender.close()

    async def let_go(_: web.Application) -> None:
        world.updates.close()
        world.journal.close()

    app.cleanup_ctx.append(deliver)
    app.on_shutdown.append(let_go)
    return app


@dataclass(frozen=True)
class Running:
    """A started emulator; python-telegram-bot takes `bot_url` as base_url, `file_url` as base_file_url."""

    world: World
    base_url: str
    runner: web.AppRunner

    @property
    def bot_url(self) -> str:
        """What comes before the token in a call."""
        return f"{self.base_url}/bot"

    @property
    def file_url(self) -> str:
        """What comes before the token in a download."""
        return f"{self.base_url}/file/bot"

    async def stop(self) -> None:
        """Ends long polls and streams, closes connections, frees the port. Harmless when repeated."""
        await self.runner.cleanup()

    async def __aenter__(self) -> "Running":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


async def start(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    world: World | None = None,
    page_folder: Path = page.FOLDER,
    webhook_retry_seconds: float = 1.0,
    gallery: Callable[[], object] | None = None,
    shortcuts: Mapping[str, str] | None = None,
) -> Running:
    """Listens on `host:port` (0: any free port) and returns once it does. OSError when the port is taken.

    A world lives as long as its server: start a new server with a new world.
    """
    world = world or World()
    app = create_app(
        world,
        page_folder=page_folder,
        webhook_retry_seconds=webhook_retry_seconds,
        gallery=gallery,
        shortcuts=shortcuts,
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    bound = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    return Running(world, f"http://{shown}:{bound}", runner)
