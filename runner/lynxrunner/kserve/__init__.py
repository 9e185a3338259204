"""Endpoints of the Open Inference Protocol: tensors go out, tensors come back, over gRPC or HTTP."""
