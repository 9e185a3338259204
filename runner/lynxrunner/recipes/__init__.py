"""Precision recipes: what is done to a delivered model so that it computes in another format."""
