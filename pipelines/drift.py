"""What has changed in the form of an answer since the last one: columns, codes, units, series.

Pure functions over the answers to a request. What follows from a finding is what the source
declares (`on_drift`, and `drift` for a kind): stop the build, set the answer aside, or pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

import polars as pl

from pipelines.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pipelines.source import Source

Kind = Literal[
    "new dimension",
    "lost dimension",
    "new column",
    "lost column",
    "new code",
    "new unit",
    "series vanished",
    "series shrank",
    "unit slip",
]

NAMED: Final = 5  # codes or series that a sentence names before it counts the rest
# A series that loses half of its periods was cut; one that loses a few was corrected.
SHRUNK: Final = 0.5
# Revisions move values by percents. All of them by the same power of ten is a unit.
SAME: Final = 0.01
# From one period to the next a published series may grow tenfold, and hardly a hundredfold.
STEP: Final = 2
CELL: Final = ("series_id", "period")


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of an answer: its dimension and attribute columns, codes by dimension, units."""

    columns: frozenset[str] = frozenset()
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """One change of form. `place` is the column, or the series; `series` are those it concerns.

    Without series it concerns the answer as a whole.
    """

    kind: Kind
    place: str
    sentence: str
    series: tuple[str, ...] = ()


def shape_of(cells: Iterable[pl.DataFrame]) -> Shape:
    """Give the form of an answer from what its reader made of it, frame by frame.

    >>> shape_of([pl.DataFrame({"dim:geo": ["DE", "FR"], "unit": ["PC", "PC"]})]).codes
    {'geo': frozenset({...})}
    """
    columns: set[str] = set()
    units: set[str] = set()
    codes: dict[str, set[str]] = {}
    for frame in cells:
        columns |= {name for name in frame.columns if name.startswith(("dim:", "att:"))}
        units |= set(frame["unit"].drop_nulls().unique()) if "unit" in frame.columns else set()
        for name in frame.columns:
            if name.startswith("dim:") and not _is_time(frame, name):
                found = frame[name].drop_nulls().unique()
                codes.setdefault(name.removeprefix("dim:"), set()).update(found)
    frozen = {name: frozenset(codes[name]) for name in sorted(codes)}
    return Shape(frozenset(columns), frozen, frozenset(units))


def _is_time(frame: pl.DataFrame, name: str) -> bool:
    """Tell the time dimension, whose codes are the periods: a new period is no drift."""
    if "period" not in frame.columns:
        return False
    return bool(frame.select((pl.col(name) == pl.col("period")).all()).item())


def changed_shape(before: Shape, after: Shape) -> tuple[Finding, ...]:
    """Name the columns, codes and units that were not there before, and the columns that went.

    >>> old = Shape(frozenset({"dim:geo"}), {"geo": frozenset({"DE"})})
    >>> new = Shape(frozenset({"dim:geo"}), {"geo": frozenset({"DE", "XX"})})
    >>> [finding.sentence for finding in changed_shape(old, new)]
    ['dimension "geo" has codes that were not there before: "XX".']
    """
    return (
        *_columns("new", after.columns - before.columns, "was not there before"),
        *_columns("lost", before.columns - after.columns, "is there no more"),
        *_codes(before, after),
        *_units(before.units, after.units),
    )


def _columns(how: Literal["new", "lost"], names: frozenset[str], words: str) -> Iterator[Finding]:
    """A dimension is part of the key; an attribute is a column beside it."""
    for name in sorted(names):
        if name.startswith("dim:"):
            kind: Kind = "new dimension" if how == "new" else "lost dimension"
            yield Finding(kind, name, f'dimension "{name[4:]}" {words}.')
        else:
            kind = "new column" if how == "new" else "lost column"
            yield Finding(kind, name, f'attribute "{name[4:]}" {words}.')


def _codes(before: Shape, after: Shape) -> Iterator[Finding]:
    for name, codes in after.codes.items():
        new = codes - before.codes.get(name, codes)
        if new:
            sentence = f'dimension "{name}" has codes that were not there before: {_some(new)}.'
            yield Finding("new code", f"dim:{name}", sentence)


def _units(before: frozenset[str], after: frozenset[str]) -> Iterator[Finding]:
    if new := after - before:
        yield Finding("new unit", "unit", f"units that were not there before: {_some(new)}.")


def _some(names: Iterable[str]) -> str:
    ordered = sorted(names)
    shown = ", ".join(f'"{name}"' for name in ordered[:NAMED])
    rest = len(ordered) - NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown


