"""Broadcasts of the people in charge: written, looked at, aimed, approved by another, watched, stopped."""
