"""The command `tallybook repair`, called as its users call it: bad input, long input, exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPAIR = [sys.executable, "-m", "pipelines.cli", "repair"]

GARBLED = (
    "In 20 14 the library lent 365,438+0 books a day and kept 2/kloc-0 reading rooms. "
    "By 2065,438+02 it had 65,438+07 of them, and 6.5438+0.68 million yuan.\n"
)
MENDED = ("In 2014 the", "lent 31 books", "By 2012 it", "had 17 of them")
CLEAN = "In 2012 the ferry carried 1,558 people at 17.6% less, says 020 7946 0117.\n"
KEYS = [
    *("start", "end", "printed", "verdict", "kind", "repaired", "value", "unit"),
    *("candidates", "evidence", "repairs"),
]


def call(
    *arguments: str, given: bytes = b"", seed: str = "0"
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(
        [*REPAIR, *arguments],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )


def ask(*lines: bytes | dict[str, Any]) -> tuple[list[dict[str, Any]], int, str]:
    given = b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines)
    done = call("--format", "ndjson", given=given + b"\n")
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return answers, done.returncode, done.stderr.decode()


def put_in(text: str, figures: list[dict[str, Any]]) -> str:
    for figure in reversed(figures):
        if figure["verdict"] == "repaired":
            text = text[: figure["start"]] + figure["repaired"] + text[figure["end"] :]
    return text


def test_plain_text_is_repaired_and_the_rest_stays() -> None:
    done = call(given=(GARBLED + CLEAN).encode())
    text = done.stdout.decode()
    assert [mended for mended in MENDED if mended not in text] == []
    assert "6.5438+0.68 million yuan" in text
    assert text.endswith(CLEAN)
    assert (done.returncode, done.stderr) == (0, b"")


def test_answers_come_in_order_and_have_the_keys_of_the_contract() -> None:
    answers, code, said = ask({"id": "b", "text": GARBLED}, {"id": [1], "text": CLEAN})
    assert [answer["id"] for answer in answers] == ["b", [1]]
    assert (code, said) == (0, "")
    for answer, text in zip(answers, (GARBLED, CLEAN), strict=True):
        assert list(answer)[:3] == ["id", "text", "figures"]
        assert answer["figures"]
        for figure in answer["figures"]:
            assert list(figure)[: len(KEYS)] == KEYS
            assert text[figure["start"] : figure["end"]] == figure["printed"]
        assert answer["text"] == put_in(text, answer["figures"])
    assert answers[1]["text"] == CLEAN


def test_a_quarantined_figure_has_no_value_and_keeps_its_candidates() -> None:
    (answer,), _, _ = ask({"id": 1, "text": GARBLED})
    held = [f for f in answer["figures"] if "0.68 million" in f["printed"]]
    assert [(f["verdict"], f["repaired"], f["value"]) for f in held] == [
        ("quarantined", None, None)
    ]
    values = [candidate["value"] for candidate in held[0]["candidates"]]
    assert {"1680000", "16800000"} <= set(values[:6])
    assert all(list(c) == ["text", "value", "cost"] for c in held[0]["candidates"])


BAD_LINES = {
    "not JSON": (b'{"id": "x", "text": oh}', "x", "not JSON"),
    "cut short": (b'{"id": "x", "text": "In 20', "x", "not JSON"),
    "no text": (b'{"id": "x"}', "x", '"text" is missing'),
    "a number for a text": (b'{"id": "x", "text": 12}', "x", '"text" is a number'),
    "null for a text": (b'{"id": "x", "text": null}', "x", '"text" is null'),
    "no object": (b'["x"]', None, "not an object"),
    "an empty line": (b"", None, "not JSON"),
    "Latin-1": ('{"id": "x", "text": "caf\xe9 12"}'.encode("latin-1"), "x", "not UTF-8"),
    "UTF-16": ('{"id": "x", "text": "12"}'.encode("utf-16"), None, "not UTF-8"),
    "a bare NUL": (b'{"id": "x", "text": "a\x00b"}', "x", "not JSON"),
    "no JSON number": (b'{"id": "x", "text": "a", "n": NaN}', "x", "NaN"),
    "deep": (b"[" * 200_000, None, "not JSON"),
    "a number without end": (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', None, "not JSON"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_line_that_cannot_be_read_is_answered_in_its_place_and_the_rest_goes_on(
    name: str,
) -> None:
    bad, known, said = BAD_LINES[name]
    answers, code, errors = ask({"id": 1, "text": CLEAN}, bad, {"id": 3, "text": CLEAN})
    assert [answer["id"] for answer in answers] == [1, known, 3]
    assert said in answers[1]["error"]
    assert answers[1]["line"] == 2
    assert "figures" not in answers[1]
    assert answers[0]["figures"] == answers[2]["figures"] != []
    assert code == 1
    assert "line 2" in errors
    assert "Traceback" not in errors


def test_a_line_over_the_limit_is_answered_by_its_id_and_the_rest_goes_on() -> None:
    long = b'{"id": "long", "text": "' + b"In 2012 " * (8 << 20) + b'"}'
    answers, code, _ = ask(long, {"id": 2, "text": CLEAN})
    assert [answer["id"] for answer in answers] == ["long", 2]
    assert "longer than 64 MiB" in answers[0]["error"]
    assert (answers[1]["text"], code) == (CLEAN, 1)


def test_half_a_surrogate_pair_comes_back_escaped() -> None:
    done = call("--format", "ndjson", given=b'{"id": 1, "text": "a \\ud800 b 12"}\n')
    assert json.loads(done.stdout)["text"] == "a \ud800 b 12"
    assert done.returncode == 0


STRANGE = {
    "NUL bytes": b"In 2012\x00 it had 1,558\x00\x00 lamps.\n",
    "marks of direction": "In \u200f2012\u200e it had \u202e1,558\u202c lamps.\n".encode(),
    "a byte order mark": b"\xef\xbb\xbfIn 2012 it had 1,558 lamps.\r\n",
    "nothing": b"",
    "no line end": b"17.6%",
    "combining marks": "In 2012\u0301 it had 1\u20e3 lamp \U0001f600.\n".encode(),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_but_sound_text_passes_byte_for_byte(name: str) -> None:
    done = call(given=STRANGE[name])
    assert (done.stdout, done.stderr, done.returncode) == (STRANGE[name], b"", 0)


def test_bytes_that_are_not_utf8_pass_as_they_are_and_are_named() -> None:
    done = call(given=b"caf\xe9 \xff\n" + GARBLED.encode())
    assert done.stdout.startswith(b"caf\xe9 \xff\n")
    assert b"By 2012 it" in done.stdout
    assert done.returncode == 1
    assert b"2 bytes are not UTF-8, the first at byte 3" in done.stderr


@pytest.mark.slow
def test_a_long_text_is_cut_at_paragraphs_and_says_so() -> None:
    paragraph = CLEAN * 40 + "\n"
    text = paragraph * ((9 << 20) // len(paragraph)) + GARBLED
    done = call(given=text.encode())
    assert b"longer than 8 MiB; it was cut into 2 windows, and each was gated alone" in done.stderr
    assert done.stdout.decode().startswith(text[: -len(GARBLED)])
    assert "By 2012 it" in done.stdout.decode()[-len(GARBLED) :]
    assert done.returncode == 0


@pytest.mark.slow
def test_bytes_that_are_not_utf8_in_a_later_window_are_named_by_their_place_in_the_text() -> None:
    paragraph = CLEAN.encode() * 40 + b"\n"
    text = paragraph * ((9 << 20) // len(paragraph)) + b"caf\xe9 \xff\n"
    done = call(given=text)
    assert done.stdout == text
    assert done.returncode == 1
    said = f"2 bytes are not UTF-8, the first at byte {len(text) - 4}"
    assert said.encode() in done.stderr


@pytest.mark.slow
def test_a_reader_that_goes_away_ends_the_command_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN * ((20 << 20) // len(CLEAN)))
    with subprocess.Popen(
        [*REPAIR, str(tmp_path / "a.txt")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(100)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.slow
def test_a_long_text_in_ndjson_is_cut_into_windows_and_its_figures_count_from_its_start() -> None:
    paragraph = (
        "The quay of \u00c5s has stood still for as long as people remember. " * 400 + "\n\n"
    )
    text = paragraph * ((9 << 20) // len(paragraph.encode())) + GARBLED
    (answer, after), code, said = ask({"id": "long", "text": text}, {"id": 2, "text": CLEAN})
    assert "cut into 2 windows" in said
    assert [part["start"] > 0 for part in answer["windows"]] == [False, True]
    assert all(text[f["start"] : f["end"]] == f["printed"] for f in answer["figures"])
    assert answer["text"] == put_in(text, answer["figures"]) != text
    assert (after["id"], code) == (2, 0)


def peak(given: Path) -> int:
    """Give the peak memory of one call and of its largest worker, in MiB."""
    # ru_maxrss of the process itself would carry over what its parent once held.
    script = (
        "import re, resource, sys; from pathlib import Path; from pipelines.cli import main;"
        'main(["repair", *sys.argv[1:]]); status = Path("/proc/self/status").read_text();'
        'own = int(re.search(r"VmHWM:\\s+([0-9]+)", status)[1]);'
        "worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
        "print(own + worker >> 10, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(given)], capture_output=True, cwd=ROOT, check=True
    )
    assert len(done.stdout) == given.stat().st_size
    return int(done.stderr.decode().splitlines()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("unit", [b"the quiet river bends ", b"0123456789,+"])
def test_memory_is_bounded_by_the_window_even_where_all_is_one_line(
    tmp_path: Path, unit: bytes
) -> None:
    short, long = tmp_path / "short.txt", tmp_path / "long.txt"
    short.write_bytes(unit * ((36 << 20) // len(unit)))
    long.write_bytes(unit * ((60 << 20) // len(unit)))
    assert peak(long) < peak(short) + 32


def test_each_answer_comes_before_the_next_line_is_sent() -> None:
    with subprocess.Popen(
        [*REPAIR, "--format", "ndjson"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": CLEAN}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-file.txt",), "no-such-file.txt"),
        (("tests",), "tests"),
        (("--format", "xml"), "ndjson"),
        (("a\x1fb",), "cannot read"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_to_give(
    arguments: tuple[str, ...], said: str
) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    assert call(str(tmp_path / "a.txt")).stdout == call("-", given=GARBLED.encode()).stdout


def test_every_process_and_hash_seed_gives_the_same_bytes() -> None:
    given = json.dumps({"id": 1, "text": GARBLED * 3 + CLEAN}).encode()
    answers = {call("--format", "ndjson", given=given, seed=seed).stdout for seed in "012"}
    assert len(answers) == 1
