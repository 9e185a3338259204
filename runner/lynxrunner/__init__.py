"""The runner: measures a model on an inference runtime and writes a submission."""
