"""The main job as its user runs it: real processes, bundled editions, bad input, same content."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOUNDING = ROOT.parent / "shared" / "documents"
MOMENT = "2026-11-22T12:00:00Z"
AMOUNT = "65,438+0,365,438+0,654,380 billion yuan"


def tallybook(*words: str | Path, home: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own and hold it to its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, words), "--home", str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def ask(home: Path, sql: str) -> list[dict[str, str]]:
    """Query the published file as an analyst would."""
    done = tallybook("query", sql, "--format", "json", home=home)
    return [json.loads(line) for line in done.stdout.splitlines()]


def content_of(home: Path) -> dict[Path, tuple[bytes | bool, int]]:
    """Every file and folder of a home but Dagster's own, and when it was last written to."""
    return {
        path.relative_to(home): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
        )
        for path in sorted(home.rglob("*"))
        if path.relative_to(home).parts[0] != "dagster"
    }


@pytest.fixture(scope="module")
def founding() -> Path:
    """The founding document; the user has none, CI and developers do."""
    found = sorted(FOUNDING.glob("*.txt"))
    if not found:
        pytest.skip("../shared/documents is not here: the founding document cannot be tried")
    return found[0]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home built once from the bundled editions."""
    home = tmp_path_factory.mktemp("built") / "home"
    tallybook("build", "--received", MOMENT, home=home)
    return home


@pytest.fixture(scope="module")
def with_document(tmp_path_factory: pytest.TempPathFactory, built: Path, founding: Path) -> Path:
    home = tmp_path_factory.mktemp("documented") / "home"
    shutil.copytree(built, home)
    tallybook("build", "--document", founding, "--received", MOMENT, home=home)
    return home


def test_every_theme_has_rows_of_the_reference_figures(built: Path) -> None:
    for theme in ("growth", "informatization", "service_industry", "cross_border", "environment"):
        rows = ask(built, f"from (from themes.{theme}) select count(*) as n")
        assert int(rows[0]["n"]) >= 20, theme


def test_the_figures_of_the_founding_document_are_repaired(with_document: Path) -> None:
    rows = ask(
        with_document,
        "select indicator, area, period, frequency, value, unit, origin from themes.growth "
        "where source_id = 'documents' order by period",
    )
    assert [tuple(row.values()) for row in rows] == [
        ("online_retail", "CHN", "2012", "A", "1311000000000", "CNY", "repaired"),
        ("double_11_turnover", "CHN", "2013", "event", "35019000000", "CNY", "repaired"),
    ]


def test_a_repair_has_candidates_evidence_of_both_stances_and_a_trail(with_document: Path) -> None:
    of = f"from figure f join %s x using (snapshot, figure) where f.printed = '{AMOUNT}'"
    candidates = ask(with_document, f"select x.value {of % 'candidate'}")
    assert {"1311000000000", "13110000000000"} <= {row["value"] for row in candidates}
    stances = ask(with_document, f"select distinct x.stance {of % 'evidence'}")
    assert {row["stance"] for row in stances} == {"for", "against"}
    steps = ask(with_document, f'select x."before", x."after" {of % "repair"}')
    assert steps[0]["before"] == AMOUNT


def test_what_has_no_place_is_kept_with_its_reason(with_document: Path) -> None:
    rows = ask(
        with_document,
        "select f.printed, c.reason from figure f join claim c using (snapshot, figure) "
        "where f.printed in ('30%', '11') order by f.printed",
    )
    assert {(row["printed"], row["reason"]) for row in rows} == {
        ("30%", "no period"),
        ("11", "no indicator"),
    }
    values = ask(
        with_document, "select printed from observation where source_id = 'documents' order by all"
    )
    assert [row["printed"] for row in values] == ["35.06438+0.9 billion yuan", AMOUNT]


def test_without_other_publishers_the_figures_stay_open(tmp_path: Path, founding: Path) -> None:
    home = tmp_path / "alone"
    tallybook("build", "--source", "documents", "--document", founding, home=home)
    rows = ask(
        home,
        "select v.verdict, c.value from figure f join verdict v using (snapshot, figure) "
        "left join candidate c using (snapshot, figure) where v.kind = 'amount'",
    )
    assert {row["verdict"] for row in rows} == {"quarantined"}
    values = {row["value"] for row in rows}
    assert {"1311000000000", "13110000000000", "35019000000"} <= values
    assert ask(home, "select count(*) as n from observation")[0]["n"] in {0, "0"}


def test_a_build_with_nothing_new_writes_nothing(built: Path) -> None:
    before = content_of(built)
    done = tallybook("build", home=built)
    assert "Nothing new" in done.stdout
    assert content_of(built) == before


def test_two_homes_have_the_same_content(built: Path, tmp_path: Path) -> None:
    tallybook("build", "--received", MOMENT, home=tmp_path / "other")
    roots = {root_line(tallybook("build", home=home)) for home in (built, tmp_path / "other")}
    assert len(roots) == 1


def root_line(done: subprocess.CompletedProcess[str]) -> str:
    return next(line for line in done.stdout.splitlines() if line.startswith("  root "))


BAD_DOCUMENTS = {
    "missing.txt": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"GIF89a\x00\x01\x02" * 50, "binary"),
    "latin.txt": ("Umsatz stieg um 5 % für 2013".encode("latin-1"), "not utf-8 at byte"),
    "half.html": (b"<html><body><p>Sales reached 5 billion yuan in 20", "</html>"),
    "cut.html": (b"<html><body><p>Sales reached <b cla", "tag"),
    "long.txt": (b"1,2+3 " * (34 << 20), "most"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_bad_document_is_one_sentence_and_changes_nothing(
    name: str, built: Path, tmp_path: Path
) -> None:
    content, expected = BAD_DOCUMENTS[name]
    document = tmp_path / name
    if content is not None:
        document.write_bytes(content)
    published = (built / "tallybook.duckdb").read_bytes()
    home = tmp_path / "home"
    shutil.copytree(built, home)  # no links: the receipt logs are written to in place
    done = tallybook("build", "--document", document, home=home, code=2)
    assert done.stderr.count("\n") == 1
    assert expected in done.stderr.lower()
    assert (home / "tallybook.duckdb").read_bytes() == published


def test_a_refused_document_does_not_stand_in_the_way_of_the_next_build(
    built: Path, tmp_path: Path
) -> None:
    document, home = tmp_path / "binary.txt", tmp_path / "home"
    document.write_bytes(b"GIF89a\x00\x01\x02" * 50)
    shutil.copytree(built, home)  # no links: the receipt logs are written to in place
    tallybook("build", "--document", document, home=home, code=2)
    tallybook("build", home=home)
    rows = ask(home, "select count(*) as n from receipt where source_id = 'documents'")
    assert int(rows[0]["n"]) == 1


EDITION = ROOT / "pipelines" / "editions" / "reference" / "figures.csv"
BAD_EDITIONS: dict[str, tuple[Callable[[str], str], str]] = {
    "wrong column": (lambda text: text.replace("printed", "number", 1), "number"),
    "double key": (lambda text: text + text.splitlines(keepends=True)[5], "twice"),
    "unit": (lambda text: text.replace(",CNY,", ",CNX,", 1), "CNX"),
}


NOTHING_IS_KNOWN = """-- A value is known (a check that no warehouse passes).
--
-- severity: blocking
-- scope: touched
-- about: observation
select series_id from observation where value is not null
"""


def build_in(project: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Build with the code and SQL of a changed copy of the project."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "build", "--home", str(home)],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    for room in ("pipelines", "warehouse", "sql"):
        shutil.copytree(ROOT / room, tmp_path / "project" / room)
    shutil.copy(ROOT / "dagster.yaml", tmp_path / "project")
    return tmp_path / "project"


def refused(done: subprocess.CompletedProcess[str], expected: str) -> None:
    """Hold a build to exit code 1 and one sentence that says what is expected of it."""
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    assert expected in done.stderr


@pytest.mark.parametrize("case", BAD_EDITIONS)
def test_a_bad_reference_file_is_one_sentence_and_changes_nothing(
    case: str, built: Path, project: Path, tmp_path: Path
) -> None:
    spoil, expected = BAD_EDITIONS[case]
    edition = project / EDITION.relative_to(ROOT)
    edition.write_text(spoil(edition.read_text("utf-8")), "utf-8")
    home = tmp_path / "home"
    shutil.copytree(built, home)  # no links: the receipt logs are written to in place
    refused(build_in(project, home), expected)
    assert (home / "tallybook.duckdb").read_bytes() == (built / "tallybook.duckdb").read_bytes()


def test_a_blocking_check_that_fails_keeps_the_old_generation(
    built: Path, project: Path, tmp_path: Path
) -> None:
    path = project / "sql" / "checks" / "nothing_is_known.sql"
    path.write_text(NOTHING_IS_KNOWN, "utf-8")
    home = tmp_path / "home"
    shutil.copytree(built, home)  # no links: the receipt logs are written to in place
    refused(build_in(project, home), "check nothing_is_known: ")
    assert (home / "tallybook.duckdb").read_bytes() == (built / "tallybook.duckdb").read_bytes()


def test_a_source_that_is_not_declared_is_named_with_those_that_are(tmp_path: Path) -> None:
    done = tallybook("build", "--source", "yearbok", home=tmp_path, code=2)
    assert '"yearbok" is not declared' in done.stderr
    assert "reference" in done.stderr


WAYS_OUT = [
    "from read_csv('/etc/passwd')",
    "from read_text('/etc/hostname')",
    "from '/etc/passwd'",
    "attach '/tmp/other.duckdb'",
    "copy (select 1) to '/tmp/out.csv'",
    "export database '/tmp/out'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "pragma database_list",
    "select getenv('HOME')",
    "select 1; select 2",
    "create table t as select 1",
]


@pytest.mark.parametrize("sql", WAYS_OUT)
def test_there_is_no_way_out_of_a_query(sql: str, built: Path) -> None:
    done = tallybook("query", sql, home=built, code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("tallybook query: ")
