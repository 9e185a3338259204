"""The catalogue's workloads as the runner measures them: model file, inputs, scoring."""
