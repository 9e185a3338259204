"""The workload `custom`: a model of the user's own, its inputs inferred or described."""
