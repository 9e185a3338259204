"""A registry in a clone of its own, with real git."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

LOGIN = "example-login"
SUBMITTER = {
    "id": "example-lab", "organisation": "Example Laboratory", "logins": [LOGIN], "relation": "independent",
    "licence": "CC-BY-4.0",
}


class Clone:
    """A clone of a registry with one known submitter and nothing else."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("submissions/example-lab/submitter.json", SUBMITTER)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Example")
        self.git("config", "user.email", "example@example.org")
        self.commit("Begin a registry")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(self.root), *arguments], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, message: str = "Change") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def write(self, path: str, content: Any) -> Path:
        """A file with text, or with an object as JSON."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content, indent=1) + "\n")
        return target

    def add(self, submission: Path) -> str:
        """A copy of a submission in its place; its path in the clone."""
        place = f"submissions/example-lab/{submission.name}"
        shutil.copytree(submission, self.root / place)
        return place
