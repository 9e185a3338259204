"""Inference runtimes behind one Protocol, found through the entry-point group `lynx.runtimes`, imported late."""
