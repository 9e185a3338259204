"""Integers as Thrift's compact protocol writes them."""


def varint(value: int) -> bytes:
    """Zigzag varint of a 64-bit integer."""
    zigzag, parts = (value << 1) ^ (value >> 63), bytearray()
    zigzag &= 2**64 - 1
    while zigzag > 0x7F:
        parts.append(zigzag & 0x7F | 0x80)
        zigzag >>= 7
    return bytes([*parts, zigzag])
