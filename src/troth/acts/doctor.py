"""The state of a workspace: versions, health, counts, and what is set to leave the machine."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

import troth
from troth.acts.ages import lasting
from troth.acts.backend import leaving
from troth.acts.opening import Workspace
from troth.ledger import directory, manifest, promises, runs
from troth.ledger.meeting import fingerprints
from troth.ledger.retaining import retained
from troth.store.index_files import harm as index_harm

PARTS = ("duckdb", "ibis", "pyarrow", "sqlalchemy", "numpy", "fastapi")


@dataclass(frozen=True, slots=True)
class Health:
    """What `troth doctor` tells; `faults` is empty where all is well.

    `retention` says by kind how long records are kept, `retained_us` when some were last dropped;
    `forgotten` counts the keyed fingerprints that keep the forgotten from coming back.
    """

    versions: Mapping[str, str]
    workspace: str
    evidence: Mapping[str, int]
    people: int
    accounts: int
    promises: int
    findings: int
    rejects: int
    reach: Mapping[str, int]
    leaves: tuple[str, ...]
    retention: Mapping[str, str]
    retained_us: int | None
    forgotten: int
    masks: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def doctor(work: Workspace) -> Health:
    """Look at versions, at every file the manifest names, and at how far the index has come."""
    with work.ledger.read() as con:
        last = runs.latest(con)
        return Health(
            versions={"troth": troth.__version__, "python": platform.python_version(), **_parts()},
            workspace=str(work.home.root),
            evidence=work.index.counts(),
            people=len(directory.people(con)),
            accounts=len(directory.accounts(con)),
            promises=len(promises.promises(con, work.index, candidates=False)),
            findings=len(runs.findings(con, last.id)) if last else 0,
            rejects=manifest.count_rejects(con),
            reach=manifest.coverage(con),
            leaves=tuple(_leaves(work)),
            retention={k: lasting(each) for k, each in sorted(work.settings.retention.items())},
            retained_us=(retained(con) or (None,))[0],
            forgotten=len(fingerprints(con)),
            masks=tuple(sorted(work.settings.mask)),
            faults=tuple(_faults(work, manifest.files(con), manifest.generation(con))),
        )


def _parts() -> dict[str, str]:
    found = {}
    for name in PARTS:
        try:
            found[name] = str(getattr(import_module(name), "__version__", "?"))
        except ModuleNotFoundError:
            found[name] = "not installed"
    return found


def _leaves(work: Workspace) -> Iterator[str]:
    """What the settings send elsewhere, in plain words."""
    url = work.settings.ledger_url
    if url is not None:
        yield f"The ledger lies in a database: {url.rsplit('@', 1)[-1]}"
    if work.settings.engine.startswith("sc://"):
        yield f"Evidence is computed on: {work.settings.engine}"
    yield from leaving(work)


def _faults(
    work: Workspace, files: Mapping[str, tuple[str, ...]], generation: int
) -> Iterator[str]:
    for paths in files.values():
        for path in paths:
            if not (work.home.evidence / path).is_file():
                yield f"{path} is missing: put it back from a backup, or add its source again."
    if work.index.generation() != generation:
        yield (
            f"The index has come to import {work.index.generation()} of {generation}; "
            "the next `troth add` brings it up to date."
        )
    if harm := index_harm(work.home.index):
        yield f"The index is damaged ({harm}): make it anew with `troth doctor --rebuild`."
    mode = work.home.secret_path.stat().st_mode & 0o077
    if mode:
        yield f"Others may read {work.home.secret_path}: chmod 600 it."
