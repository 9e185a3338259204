"""Quantized, without saying how.

## What it checks

That a format which is no float of 16 bits or more comes with method, granularity, symmetry, excluded operators,
tool and version, for weights, activations and KV cache alike.

## Why it matters

"int8" names the width of a number. How the values were chosen decides both accuracy and speed.

## Rejected

```json
{"precision": {"compute": "int8"}}
```

## Mended

```json
{
  "precision": {
    "compute": "int8"
  },
  "quantization": [
    {
      "method": "dynamic",
      "granularity": "per_tensor",
      "tool": "onnxruntime.quantization"
    }
  ]
}
```
"""

COVERS = ("/executor/quantization", "/executor/stages/*/quantization")
