"""Writes what is generated from the models: the JSON Schemas and the table of fields."""
