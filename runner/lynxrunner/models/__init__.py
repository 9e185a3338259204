"""Model files: which belong together, their hash, and the cache of the graphs that are built here."""
