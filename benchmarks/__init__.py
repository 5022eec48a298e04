"""How fast whole answers are: `python -m benchmarks` (docs/pengukuran-kecepatan.md)."""
