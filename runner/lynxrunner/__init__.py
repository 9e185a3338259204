"""The runner: measures a model on an inference runtime and writes a submission."""

import os

# Read when ONNX Runtime is imported, by whichever part does it first: later it has its uploader's thread and files.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
