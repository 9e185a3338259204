"""Campaigns: thousands of edits, each of which the checker must see. Their shares stand at the end of `make test`."""
