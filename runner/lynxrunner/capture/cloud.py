"""A rented machine, from its firmware tables alone: no metadata service is asked."""

from lynxrunner.capture.hypervisor import DMI, virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable, not_measured

PROVIDERS = {
    "Amazon EC2": "Amazon Web Services", "Google": "Google Cloud", "Microsoft Corporation": "Microsoft Azure",
    "Hetzner": "Hetzner", "DigitalOcean": "DigitalOcean", "Alibaba Cloud": "Alibaba Cloud",
    "OracleCloud.com": "Oracle Cloud", "Scaleway": "Scaleway",
}
NAMES_ITS_TYPE = ("Amazon EC2",)
"""Providers that write the instance type into the product name."""


def cloud(tree: Tree) -> Record:
    """The contract's `executor.hardware.cloud`; what the tables leave open is for `--disclose` to state."""
    vendor = tree.read(f"{DMI}/sys_vendor") or ""
    if vendor in NAMES_ITS_TYPE:
        region = not_measured("not_implemented_by_harness", "the provider's metadata service was not asked")
        return _instance(vendor, tree.read(f"{DMI}/product_name") or "", region)
    if vendor in PROVIDERS:
        detail = f"the firmware names {PROVIDERS[vendor]} but no instance type; state it with --disclose"
        return not_measured("not_implemented_by_harness", detail)
    if virtual(tree):
        return not_measured("virtualised", "the virtual machine's firmware names no provider")
    return not_applicable("not a rented virtual machine: bare metal")


def _instance(vendor: str, product: str, region: Record) -> Record:
    if not product:
        return not_measured("virtualised", f"the firmware names {PROVIDERS[vendor]} but no instance type")
    return {"provider": PROVIDERS[vendor], "instance_type": product, "region": region}
