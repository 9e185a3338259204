"""Parts of the runtime onnxruntime-genai."""
