"""A registry of one's own: what `lynx init` writes."""
