"""How many documents cleaning saves from the filters of Gopher and FineWeb: ``python -m benchmarks.rescue``."""
