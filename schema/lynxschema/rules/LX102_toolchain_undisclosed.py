"""The toolchain is not disclosed.

## What it checks

That every step from the trained model to what ran names its tool, version and resolved options, that the shapes are
stated, and that the artefact which ran is there with format, hash and size.

## Why it matters

Exporters and compilers fuse, fold and replace operators. Two versions of one compiler make two different programs
of one model.

## Rejected

```json
{"toolchain": {"steps": [{"stage": "export", "tool": "torch.onnx"}]}}
```

## Mended

```json
{
  "toolchain": {
    "steps": [
      {
        "stage": "export",
        "tool": "torch.onnx",
        "version": "2.13.0",
        "options": {
          "opset_version": 17
        }
      }
    ]
  }
}
```
"""

COVERS = ("/executor/toolchain", "/executor/stages/*/toolchain", "/executor/precision/conversions")
