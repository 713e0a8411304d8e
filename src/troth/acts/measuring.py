"""Counting: the cases of each measure that a target asks for, gathered once on the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from troth import registry
from troth.acts.reading import snapshot
from troth.errors import TrothError
from troth.extend.record import Batch, Context
from troth.ledger import directory, manifest
from troth.ledger.naming import account_id
from troth.ledger.target import Target, read_target
from troth.model.card import MeasureCard
from troth.model.case import Case
from troth.store.engine import open_engine
from troth.store.prepared import key

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from troth.acts.opening import Workspace
    from troth.model.promise import Promise
    from troth.store.engine import Engine
    from troth.store.snapshot import LazyTables

SHELF = "measures"


@dataclass(frozen=True, slots=True)
class Counted:
    """The cases of a measure, until when the records it needs are complete, and its card."""

    cases: tuple[Case, ...]
    moment_us: int
    card: MeasureCard


def target_of(work: Workspace, text: str) -> Target:
    """The target that is written there, if a measure here can test it.

    Raises `TrothError` where it cannot be read, or asks of a measure what it does not count.
    """
    folders = work.settings.lens_folders
    target = read_target(text, registry.extensions(SHELF, folders))
    refuse_unfit(target, registry.load(SHELF, target.measure, folders).CARD)
    return target


def refuse_unfit(target: Target, card: MeasureCard) -> None:
    """Raises `TrothError` where a measure does not count what a target asks of it."""
    name = target.measure
    if len(target.steps) != len(card.takes):
        raise TrothError(
            f"“{target}” does not say between which steps.",
            advice='Name them:  time between "ordered" and "delivered" <= 2 days for 90%',
        )
    if target.bound not in card.accepts:
        forms = {
            "most": f"{name} <= 1 business day for 95%",
            "least": f"{name} >= 30 days",
            "share": f"{name} >= 95%",
        }
        fit = " or ".join(forms[one] for one in ("most", "least", "share") if one in card.accepts)
        raise TrothError(f"“{target}” asks what {name} does not count.", advice=f"Write:  {fit}")
    if target.of is not None and target.of not in card.needs:
        counted = " and ".join(sorted(card.needs))
        raise TrothError(
            f"“{target}” counts records of kind “{target.of}”, and {name} reads {counted}.",
            advice="Leave “of …” out, or name that.",
        )


def counted(
    work: Workspace,
    con: Connection,
    held: Iterable[Promise],
    targets: Iterable[Target],
    as_of_us: int,
    known_at_us: int | None = None,
) -> dict[tuple[str, tuple[str, ...]], Counted]:
    """The cases for these targets, by what they are counted by; each measure is counted once."""
    wanted = {target.counted_by: target for target in targets}
    if not wanted:
        return {}
    with open_engine(work.settings.engine, work.home.tmp, work.home.prepared) as engine:
        tables = engine.tables(
            snapshot(work, con, list(held), (), as_of_us=as_of_us, known_at_us=known_at_us)
        )
        return {
            key: _counted(work, con, engine, tables, target, as_of_us)
            for key, target in wanted.items()
        }


def _counted(
    work: Workspace,
    con: Connection,
    engine: Engine,
    tables: LazyTables,
    target: Target,
    as_of_us: int,
) -> Counted:
    module = registry.load(SHELF, target.measure, work.settings.lens_folders)
    coverage = _coverage(con, module.CARD.needs)
    moment = min(as_of_us, max(coverage.values(), default=as_of_us))
    options = work.settings.lenses.get(target.measure, {})
    context = Context(as_of_us, moment, coverage, work.settings.calendars, options)
    batch = collected(engine, module, tables, moment, *target.steps)
    cases = tuple(module.cases(batch, context))
    return Counted(_with_accounts(con, cases), moment, module.CARD)


def _with_accounts(con: Connection, cases: Iterable[Case]) -> tuple[Case, ...]:
    """Cases with the id of the account they concern: as their record says, else their person's."""
    held = list(cases)
    lost = {case.subject for case in held if case.account is None and case.subject}
    known = directory.by_handles(con, lost)

    def of(case: Case) -> str | None:
        if case.account is not None:
            return case.account if case.account.startswith("a-") else account_id(case.account)
        person = known.get(case.subject or "")
        return person.account if person else None

    return tuple(replace(case, account=of(case)) for case in held)


def collected(
    engine: Engine, module: ModuleType, tables: LazyTables, moment_us: int, *steps: str
) -> Batch:
    """The rows that a measure gathers; the columns of one that declares none are as its tables have them."""
    schema = getattr(module, "SCHEMA", None)
    if schema is None:
        rows = module.gather(tables, moment_us, *steps)
        columns = {name: str(kind).lower() for name, kind in rows.schema().items()}
        return engine.collect(rows, columns)
    gather = partial(_gathered, module, steps)
    return tables.gathered(key(module, *steps), gather, moment_us, schema)


def _gathered(module: ModuleType, steps: Sequence[str], tables: LazyTables, moment: Any) -> Any:
    return module.gather(tables, moment, *steps)


def _coverage(con: Connection, kinds: Iterable[str]) -> Mapping[str, int]:
    """Until when each system is complete that holds records of these kinds."""
    wanted = set(kinds)
    reach = manifest.coverage(con)
    systems = {
        name for one in manifest.imports(con) if wanted & one.kinds.keys() for name in one.covered
    }
    return {name: reach[name] for name in sorted(systems) if name in reach}
