"""Every query in sql/checks as an asset check, blocking or warning as its header says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines import publication
from pipelines.assets import relation_key
from pipelines.metadata import markdown
from pipelines.workplace import Workplace
from warehouse.checks import CHECKS

if TYPE_CHECKING:
    from warehouse.checks import Check, Outcome, Scope


def _spec(check: Check) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        check.name,
        asset=relation_key(check.tables[0]),
        blocking=check.blocking,
        description=check.description,
    )


def _result(check: Check, outcome: Outcome) -> dg.AssetCheckResult:
    metadata: dict[str, Any] = {"offenders": outcome.offenders, "scope": check.scope}
    if outcome.sample:
        metadata["sample"] = dg.MetadataValue.md(markdown(outcome.columns, outcome.sample))
    return dg.AssetCheckResult(
        check_name=check.name,
        asset_key=relation_key(check.tables[0]),
        passed=outcome.passed,
        severity=dg.AssetCheckSeverity.ERROR if check.blocking else dg.AssetCheckSeverity.WARN,
        description=outcome.message,
        metadata=metadata,
    )


def _scoped(name: str, scope: Scope, purpose: str) -> dg.AssetChecksDefinition:
    scoped = [check for check in CHECKS if check.scope == scope]

    @dg.multi_asset_check(name=name, specs=[_spec(check) for check in scoped], description=purpose)
    def checks(workplace: Workplace) -> Iterator[dg.AssetCheckResult]:
        workplace.announce([name])
        for check, outcome in publication.run_checks(workplace.home, scoped):
            yield _result(check, outcome)

    return checks


TOUCHED = _scoped("checks", "touched", "What a build is held to before it is published.")
WHOLE = _scoped("whole_checks", "whole", "What looks at everything, once a week and in verify.")
