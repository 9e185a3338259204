"""Forged Parquet footers: the row count in the Thrift of a real file replaced by another."""

import pyarrow as pa
import pyarrow.parquet as pq

from tests.synthetic.varint import varint


def forged(content: bytes, rows: int) -> bytes:
    """The file with every row count of its footer (file, row groups, columns) replaced by `rows`."""
    true = varint(pq.ParquetFile(pa.BufferReader(content)).metadata.num_rows)
    length = int.from_bytes(content[-8:-4], "little")
    pages, footer = content[: -8 - length], content[-8 - length : -8]
    # In the compact protocol an i64 field is its field header, type 6, and a zigzag varint.
    for header in range(0x06, 0x100, 0x10):
        footer = footer.replace(bytes([header]) + true, bytes([header]) + varint(rows))
    return pages + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def repeated(content: bytes, rows: int, times: int) -> bytes:
    """The file, of one row group with `rows` and no metadata of a schema, with that group named so many times."""
    length = int.from_bytes(content[-8:-4], "little")
    pages, footer = content[: -8 - length], content[-8 - length : -8]
    # An i64, and a list of one structure; behind the list the writer's name, a field that is two further on.
    one = b"\x16" + varint(rows) + b"\x19\x1c"
    before, _, rest = footer.partition(one)
    end = rest.rindex(b"\x28", 0, rest.index(b"parquet-cpp"))
    listed = b"\x16" + varint(rows * times) + b"\x19\xfc" + bytes([times & 0x7F | 0x80, times >> 7])
    footer = before + listed + rest[:end] * times + rest[end:]
    return pages + footer + len(footer).to_bytes(4, "little") + b"PAR1"
