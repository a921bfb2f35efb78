"""The graph on one page, in the order in which data flow. The work is done elsewhere.

    snapshots -> figures -> verdicts -> claims -> judgement -> observations
              -> warehouse -> themes -> exports

Dependencies between tables, views, themes and checks are read from the SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import dagster as dg

from pipelines import layers, metadata, publication
from pipelines.sources import declared
from pipelines.store import layer_files, read_receipts
from pipelines.taken import noticed
from pipelines.workplace import Workplace
from warehouse import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.source import Source
    from pipelines.store import Home

Result = dg.MaterializeResult[Any]

PURPOSE: Final = {
    "snapshots": "Bytes as received, under their hash, and the receipts of each time they came.",
    "figures": "Numbers exactly as printed, each with the address at which it stands.",
    "verdicts": "Each figure answered from its own snapshot alone: intact, repaired, quarantined.",
    "claims": "What each figure says, and where that was found; or the reason why not.",
    "judgement": "Figures still quarantined, judged again with other publishers' figures.",
    "observations": "Values of series for periods, as received.",
    "exports": "The generation that readers open, published when every blocking check has passed.",
}
SOURCES: Final = declared()
JUDGEMENT: Final = dg.AssetKey(["judgement", "figures"])


def _snapshots(source: Source) -> dg.AssetsDefinition:
    @dg.asset(
        key=["snapshots", source.id],
        group_name="snapshots",
        kinds={"file"},
        description=f"{source.title}. {PURPOSE['snapshots']}",
    )
    def snapshots(workplace: Workplace) -> Result:
        workplace.announce(["snapshots", source.id])
        notes = workplace.receive(source)
        return metadata.of_receipts(read_receipts(workplace.home, source.id), notes)

    return snapshots


def _drift_told(home: Home, layer: str, source: Source) -> dict[str, str]:
    """Tell, beside the observations of a source, in what its answers have changed their form."""
    drift = noticed(home, source) if layer == "observations" else []
    return {f"drift {each['request']}": each["told"] for each in drift}


def _layer(
    layer: str,
    source: Source,
    make: Callable[[Home, Source], None],
    deps: list[dg.AssetKey],
    by: str | None = None,
) -> dg.AssetsDefinition:
    @dg.asset(
        key=[layer, source.id],
        group_name=layer,
        kinds={"polars", "parquet"},
        deps=deps,
        description=f"{source.title}. {PURPOSE[layer]}",
    )
    def made(workplace: Workplace) -> Result:
        workplace.announce([layer, source.id])
        make(workplace.home, source)
        notes = _drift_told(workplace.home, layer, source)
        return metadata.of_files(layers.files(workplace.home, layer, source), by=by, notes=notes)

    return made


def source_assets(source: Source) -> list[dg.AssetsDefinition]:
    """Draw the layers of one source, from its bytes to its observations."""
    snapshots, figures, verdicts, claims = (
        dg.AssetKey([layer, source.id]) for layer in layers.PER_SOURCE[:-1]
    )
    judged = [JUDGEMENT] if source.format == layers.PROSE else []
    return [
        _snapshots(source),
        _layer("figures", source, layers.read_figures, [snapshots]),
        _layer("verdicts", source, layers.give_verdicts, [figures], "verdict"),
        _layer("claims", source, layers.make_claims, [figures, verdicts], "reason"),
        _layer("observations", source, layers.make_observations, [claims, *judged], "origin"),
    ]


def _judgement_deps() -> list[dg.AssetKey]:
    prose = [source.id for source in SOURCES if source.format == layers.PROSE]
    cells = [source.id for source in SOURCES if source.format not in {layers.PROSE, layers.EVENTS}]
    claims = [dg.AssetKey(["claims", name]) for name in prose]
    return claims + [dg.AssetKey(["observations", name]) for name in cells]


@dg.asset(
    key=JUDGEMENT,
    group_name="judgement",
    kinds={"polars", "parquet"},
    deps=_judgement_deps(),
    description=PURPOSE["judgement"],
)
def judgement(workplace: Workplace) -> Result:
    """Judge again what a single snapshot could not decide."""
    workplace.announce(JUDGEMENT.path)
    folder = layers.judge_all_again(workplace.home, SOURCES)
    return metadata.of_files(layer_files(folder), by="verdict")


def relation_key(relation: str) -> dg.AssetKey:
    """Give the asset of a table or view of the warehouse."""
    schema, _, name = relation.rpartition(".")
    return dg.AssetKey([schema if schema == "themes" else "warehouse", name])


def _warehouse_spec(table: catalogue.Relation) -> dg.AssetSpec:
    own = [dg.AssetKey([layer, source.id]) for layer in table.layers for source in SOURCES
           if layer in layers.PER_SOURCE]  # fmt: skip
    judged = [JUDGEMENT] if "judgement" in table.layers else []
    return dg.AssetSpec(
        key=["warehouse", table.name],
        group_name="warehouse",
        kinds={"duckdb", table.kind},
        deps=[*own, *judged, *(relation_key(name) for name in table.reads)],
        description=table.description,
    )


@dg.multi_asset(
    name="warehouse", specs=[_warehouse_spec(table) for table in catalogue.warehouse_relations()]
)
def warehouse(workplace: Workplace) -> Iterator[Result]:
    """Build the tables and views of the next generation, as a whole."""
    workplace.announce(["warehouse"])
    workplace.hand_on(publication.build_warehouse(workplace.home, SOURCES))
    for table in publication.tables(workplace.home, workplace.built):
        if "." not in table.name:
            yield metadata.of_table(["warehouse", table.name], table)


def _theme(theme: catalogue.Relation) -> dg.AssetsDefinition:
    @dg.asset(
        key=["themes", theme.name],
        group_name="themes",
        kinds={"duckdb", "view"},
        deps=[relation_key(name) for name in theme.reads],
        description=theme.description,
    )
    def view(workplace: Workplace) -> Result:
        workplace.announce(["themes", theme.name])
        table = publication.table(workplace.home, workplace.built, theme.qualified)
        return metadata.of_table(["themes", theme.name], table)

    return view


THEMES: Final = [_theme(theme) for theme in catalogue.theme_relations()]


@dg.asset(
    key=["exports", "tallybook"],
    group_name="exports",
    kinds={"duckdb"},
    deps=[
        *(relation_key(table.qualified) for table in catalogue.warehouse_relations()),
        *(theme.key for theme in THEMES),
    ],
    description=PURPOSE["exports"],
)
def exports(workplace: Workplace) -> Result:
    """Publish the generation that has passed every blocking check."""
    workplace.announce(["exports", "tallybook"])
    generation = publication.publish_built(workplace.home, SOURCES, workplace.built)
    return metadata.of_generation(generation, new=workplace.built is not None)


def assets() -> list[dg.AssetsDefinition]:
    """Give every asset, in the order in which data flow."""
    by_source = [asset for source in SOURCES for asset in source_assets(source)]
    return [*by_source, judgement, warehouse, *THEMES, exports]