def changed_series(
    before: pl.DataFrame, after: pl.DataFrame, *, complete: bool
) -> tuple[Finding, ...]:
    """Compare the observations of two answers (`frames.OBSERVATIONS`).

    Where the answers are `complete` (the request covers whole series): series that vanished,
    or lost at least half of their periods. Always: series whose values all moved by one
    power of ten, or that step by one from the last known period to the first new one.
    """
    before, after = _in_question(before, after)
    lost = _lost(before, after) if complete else ()
    return (*lost, *_slips(before, after))


def _in_question(before: pl.DataFrame, after: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Leave out the series of which nothing is to be found, which is nearly always all of them.

    A series can have lost periods only where a period of it has no value any more, can have
    stepped only where one is new, and can have moved only where none of its values stayed.
    """
    same, old, new = _apart(before, after)
    known, given = (rows.filter(pl.col("value").is_not_null()) for rows in (old, new))
    sized_old, sized_new = (rows.filter(pl.col("value") != 0) for rows in (known, given))
    stayed = sized_new.join(sized_old, on=[*CELL, "value"], how="semi")
    steady = pl.concat([_series(same.filter(pl.col("value") != 0)), _series(stayed)])
    moved = _series(sized_new).join(steady, on="series_id", how="anti")
    lost = known.join(given, on=CELL, how="anti")
    fresh = sized_new.join(sized_old, on=CELL, how="anti")
    # Where an answer has two words for a cell, nothing can be said of one row alone.
    doubtful = [rows.filter(pl.struct(CELL).is_duplicated()) for rows in (old, new)]
    elsewhere = same.join(pl.concat([old, new]).select(CELL), on=CELL, how="semi")
    asked = pl.concat([moved, *map(_series, (lost, fresh, elsewhere, *doubtful))])
    return (
        before.join(asked, on="series_id", how="semi", maintain_order="left"),
        after.join(asked, on="series_id", how="semi", maintain_order="left"),
    )


def _apart(before: pl.DataFrame, after: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """Give the rows that are the same in the same place, and the others of each answer."""
    if len(before) != len(after):
        return after.clear(), before, after
    columns = [*CELL, "value"]
    is_same = pl.DataFrame([before[name].eq_missing(after[name]) for name in columns])
    same = is_same.select(pl.all_horizontal(pl.all())).to_series()
    return after.filter(same), before.filter(~same), after.filter(~same)


def _series(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col("series_id").unique())


def _lost(before: pl.DataFrame, after: pl.DataFrame) -> Iterator[Finding]:
    counted = _counts(before).join(_counts(after), on="series_id", how="left", suffix="_after")
    counted = counted.with_columns(pl.col("len_after").fill_null(0)).sort("series_id")
    vanished = counted.filter(pl.col("len_after") == 0)["series_id"].to_list()
    if vanished:
        sentence = f"{len(vanished)} series vanished: {_some(vanished)}."
        yield Finding("series vanished", vanished[0], sentence, tuple(vanished))
    shrunk = counted.filter(
        (pl.col("len_after") > 0) & (pl.col("len_after") <= SHRUNK * pl.col("len"))
    )
    for series, had, has in shrunk.iter_rows():
        sentence = f'series "{series}" had {had} periods and has {has}.'
        yield Finding("series shrank", series, sentence, (series,))


def _counts(observations: pl.DataFrame) -> pl.DataFrame:
    valued = observations.filter(pl.col("value").is_not_null())
    return valued.group_by("series_id").agg(pl.col("period").n_unique().alias("len"))


def _slips(before: pl.DataFrame, after: pl.DataFrame) -> Iterator[Finding]:
    keys = ["series_id", "period"]
    old = _numbers(before).rename({"value": "old"})
    both = _numbers(after).join(old, on=keys, how="left").sort(keys)
    moved, stepped = dict(_moved(both).iter_rows()), dict(_stepped(both).iter_rows())
    for series, power in sorted((stepped | moved).items()):
        sentence = f'series "{series}" has moved by {_times(int(power))} at once; is its unit new?'
        yield Finding("unit slip", series, sentence, (series,))


def _numbers(observations: pl.DataFrame) -> pl.DataFrame:
    """One value a period, as a float: what is compared here is its size alone."""
    valued = observations.filter(pl.col("value").is_not_null() & (pl.col("value") != 0))
    return valued.group_by("series_id", "period").agg(pl.col("value").cast(pl.Float64).last())


def _power(ratio: pl.Expr) -> pl.Expr:
    """The whole power of ten that is nearest; null where the ratio is not above zero."""
    return pl.when(ratio > 0).then(ratio).log10().round()


def _moved(both: pl.DataFrame) -> pl.DataFrame:
    """Give the series of which every value known before has moved by one power of ten, and it."""
    ratio = pl.col("value") / pl.col("old")
    known = both.filter(pl.col("old").is_not_null()).select("series_id", ratio.alias("ratio"))
    first = known.group_by("series_id").agg(_power(pl.col("ratio").first()).alias("power"))
    off = (pl.col("ratio") / 10.0 ** pl.col("power") - 1).abs()
    together = known.join(first.filter(pl.col("power") != 0), on="series_id").group_by("series_id")
    powers = together.agg(pl.col("power").first(), off.max().alias("off"))
    return powers.filter(pl.col("off") <= SAME).select(pl.col("series_id").cast(str), "power")


def _stepped(both: pl.DataFrame) -> pl.DataFrame:
    """Give the series that step by a power of ten from the last known period to the next one."""
    known = pl.col("old").is_not_null()
    last = (
        both.filter(known)
        .group_by("series_id")
        .agg(pl.col("period").last().alias("last"), pl.col("value").last().alias("known"))
    )
    following = (
        both.filter(~known).join(last, on="series_id").filter(pl.col("period") > pl.col("last"))
    )
    steps = following.group_by("series_id", maintain_order=True).agg(
        _power(pl.col("value").first() / pl.col("known").first()).alias("power")
    )
    return steps.filter(pl.col("power").abs() >= STEP).select(
        pl.col("series_id").cast(str), "power"
    )


def _times(power: int) -> str:
    """Say a power of ten in words.

    >>> _times(4), _times(-3)
    ('a factor of 10,000', 'a divisor of 1,000')
    """
    return f"a {'factor' if power > 0 else 'divisor'} of {10 ** abs(power):,}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in the order of receipt: its request, its snapshot, whether it is complete."""

    request: str
    snapshot: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Drifted:
    """An answer whose form has changed; it is not taken where it is `set_aside`."""

    request: str
    snapshot: str
    findings: tuple[Finding, ...]
    set_aside: bool


def drifted(
    source: Source,
    answers: Iterable[Answer],
    shape: Callable[[str], Shape],
    observations: Callable[[str], pl.DataFrame],
) -> tuple[Drifted, ...]:
    """Compare each answer with what was taken before it, and say which are set aside.

    A code is new that no earlier answer to the request had, on whatever page or in whatever
    part; a series has vanished against the answer before. `shape` and `observations` give
    what a snapshot holds. Raises Refusal where the source stops on what was found.
    """
    _must_know(source)
    known: dict[str, Shape] = {}
    last: dict[str, str] = {}
    found: list[Drifted] = []
    for answer in answers:
        whole = answer.request.partition("#")[0]
        before, now = known.get(whole), shape(answer.snapshot)
        findings: tuple[Finding, ...] = ()
        if before is not None and answer.request in last:
            old, new = observations(last[answer.request]), observations(answer.snapshot)
            findings = (
                *changed_shape(before, now),
                *changed_series(old, new, complete=answer.complete),
            )
        actions = {source.drift.get(finding.kind, source.on_drift) for finding in findings}
        if "stop" in actions:
            raise _stopped(source, answer, findings)
        if findings:
            aside = "quarantine" in actions
            found.append(Drifted(answer.request, answer.snapshot, findings, aside))
        if "quarantine" not in actions:
            known[whole] = now if before is None else _joined(before, now)
            last[answer.request] = answer.snapshot
    return tuple(found)


def _must_know(source: Source) -> None:
    unknown = sorted(source.drift.keys() - set(get_args(Kind)))
    if unknown:
        message = (
            f'{source.id}: drift names "{unknown[0]}", which is no kind; there are: '
            f"{', '.join(get_args(Kind))}."
        )
        raise Refusal(message)


def _joined(before: Shape, now: Shape) -> Shape:
    """The columns of the later, and all codes and units of both."""
    names = before.codes.keys() | now.codes.keys()
    none: frozenset[str] = frozenset()
    codes = {name: before.codes.get(name, none) | now.codes.get(name, none) for name in names}
    return Shape(now.columns, codes, before.units | now.units)


def _stopped(source: Source, answer: Answer, findings: Iterable[Finding]) -> Refusal:
    told = " ".join(finding.sentence for finding in findings)
    message = (
        f"{source.id}, {answer.request}: the form has changed since the last answer: {told} "
        f"Nothing was published. Look at the answer, then update the source {source.id}, or let "
        'it pass with on_drift="pass".'
    )
    return Refusal(message, exit_code=1)
