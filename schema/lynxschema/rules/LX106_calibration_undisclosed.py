"""Quantized from data, without saying from which.

## What it checks

That a method which takes ranges from data (static post-training quantization, GPTQ, AWQ, SmoothQuant) names its
calibration set with data set, number of items, algorithm and hash.

## Why it matters

Calibration decides both accuracy and, through saturating ranges, which kernels run. Two int8 models of one network
differ by points of accuracy with nothing but their calibration changed.

## Rejected

```json
{"tensors": "activations", "method": "static_ptq", "calibration": {"not_applicable": "int8"}}
```

## Mended

```json
{
  "tensors": "activations",
  "method": "static_ptq",
  "calibration": {"dataset": "ImageNet-1k training split", "items": 512, "algorithm": "minmax", "sha256": "d4c1..."}
}
```
"""

COVERS = ("/executor/quantization/*/calibration", "/executor/stages/*/quantization/*/calibration")
