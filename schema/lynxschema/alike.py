"""Element formats that a declaration of arithmetic counts as one."""

SIGNED = {"uint16": "int16", "uint8": "int8", "uint4": "int4", "tf32": "fp32"}
"""Signs are a matter of zero points, and tf32 is a math mode of fp32."""


def alike(dtype: str) -> str:
    """The format that stands for all that are like this one."""
    return SIGNED.get(dtype, dtype)
