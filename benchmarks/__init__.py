"""Figures that we state about ourselves: one module each, run as `python -m benchmarks.NAME`."""
