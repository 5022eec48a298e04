"""Reminders: the calendar of elections, who asked to be reminded, and what is written to whom on which day.

No Telegram and no reports: messages leave through `bot.outbox`, and texts are drawn by the edge.
"""
