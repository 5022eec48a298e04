"""What this installation is known by."""

from __future__ import annotations

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.reports.tables import Site


async def site_salt(session: AsyncSession) -> bytes:
    """The 16 bytes that receipt codes are stretched with. Made once, by the first migration; public."""
    return (await session.exec(select(Site.salt))).one()
