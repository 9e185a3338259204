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
