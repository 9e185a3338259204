"""Parts of the PyTorch module: library, options, the ONNX file as a module, profile."""
