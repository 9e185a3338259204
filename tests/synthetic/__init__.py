"""Submissions made from a seed: consistent in every figure, measured on nothing."""
