"""The site: turns accepted submissions into searchable static pages."""
