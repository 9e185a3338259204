"""Parts of the TensorRT module: library, engine building, shape profile, device memory, engine inspector."""
