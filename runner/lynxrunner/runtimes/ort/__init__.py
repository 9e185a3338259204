"""Parts of the ONNX Runtime module: options, provider, profile."""
