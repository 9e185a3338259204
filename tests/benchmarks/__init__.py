"""The code behind the figures that are stated, against known truth."""
