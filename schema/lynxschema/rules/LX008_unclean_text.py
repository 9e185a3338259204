"""Text that does not show as it is.

## What it checks

That no string or key holds a control character (line breaks included), a lone surrogate, an invisible or reordering
mark such as U+200B, U+3164 or U+202E, or five combining marks in a row.

## Why it matters

Such characters make two different names look alike, hide text from readers, are drawn over their neighbours, and act
on terminals.

## Rejected

```json
{"name": "Xeon\\u202e8336"}
```

## Mended

```json
{"name": "Xeon 6338"}
```
"""
