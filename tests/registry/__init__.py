"""The registry where submitters are: changes, pull requests, acceptance."""
