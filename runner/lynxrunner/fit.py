"""Whether plain data fits a record of the contract, said in one line."""

from typing import TYPE_CHECKING, Any

from lynxrunner.errors import RunError

if TYPE_CHECKING:
    from pydantic import BaseModel as Model


def require_fit(model: "type[Model]", data: Any, what: str) -> None:
    """Raises RunError with the first member of `what` that does not fit, and why."""
    from pydantic import ValidationError

    try:
        model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(map(str, ("", *first["loc"])))
        raise RunError(f"{what} does not fit the contract at {where}: {first['msg'].splitlines()[0]}") from None
