"""`python -m lynxschema.generate [--check]`: writes the generated files, or fails when one is out of date."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from lynxschema.contract import HOME
from lynxschema.generate.field_table import FieldTable
from lynxschema.generate.json_schema import json_schema
from lynxschema.records.accepted import Accepted
from lynxschema.records.catalogue import DeviceEntry, RuntimeEntry, WorkloadEntry
from lynxschema.records.errata import Errata
from lynxschema.records.submission import Submission
from lynxschema.records.submitter import Submitter

MODELS: dict[str, type[BaseModel]] = {
    "submission": Submission, "submitter": Submitter, "errata": Errata, "accepted": Accepted,
    "catalogue-workload": WorkloadEntry, "catalogue-device": DeviceEntry, "catalogue-runtime": RuntimeEntry,
}


def generated() -> dict[Path, str]:
    """Text of every generated file by its path."""
    schemas = {name: json_schema(model, name) for name, model in MODELS.items()}
    files: dict[Path, Any] = {HOME / f"{name}.schema.json": schema for name, schema in schemas.items()}
    files[HOME / "fields.json"] = FieldTable(schemas["submission"]).rows()
    return {path: json.dumps(content, indent=1) + "\n" for path, content in files.items()}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m lynxschema.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a file is out of date")
    check = parser.parse_args().check
    stale = [path for path, text in generated().items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{path.name}: out of date; run python -m lynxschema.generate" if check else f"wrote {path.name}")
        if not check:
            path.write_text(generated()[path])
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
