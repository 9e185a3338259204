"""Forged Parquet pages: the header of the last column's page claims another size than its values take."""

import pyarrow as pa
import pyarrow.parquet as pq

from tests.synthetic.varint import varint


def forged(content: bytes, claimed: int) -> bytes:
    """The file with the uncompressed size of its last page replaced by `claimed`; the footer knows its length."""
    group = pq.ParquetFile(pa.BufferReader(content)).metadata.row_group(0)
    column = group.column(group.num_columns - 1)
    length = int.from_bytes(content[-8:-4], "little")
    pages, footer = content[: -8 - length], content[-8 - length : -8]
    # In the compact protocol the header begins with the page's type, 15 00, and the size, 15 and a zigzag varint.
    begin = column.data_page_offset + 3
    end = begin + next(place for place, byte in enumerate(pages[begin:]) if byte < 0x80) + 1
    longer = varint(claimed)
    size = column.total_compressed_size
    old, new = (b"\x16" + varint(each) for each in (size, size + len(longer) - (end - begin)))
    head, _, tail = footer.rpartition(old)
    footer = head + new + tail
    return pages[:begin] + longer + pages[end:] + footer + len(footer).to_bytes(4, "little") + b"PAR1"
