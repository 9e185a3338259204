"""The hardware that ran."""

from lynxschema.records.device import Device
from lynxschema.records.field import group, identity
from lynxschema.records.host import Cloud, Container, Host, Interconnect
from lynxschema.records.record import Record
from lynxschema.records.scalar import Positive, Some
from lynxschema.records.state import Applicable, Disclosed


class Hardware(Record):
    """The hardware that ran."""

    devices: Some[Device] = group("Devices that computed: one entry for each kind and role.")
    replicas: Positive = identity("device", "Copies of this whole set-up that shared the load.", 1)
    interconnect: Applicable[Some[Interconnect]] = group("What joins devices and hosts.")
    host: Host = group("The machine around the devices.")
    cloud: Disclosed[Cloud] = group("The rented machine.")
    container: Disclosed[Container] = group("The container that the runtime ran in.")
