"""cleantext beside the other tools people clean text with: `python -m benchmarks.peers`, see docs/benchmarks.md."""
