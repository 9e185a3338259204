"""The rules, one module each: its docstring is its page, its constants say when it applies, `check` finds faults.

SEVERITY  "error" (default) or "warning"
SINCE     version of the contract that the rule came with; default "1.0"
PROFILES  profiles that it applies in; default both
COVERS    paths below which this code is given to what the schema refuses
MISSING   paths whose absence has this code
READS     pointers that must be as the schema wants them; default the whole record; () looks at anything

A rule on what a change does to the registry has `check_change` in place of `check`.
"""
