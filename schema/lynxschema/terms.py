"""What decides a verdict beside the files, and the checker of these terms where one is needed."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lynxschema.check import Checker
    from lynxschema.tree import Location
    from lynxschema.verdict import Verdict


class Terms(NamedTuple):
    """The profile, and the validator by its name: `fast` or `reference`."""

    profile: str = "registry"
    validator: str = "fast"

    @property
    def checker(self) -> "Checker":
        """A checker that judges by them."""
        # Rules and what they compute with take longer to import than a thousand kept verdicts to find.
        from lynxschema.check import Checker
        from lynxschema.validate.violation import fast, reference

        return Checker(self.profile, {"fast": fast, "reference": reference}[self.validator])

    def verdict(self, location: "Location") -> "Verdict":
        """Everything that can be said of one submission."""
        return self.checker.verdict(location)
