"""Version of the checker: the distribution's, without a look at its metadata, which takes longer than a check."""

VERSION = "0.1.0"
