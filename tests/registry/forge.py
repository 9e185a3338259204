#!/usr/bin/env python3
"""A forge of files in place of `gh`: answers GET from $FORGE/<path>, records everything else in $FORGE/log.jsonl."""

import json
import os
import sys
from pathlib import Path

FORGE = Path(os.environ["FORGE"])
TAKING = {"--method", "-f", "-F", "-H", "--input", "--repo", "--name", "--dir"}


def main() -> int:
    arguments = sys.argv[2:]
    options: dict[str, list[str]] = {}
    plain = []
    while arguments:
        word = arguments.pop(0)
        if word in TAKING:
            options.setdefault(word, []).append(arguments.pop(0))
        elif not word.startswith("--"):
            plain.append(word)
    if sys.argv[1] == "run":
        return _download(options["--name"][0], Path(options["--dir"][0]))
    method = options.get("--method", ["GET"])[0]
    return _answer(plain[0]) if method == "GET" else _record(method, plain[0], options)


def _answer(path: str) -> int:
    file = FORGE / path.partition("?")[0].replace("/", "_")
    sys.stdout.buffer.write(file.read_bytes() if file.exists() else b"[]")
    return 0


def _record(method: str, path: str, options: dict[str, list[str]]) -> int:
    given = [json.loads(Path(file).read_text()) for file in options.get("--input", [])]
    fields = dict(field.split("=", 1) for name in ("-f", "-F") for field in options.get(name, []))
    fields = {name: Path(value[1:]).read_text() if value.startswith("@") else value for name, value in fields.items()}
    with (FORGE / "log.jsonl").open("a") as log:
        log.write(json.dumps({"method": method, "path": path, "body": given[0] if given else fields}) + "\n")
    return 0


def _download(name: str, directory: Path) -> int:
    directory.mkdir(parents=True)
    for file in (FORGE / name).iterdir():
        (directory / file.name).write_bytes(file.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
