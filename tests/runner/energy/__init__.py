"""Meters that are not there, with a known truth; nothing of them ever enters `submissions/`."""
