"""Each check lets a sound file pass and finds the fault that is planted for it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.warehouse.conftest import sha
from warehouse import checks, publish
from warehouse.files import SQL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.warehouse.conftest import World

THEMES = ("growth", "informatization", "service_industry", "cross_border", "environment")

# A statement that plants the fault in a sound file. {a} is the article's hash.
FAULTS = {
    "codes_exist": "update observation set area = 'XXX'",
    "corrections_have_two_names": "update correction set second_reader = made_by",
    "corrections_stand": "update correction set status = 'closed'",
    "counts_are_conserved": "update snapshot set intact = intact + 1 where figures > 0",
    "counts_are_not_negative": "update observation set value = -1 where indicator = 'users'",
    "empty_answers_withdraw_nothing": (
        "insert into snapshot by name select 'empty' as snapshot, 0 as stated; "
        "insert into receipt by name select 'new' as receipt, source_id, request, coverage, "
        "'empty' as snapshot, '2049-01-01'::timestamp as received "
        "from receipt where coverage = 'series'"
    ),
    "figures_are_conserved": "delete from claim where figure = 0",
    "figures_have_one_verdict": "delete from verdict where figure = 0",
    "intact_is_unchanged": "update verdict set verdict = 'intact' where figure = 0",
    "missing_is_not_zero": "update observation set value = 0 where missing_reason is not null",
    "not_known_before_received": "update observation set known_from = '2050-01-01'",
    "nothing_passed_over": "insert into passed_over (series_id) values ('x')",
    "observations_are_unique": "insert into observation from observation",
    "observations_have_a_series_key": "update observation set unit = 'USD'",
    "observations_resolve": "delete from receipt",
    "periods_fit_their_frequency": "update observation set period = '2012-13'",
    "publishers_are_near_each_other": "update observation set value = 1000 where publisher = 'imf'",
    "quarantined_has_no_value": "update verdict set value = '1' where figure = 1",
    "quarantined_stays_out": (
        "insert into observation by name select '{a}' as snapshot, 1 as figure, "
        "'span:1' as locator, 'value' as event, 'published' as origin, 1 as value"
    ),
    "repairs_have_evidence": "update evidence set stance = 'against'",
    "shares_are_below_a_hundred": (
        "update observation set indicator = 'retail_share', unit = 'percent', value = 101"
    ),
    "sources_are_declared": "delete from source",
    "trails_replay": "update repair set before = 'x' where step = 2",
    "units_of_an_indicator_agree": (
        "update observation set unit = 'person' where indicator = 'retail'"
    ),
    "vintages_follow_one_another": "update observation set known_until = '2050-01-01'",
    "withdrawn_by_a_complete_answer": (
        "update observation set event = 'withdrawn', receipt = 'none'"
    ),
    "withdrawn_has_no_value": "update observation set event = 'withdrawn'",
    **{f"theme_{theme}_has_rows": "delete from observation" for theme in THEMES},
}
# Constructed as the fault needs them: two candidates of which the evidence favours neither.
MORE_FAULTS = {
    "repairs_have_evidence": (
        "insert into evidence by name select '{a}' as snapshot, 0 as figure, 3 as position, "
        "'one' as test, 'for' as stance, '1.654380' as candidate"
    ),
    "trails_replay": "delete from repair",
    "withdrawn_by_a_complete_answer": (
        "update observation set event = 'withdrawn'; update receipt set coverage = 'nothing'"
    ),
    "figures_have_one_verdict": "insert into verdict from verdict",
    "intact_is_unchanged": (
        "update verdict set verdict = 'intact', repaired = null where figure = 0"
    ),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built file in which every check passes."""
    from tests.warehouse.conftest import World

    world = World(tmp_path_factory.mktemp("home"))
    world.receive("article", "2026-01-01", source="article", kind="document", coverage="nothing")
    texts = ("10.92", "1.654380")
    world.print_figure(
        "article",
        0,
        "165438+0.92",
        verdict="repaired",
        repaired="10.92",
        candidates=[{"text": text, "value": text, "cost": 1.0} for text in texts],
        evidence=[
            {"test": "one", "stance": "for", "candidate": "10.92", "reason": "", "source": None},
            {
                "test": "one",
                "stance": "against",
                "candidate": "1.654380",
                "reason": "",
                "source": None,
            },
        ],
        repairs=[
            {"rule": "x", "before": "165438+0.92", "after": "1.0.92"},
            {"rule": "y", "before": "1.0.92", "after": "10.92"},
        ],
    )
    world.print_figure("article", 1, "65438", verdict="quarantined")
    world.claim("article", 0, reason="no period")
    world.receive("table", "2026-01-01")
    for publisher, value in (("nbs", "5"), ("imf", "6")):
        world.say("table", "2012", value, publisher=publisher)
    world.say("table", "2013", None)
    world.say("table", "2012", "7", indicator="users")
    for number, indicator in enumerate(("informatization", "service_industry", "cross_border")):
        world.codelists["indicator_theme"] += f"{indicator},users\n"
        world.say("table", str(2014 + number), "7", indicator="users")
    world.corrections = f"{sha('table')},users/2012,7,7.5,7.5,misprint,the yearbook,Ann,Bo,\n"
    world.build()
    return publish.building(world.home)


