"""Benchmarks of cleantext: see docs/benchmarks.md. Run from the repository's root, never installed."""
