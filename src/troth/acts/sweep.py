"""Putting the store in order after a crash: what was not sealed goes, what was sealed is indexed."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from troth.errors import StoreError
from troth.ledger import manifest
from troth.store.home import Home
from troth.store.indexing import index_import, indexing, rebuild

if TYPE_CHECKING:
    from troth.ledger.opening import Ledger
    from troth.store.index import Index


def sweep(home: Home, ledger: Ledger, index: Index) -> None:
    """Removes half-written files and evidence no manifest row names; indexes what the index lacks.

    To be called by the one process that holds `importing(home)`. Raises StoreError where the
    manifest is empty although the index knows imports: that is the wrong ledger, and nothing
    is removed.
    """
    with ledger.read() as con:
        imports = manifest.imports(con)
    known = {done.id for done in imports}
    strange = index.imports() - known
    if strange and not known:
        raise StoreError(
            f"The ledger knows none of the {len(strange)} imports that lie in this workspace.",
            place=str(home.root),
            advice="See that [ledger] url in troth.toml names the ledger of this workspace.",
        )
    _sweep_files(home, {path for done in imports for held in done.files.values() for path in held})
    missing = [done for done in imports if done.id not in index.imports()]
    if strange:
        rebuild_index(home, ledger, index)
    elif missing:
        with indexing(index) as into:
            for done in missing:
                index_import(home, into, done.id, done.files, done.generation)


def rebuild_index(home: Home, ledger: Ledger, index: Index) -> None:
    """Makes the index anew from the evidence the manifest names."""
    with ledger.read() as con:
        imports = manifest.imports(con)
    rebuild(home, index, ((done.id, done.files, done.generation) for done in imports))


def _sweep_files(home: Home, named: set[str]) -> None:
    for path in home.evidence.glob("*/*.parquet"):
        if path.relative_to(home.evidence).as_posix() not in named:
            path.unlink(missing_ok=True)
    for path in home.tmp.iterdir():
        if not _in_use(path):
            _remove(path)


def _in_use(path: Path) -> bool:
    """Whether an engine that still runs spills there; it writes its process into the name."""
    owner = re.match(r"engine-(\d+)-", path.name)
    if owner is None:
        return False
    try:
        os.kill(int(owner[1]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