def found(path: Path, name: str) -> checks.Outcome:
    check = next(check for check in checks.CHECKS if check.name == name)
    return checks.run(path, check)


def test_a_sound_file_passes_every_check(sound: Path) -> None:
    failed = {
        check.name: outcome.message
        for check, outcome in checks.run_all(sound)
        if not outcome.passed
    }
    assert failed == {}


CASES = [*FAULTS.items(), *MORE_FAULTS.items()]


@pytest.mark.parametrize(("name", "statement"), CASES, ids=[name for name, _ in CASES])
def test_a_check_finds_its_fault(sound: Path, tmp_path: Path, name: str, statement: str) -> None:
    path = tmp_path / "faulty.duckdb"
    shutil.copyfile(sound, path)
    with duckdb.connect(path) as connection:
        connection.execute(statement.replace("{a}", sha("article")))
    outcome = found(path, name)
    assert outcome.offenders > 0, outcome.message
    assert f"Run sql/checks/{name}.sql" in outcome.message


def test_every_check_has_its_fault() -> None:
    assert {check.name for check in checks.CHECKS} == set(FAULTS)


def test_a_check_that_cannot_run_has_not_passed(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "faulty.duckdb"
    shutil.copyfile(sound, path)
    with duckdb.connect(path) as connection:
        connection.execute("drop table repair")
    outcome = found(path, "trails_replay")
    assert not outcome.passed
    assert "could not run" in outcome.message


def test_checks_say_which_tables_they_read() -> None:
    replay = next(check for check in checks.CHECKS if check.name == "trails_replay")
    assert replay.tables == ("repair", "figure", "verdict")
    assert replay.blocking
    assert {path.stem for path in (SQL / "checks").glob("*.sql")} == {c.name for c in checks.CHECKS}


def test_a_build_that_is_carried_on_looks_at_the_cells_that_are_worked_out_anew(
    world: World,
) -> None:
    world.receive("A", "2026-01-01")
    world.receive("B", "2026-02-01")
    for number in range(6):
        world.say("A", "2012", "5", dimensions=f"N={number}")
    world.publish(inputs=world.inputs(world.receipts[:1]))
    for number in range(6):
        world.say("B", "2012", "7" if number == 3 else "5", dimensions=f"N={number}")
    world.build(large=0)
    path = publish.building(world.home)
    asked = "select series_id from touched where period is not null"
    assert world.ask(asked) == [("nbs:retail:CHN:A:CNY:N=3",)]
    name = "observations_have_a_series_key"

    def passes(*, whole: bool) -> bool:
        return {c.name: o.passed for c, o in checks.run_all(path, whole=whole)}[name]

    with duckdb.connect(path) as connection:
        connection.execute("update observation set unit = 'USD' where dimensions = 'N=2'")
    assert passes(whole=False)
    assert not passes(whole=True)
    with duckdb.connect(path) as connection:
        connection.execute("update observation set unit = 'USD' where dimensions = 'N=3'")
    assert not passes(whole=False)


def test_a_build_looks_at_what_is_touched_and_verify_at_the_whole(world: World) -> None:
    """A fault that slept in an untouched source is passed over by the build and found by verify."""
    for source in ("table", "other"):
        world.receive(source, "2026-01-01", source=source)
        world.say(source, "2012", "5", source_id=source, dimensions=f"N={source}")
    world.publish()
    world.receive("more", "2026-02-01", source="other")
    world.say("more", "2012", "6", source_id="other", dimensions="N=other")
    world.build()
    path = publish.building(world.home)
    with duckdb.connect(path) as connection:
        assert connection.execute("from touched").fetchall() == [("other", None, None)]
        connection.execute("update observation set unit = 'USD' where source_id = 'table'")
    name = "observations_have_a_series_key"

    def passes(*, whole: bool) -> bool:
        return {c.name: o.passed for c, o in checks.run_all(path, whole=whole)}[name]

    assert passes(whole=False)
    assert not passes(whole=True)
    with duckdb.connect(path) as connection:
        connection.execute("update observation set unit = 'USD' where source_id = 'other'")
    assert not passes(whole=False)


def test_a_changed_code_list_touches_everything(world: World) -> None:
    world.receive("table", "2026-01-01")
    world.say("table", "2012", "5")
    world.publish()
    world.codelists["area"] = world.codelists["area"].replace("CHN,China", "CHX,China")
    world.build()
    told = {c.name: o.passed for c, o in checks.run_all(publish.building(world.home))}
    assert not told["codes_exist"]
