"""A rule failed on this record.

## What it checks

Nothing of the record: it says that a rule of the checker itself stopped with an error, or that the machine had too
little memory for it. The other rules ran.

## Why it matters

A number that a rule could not judge is a number that nobody judged: it is not accepted.

## Rejected

A record that meets a fault of the checker.

## Mended

Nothing to mend in the record. Report it with the record attached; the fault of the checker is mended instead. Where
memory was too little, allow the check more and check again.
"""
