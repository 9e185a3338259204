"""Who submits."""

from typing import Literal

from lynxschema.records.field import prose
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Id, Login, Some, Spdx, Text

Relation = Literal["vendor", "reseller", "user", "independent"]


class Submitter(Record):
    """An organisation that submits results; the same record stands in its `submitter.json`."""

    id: Id = prose("Directory of the submitter under submissions/.", "example-lab")
    organisation: Text = prose("Name of the organisation.", "Example Laboratory")
    logins: Some[Login] = prose("Logins on the forge that may submit for it.", ["example-login"])
    relation: Relation = prose("Relation to the vendor of what is measured.", "independent")
    licence: Maybe[Spdx] = prose(
        "SPDX id of the licence that its data is published under; absent, the registry's own.", "CC-BY-4.0",
        optional=True,
    )
