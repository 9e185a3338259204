"""Endpoints that are measured over the wire: clients, load, and what of their executor is known."""
