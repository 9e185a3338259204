"""The inference runtime is not disclosed.

## What it checks

That the runtime is named with catalogue id, version, build, backend, resolved options, threads and loaded libraries,
as the schema has them. None of id, version and backend may be a state.

## Why it matters

The same model on the same processor differs by factors between two runtimes, and by tens of per cent between two
versions of one. Without the version nobody can repeat the number.

## Rejected

```json
{"runtime": {"id": "onnxruntime", "backend": "CPUExecutionProvider"}}
```

## Mended

```json
{"runtime": {"id": "onnxruntime", "version": "1.23.2", "build": "a83fc4d58c", "backend": "CPUExecutionProvider"}}
```
"""

COVERS = ("/executor/runtime", "/executor/stages/*/runtime")
