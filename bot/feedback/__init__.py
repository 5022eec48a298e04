"""What readers say about the answers, counted and kept without the reader."""
