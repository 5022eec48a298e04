"""What the outbox can do: `python -m benchmarks.outbox` (docs/kapasitas.md)."""
