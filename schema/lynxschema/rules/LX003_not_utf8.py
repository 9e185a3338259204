"""The record is not plain UTF-8.

## What it checks

That the bytes decode as UTF-8 and begin with no byte-order mark.

## Why it matters

Programs guess differently at other encodings, so two readers would see two records.

## Rejected

A file saved as UTF-16, or with the bytes `EF BB BF` in front.

## Mended

The same text saved as UTF-8 without byte-order mark.
"""
