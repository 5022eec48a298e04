"""The law of ASN neutrality as curated entries, and how to find the right one. Knows no Telegram, HTTP or SQL."""
