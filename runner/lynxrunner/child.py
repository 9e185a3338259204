"""Fresh processes: how the runner starts one, and how one answers."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NoReturn

from lynxrunner.errors import RunError, first_line
from lynxrunner.state import Record

FAILED = 2


Told = Callable[[Record], None]
"""Hears what a child tells while it runs, in another thread."""


def ask(module: str, spec: Record, workspace: Path, what: str, limit_s: float, told: Told | None = None) -> Record:
    """Run `module` in a fresh process and return its result; `told` hears its lines of JSON.

    Raises RunError, one line, where the process fails, crashes or outlasts `limit_s`. The process is dead when
    this returns or raises, an interrupt included.
    """
    result, asked = workspace / "result.json", workspace / "spec.json"
    result.unlink(missing_ok=True)
    telling, tells = os.pipe()
    asked.write_text(json.dumps({**spec, "result": str(result), "tells": tells}), encoding="utf-8")
    # -P: the workspace must not become a place that modules are imported from.
    command = [sys.executable, "-P", "-m", module, str(asked)]
    with subprocess.Popen(command, cwd=workspace, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, errors="replace", pass_fds=[tells]) as process:
        os.close(tells)
        Thread(target=_hear, args=(telling, told), daemon=True).start()
        try:
            _, errors = process.communicate(timeout=limit_s)
        except subprocess.TimeoutExpired:
            process.kill()
            late = f"{what} gave no answer within {limit_s:.0f} s and was ended; --timeout allows more"
            raise RunError(late) from None
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise RunError(f"{what} {_ending(process.returncode, errors)}")
    answer: Record = json.loads(result.read_bytes())
    return answer


def serve(job: Callable[[Record], Record]) -> NoReturn:
    """The child's side: read the specification named on the command line, do the job, write its result."""
    try:
        spec = json.loads(Path(sys.argv[1]).read_bytes())
        Path(spec["result"]).write_text(json.dumps(job(spec)), encoding="utf-8")
    except RunError as error:
        print(error, file=sys.stderr)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        print(f"{type(error).__name__}: {first_line(error)}", file=sys.stderr)
        sys.exit(FAILED)
    sys.exit(0)


def _ending(code: int, errors: str) -> str:
    lines = [line for line in errors.splitlines() if line.strip()]
    said = f": {lines[-1].strip()}" if lines else ""
    if code >= 0:
        return f"failed{said}"
    if -code == signal.SIGKILL:
        return f"was killed by signal 9, probably because memory ran out{said}"
    return f"crashed with {signal.Signals(-code).name}{said}"


def _hear(telling: int, told: Told | None) -> None:
    """Read to the end, so that the child never waits."""
    with os.fdopen(telling, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if told:
                told(json.loads(line))
