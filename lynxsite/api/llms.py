"""`llms.txt`: what there is to read, for programs that read prose."""

from lynxsite.imprint import Imprint

_TEXT = """Every figure names its executor: device, runtime, toolchain, precision, quantization and scheduling, and its
operating point, and can be recomputed from the evidence beside it.

Results at unlike workloads or operating points are not comparable; a ranking across them is wrong. There is no score.

## Data

- [Submissions](api/v1/results.json): one entry per submission with the addresses of its page and record
- [Operating points](api/v1/operating_points.json): columnar, texts as codes of a dictionary
- [Operating points as CSV](api/v1/operating_points.csv)
- [Operating points as Parquet](api/v1/operating_points.parquet)
- [Controlled groups](api/v1/controlled.json): results that differ in exactly one factor
- [Schema of a record](schema/v1/submission.schema.json)
- [Feed](feed.xml): the newest results

## Reading

- [Methodology](methodology/)
- [Reading the figures](reading/)
- [Glossary](glossary/)
- [Data](data/): every file above, described
"""


def text(imprint: Imprint) -> str:
    """The file of a registry under its own name."""
    said = f"> {imprint.description}\n\n" if imprint.description else ""
    return f"# {imprint.name}\n\n{said}{_TEXT}"
