"""Reminders in the chat: subscribing in four steps, seeing what will come, and stopping with one tap."""
