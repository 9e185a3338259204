"""Text that does not show as it is.

## What it checks

That no string or key holds a control character (line breaks included), a lone surrogate, or an invisible or
reordering mark such as U+200B or U+202E.

## Why it matters

Such characters make two different names look alike, hide text from readers, and act on terminals.

## Rejected

```json
{"name": "Xeon\\u202e8336"}
```

## Mended

```json
{"name": "Xeon 6338"}
```
"""
