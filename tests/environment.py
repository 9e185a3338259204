"""Environments of their own for what is installed, over the packages that this one has."""

import subprocess
import sys
import sysconfig
from pathlib import Path

LYNX = ("-c", "from lynxschema.cli import main; main()")
BELOW = sysconfig.get_path("purelib")
PLAIN = f"{BELOW}\n"
"""Of the packages below only the installed ones: a path file's own lines are not followed further."""
EDITABLE = f"import site; site.addsitedir({BELOW!r})\n"
"""The packages below with their path files, so that the editable install counts as well."""


def environment(home: Path, project: Path, below: str) -> Path:
    """The interpreter of an environment in `home` with a wheel of `project`, over `below`."""
    execute(sys.executable, "-m", "venv", "--without-pip", home / "venv")
    found = home / "venv" / "bin" / "python"
    site = Path(execute(found, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "below.pth").write_text(below)
    execute(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "dist", cwd=project)
    wheel, = (home / "dist").glob("*.whl")
    execute(sys.executable, "-m", "zipfile", "-e", wheel, site)
    return found


def execute(*command: object, cwd: Path | None = None) -> str:
    """Standard output of a command that must succeed."""
    found = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=cwd, check=False)
    assert found.returncode == 0, (found.stdout + found.stderr)[-2000:]
    return found.stdout
