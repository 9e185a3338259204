"""What providers' metadata services answer, over real HTTP; nothing is asked unless the user says so."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from lynxrunner.capture.cloud import cloud
from lynxrunner.capture.metadata import asked
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxschema.records.host import Cloud

TOKEN = "AQAEAA=="
ANSWERS: dict[tuple[str, str], tuple[dict[str, str], str]] = {
    ("PUT", "/latest/api/token"): ({"X-aws-ec2-metadata-token-ttl-seconds": "60"}, TOKEN),
    ("GET", "/latest/meta-data/instance-type"): ({"X-aws-ec2-metadata-token": TOKEN}, "c7i.2xlarge"),
    ("GET", "/latest/meta-data/placement/region"): ({"X-aws-ec2-metadata-token": TOKEN}, "eu-central-1"),
    ("GET", "/computeMetadata/v1/instance/machine-type"): (
        {"Metadata-Flavor": "Google"}, "projects/123456789/machineTypes/n2-standard-4"),
    ("GET", "/computeMetadata/v1/instance/zone"): (
        {"Metadata-Flavor": "Google"}, "projects/123456789/zones/europe-west1-b"),
    ("GET", "/metadata/instance/compute/vmSize?api-version=2021-02-01&format=text"): (
        {"Metadata": "true"}, "Standard_D4s_v5"),
    ("GET", "/metadata/instance/compute/location?api-version=2021-02-01&format=text"): (
        {"Metadata": "true"}, "westeurope"),
}


class Service(BaseHTTPRequestHandler):
    """Answers as the services do: only with the headers that they want."""

    def answer(self) -> None:
        wanted, text = ANSWERS.get((self.command, self.path), ({"never": "sent"}, ""))
        right = all(self.headers.get(name) == value for name, value in wanted.items())
        self.send_response(200 if right else 403)
        self.end_headers()
        self.wfile.write(text.encode() if right else b"")

    do_GET = do_PUT = answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Tests say nothing."""


@pytest.fixture
def base() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def rented(root: Path, vendor: str) -> Tree:
    home = root / "sys/class/dmi/id"
    home.mkdir(parents=True)
    (home / "sys_vendor").write_text(vendor)
    return Tree(root)


@pytest.mark.parametrize(("vendor", "found"), [
    ("Amazon EC2", ("Amazon Web Services", "c7i.2xlarge", "eu-central-1")),
    ("Google", ("Google Cloud", "n2-standard-4", "europe-west1")),
    ("Microsoft Corporation", ("Microsoft Azure", "Standard_D4s_v5", "westeurope")),
])
def test_type_and_region_and_nothing_else(
    tmp_path: Path, base: str, vendor: str, found: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # a proxy would answer for its own instance
    answer = asked(rented(tmp_path, vendor), base)
    Cloud.model_validate(answer)
    assert tuple(answer.values()) == found


def test_a_service_that_refuses(tmp_path: Path, base: str) -> None:
    with pytest.raises(RunError, match="metadata service of Oracle Cloud does not answer"):
        asked(rented(tmp_path, "OracleCloud.com"), base)


def test_a_service_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="metadata service of Google Cloud does not answer"):
        asked(rented(tmp_path, "Google"), "http://127.0.0.1:9")


def test_an_answer_that_is_no_name(tmp_path: Path, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ({"Metadata-Flavor": "Google"}, "<html>sign in</html> please")
    monkeypatch.setitem(ANSWERS, ("GET", "/computeMetadata/v1/instance/machine-type"), page)
    with pytest.raises(RunError, match="gives no name at /computeMetadata"):
        asked(rented(tmp_path, "Google"), base)


def test_a_machine_of_nobody(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="firmware names none of Amazon Web Services, Google Cloud"):
        asked(rented(tmp_path, "ACME"))


def test_capture_itself_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("something was asked"))
    assert "not_measured" in cloud(rented(tmp_path, "Google"))
