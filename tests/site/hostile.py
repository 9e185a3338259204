"""A record with hostile text wherever the schema lets any text stand."""

import copy
from typing import Any

import jsonschema_rs

from lynxschema.contract import schema
from lynxschema.leaves import leaves
from tests.site import records

TEXT = (
    '</script><script>window.hacked = 1</script>"><img src=x onerror="window.hacked = 1">'
    "{{ 7919 * 104729 }} {% raw %} <!-- lynx:results --> lynx-frame-title [a](javascript:window.hacked=1) "
    "\u202e\u05e9\u05dc\u05d5\u05dd &amp; "
)
LONG = "W" * 90


def hostile() -> records.Record:
    """The example with each leaf of free text replaced, as long as the schema accepts it."""
    validator = jsonschema_rs.validator_for(schema("submission"))
    made = records.changed({"/submitter/id": "hostile-lab"})
    for leaf in list(leaves(made)):
        if isinstance(leaf.value, str) and "enum" not in leaf.row:
            _replace(made, leaf.pointer, validator)
    return made


def _replace(record: records.Record, pointer: str, validator: Any) -> None:
    for text in (TEXT + LONG, TEXT, LONG):
        tried = copy.deepcopy(record)
        records.put(tried, pointer, text)
        if validator.is_valid(tried):
            records.put(record, pointer, text)
            return
