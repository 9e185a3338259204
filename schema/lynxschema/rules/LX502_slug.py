"""A directory whose name is not the submission's.

## What it checks

That the directory is named `<workload>--<device>--<runtime>-<version>--<recipe>--<8 hex of executor id>-<time>`, as the
record gives it.

## Why it matters

The name is the address of the result's page. One that says "int8" over an fp32 record misleads before the page opens.

## Rejected

```text
submissions/example-lab/my-best-run/
```

## Mended

```text
submissions/example-lab/digits-cnn--generic-x86-64--onnxruntime-1.23.2--int8--5b1f0c3e-20261120T0930Z/
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.slug import slug

PROFILES = ("registry",)
READS = ("/executor", "/executor_id", "/workload", "/provenance")


def check(submission: Submission) -> Iterator[Fault]:
    directory = submission.directory
    # What leads there does not matter, unless a link or a step back is the last of it.
    followed = directory.resolve() if directory.name in ("", "..") or directory.is_symlink() else directory
    name = followed.name
    if name != slug(submission.record):
        yield Fault(f"the directory {shown(name)}", slug(submission.record), "rename the directory")
