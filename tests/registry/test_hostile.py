"""Nothing of a submission acts: in a terminal, in workflow commands, in SARIF, junit, JSON and Markdown."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lynxschema.comment.body import MARKER, body
from lynxschema.comment.claim import claim
from lynxschema.comment.markdown import code
from lynxschema.report import REPORTERS
from tests.registry.hostile import TEXTS, document, report

SARIF = json.loads((Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json").read_text())
ANNOTATION = r"::(error|warning) file=[^:,]*,line=\d+,col=\d+,title=LX101 runtime-undisclosed::"
COLOUR = r"\x1b\[\d+m"
BLOCKS = {"html_block", "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
          "list_item_open", "list_item_close", "bullet_list_open", "bullet_list_close"}
INLINE = {"text", "code_inline", "link_open", "link_close", "strong_open", "strong_close", "softbreak"}
pytestmark = pytest.mark.parametrize("text", TEXTS)


def tokens(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


def inline(markdown: str) -> list[Token]:
    return [child for token in tokens(markdown) for child in token.children or ()]


def test_in_a_terminal(text: str) -> None:
    for line in REPORTERS["text"](report(text)).split("\n"):
        assert re.sub(COLOUR, "", line).isprintable()
        assert not line.startswith(("::", "##["))


def test_in_workflow_commands(text: str) -> None:
    *lines, notice = REPORTERS["github"](report(text)).split("\n")
    assert notice.startswith("::notice title=lynx check::1 of 2 submissions rejected: ")
    for line in lines:
        assert re.match(ANNOTATION, line)
        assert line.isprintable()


def test_in_json_sarif_and_junit(text: str) -> None:
    assert json.loads(REPORTERS["json"](report(text)))["verdicts"][0]["submission"] == text
    jsonschema.Draft7Validator(SARIF).validate(json.loads(REPORTERS["sarif"](report(text))))
    tree = ElementTree.fromstring(REPORTERS["junit"](report(text)).encode())
    assert {element.tag for element in tree.iter()} <= {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out",
    }


def test_in_markdown_it_is_nothing_but_code(text: str) -> None:
    made = body(claim(document(text)), run="https://example.org/log")
    assert {token.type for token in tokens(made)} <= BLOCKS
    assert [token.content.strip() for token in tokens(made) if token.type == "html_block"] == [MARKER]
    assert {token.type for token in inline(made)} <= INLINE
    own = r"https://lynxbench\.org/rules/LX101/|https://example\.org/log"
    assert all(re.fullmatch(own, str(token.attrs["href"])) for token in inline(made) if token.type == "link_open")


def test_what_is_not_code_is_the_same_whatever_the_text(text: str) -> None:
    plain, same = (
        [token.content for token in inline(body(claim(document(each)))) if token.type == "text"] for each in (text, "x")
    )
    assert plain == same or not text.strip()


def test_a_code_span_is_one_short_line(text: str) -> None:
    span = code(text)
    assert len(span) <= 304
    assert "\n" not in span
    assert [token.type for token in inline(f"a {span} b")] in (["text", "code_inline", "text"], ["text"])
