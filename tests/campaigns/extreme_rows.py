"""Rows of an evidence file with extreme values in some places of some columns; the file stays Parquet."""

from io import BytesIO
from random import Random

import numpy as np

from tests.synthetic import parquet

EXTREMES = [-(2**63), 2**63 - 1, 2**53, 10**18, 10**15, 2**31, -(10**12), -1, 0, 1]


def extreme_rows(random: Random, content: bytes) -> bytes:
    """The file anew, with one to three columns that have such values: in a row, from a row on, or added to all."""
    columns = {name: np.array(column) for name, column in parquet.read(BytesIO(content)).items()}
    for _ in range(random.randint(1, 3)):
        column, value = columns[random.choice(list(columns))], np.int64(random.choice(EXTREMES))
        begin = random.randrange(len(column))
        how = random.randrange(3)
        if how == 2:
            column += value
        else:
            column[begin:begin + 1 if how else None] = value
    written = BytesIO()
    parquet.write(written, columns)
    return written.getvalue()
