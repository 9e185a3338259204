"""Workflow files as data, and their shell steps run by hand."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORGE = Path(__file__).with_name("forge.py")


def steps(path: Path) -> list[dict[str, Any]]:
    """All steps of a workflow or a composite action."""
    document = yaml.safe_load(path.read_text())
    jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
    return [step for job in jobs for step in job["steps"]]


def script(path: Path, name: str) -> str:
    return next(str(step["run"]) for step in steps(path) if step.get("name") == name)


def run(path: Path, name: str, where: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A step as the runner runs it; `gh` is a forge of files (see forge.py)."""
    temporary, commands = where / "temporary", where / "commands"
    temporary.mkdir(exist_ok=True)
    commands.mkdir(exist_ok=True)
    if not (commands / "gh").exists():
        (commands / "gh").symlink_to(FORGE)
    known = {
        "PATH": f"{commands}:{os.environ['PATH']}", "HOME": str(where), "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(where / "output"), "GITHUB_STEP_SUMMARY": str(where / "summary"),
        "GITHUB_WORKSPACE": str(ROOT), "FORGE": str(where / "forge"),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script(path, name)]
    return subprocess.run(command, cwd=where, env={**known, **environment}, capture_output=True, text=True, timeout=120)
