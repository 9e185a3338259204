"""Pydantic models of the contract, one noun per file. They are the one source of the JSON Schema."""
