"""Too little memory: what to do is said, and it is no fault of the record nor of the checker."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from lynxschema.apply import crash

LYNX = [sys.executable, "-c", "from lynxschema.cli import main; main()", "check"]
MEGABYTE = 10**6


@pytest.mark.parametrize("megabytes", [200, 300, 400, 500])
def test_a_small_address_space_is_no_traceback(accepted: Path, megabytes: int) -> None:
    limit = megabytes * MEGABYTE

    def lessen() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    done = subprocess.run([*LYNX, str(accepted)], capture_output=True, text=True, preexec_fn=lessen, check=False)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert "memory" in said.lower() if done.returncode else "1 submission accepted" in said
    # The libraries alone are larger than the smallest.
    assert done.returncode or megabytes > 200


def test_too_little_memory_is_not_called_a_fault_of_the_checker() -> None:
    fault = crash(MemoryError(), "outside any rule")
    assert fault.code == "LX000" and "memory" in fault.found and "ulimit" in fault.mend
    assert "fault of the checker" in crash(ValueError(), "outside any rule").mend
