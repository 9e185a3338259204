"""Every operating point as one table, for CSV and Parquet. The columns and rows are those of the index."""

from collections.abc import Iterable
from csv import writer
from io import BytesIO, StringIO, TextIOWrapper
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from lynxsite.column import COLUMNS
from lynxsite.index import Columns, coded

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(values: Columns) -> bytes:
    """UTF-8 with a heading; text that a spreadsheet would run as a formula begins with an apostrophe."""
    cells = [_cells(column.kind, values[column.name]) for column in COLUMNS]
    heading = ",".join(column.name for column in COLUMNS)
    target = BytesIO()
    with TextIOWrapper(target, encoding="utf-8", newline="") as text:
        text.writelines(f"{line}\r\n" for line in chain([heading], map(",".join, zip(*cells, strict=True))))
        text.flush()
        return target.getvalue()


def parquet(values: Columns) -> bytes:
    """Parquet, zstd; the text as it is."""
    arrays = [_array(column.kind, values[column.name]) for column in COLUMNS]
    target = BytesIO()
    # Readers get texts, not dictionaries, unless they ask for them.
    table = pa.Table.from_arrays(arrays, names=[column.name for column in COLUMNS])
    pq.write_table(table, target, compression="zstd", store_schema=False)
    return target.getvalue()


def _cells(kind: str, values: list[Any]) -> Iterable[str]:
    """As the csv module writes them; of texts, which repeat a thousandfold, each once."""
    if kind == "number":
        return ("" if value is None else repr(float(value)) for value in values)
    written = {text: _written(text) for text in dict.fromkeys(values)}
    return map(written.__getitem__, values)


def _written(text: str) -> str:
    target = StringIO(newline="")
    # With a cell after it: an empty one alone would be quoted.
    writer(target, lineterminator="").writerow((f"'{text}" if text.startswith(FORMULA) else text, ""))
    return target.getvalue()[:-1]


def _array(kind: str, values: list[Any]) -> pa.Array:
    """Of buffers: `pyarrow.array` would import pandas where it is installed, which takes longer than all of this."""
    if kind == "number":
        known = np.array([value is not None for value in values], dtype=bool)
        numbers = np.array([0.0 if value is None else value for value in values], dtype=np.float64)
        return pa.Array.from_buffers(pa.float64(), len(values), [_bits(known), pa.py_buffer(numbers)])
    dictionary, codes = coded(values)
    indices = pa.Array.from_buffers(pa.int32(), len(codes), [None, pa.py_buffer(np.array(codes, dtype=np.int32))])
    return pa.DictionaryArray.from_arrays(indices, _texts(dictionary))


def _bits(known: Any) -> pa.Buffer:
    return pa.py_buffer(np.packbits(known, bitorder="little"))


def _texts(texts: list[str]) -> pa.Array:
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))
