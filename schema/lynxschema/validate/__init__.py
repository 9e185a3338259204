"""The record against the committed schema: which keyword refuses which value, said in words."""
