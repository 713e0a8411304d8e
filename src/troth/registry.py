"""The shelves: which extensions there are, what each says of itself, and how it is loaded.

An extension is one file; its name is the file's name with `_` read as `-`. The wheel carries
an index made at build time; a source checkout is scanned. A user's own folders and packages
named in `troth.toml` are scanned too, and go to the shelf their card names.
This is the one place where troth imports a module by its name at run time.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from troth.errors import ExtensionError, UnknownNameError

if TYPE_CHECKING:
    import ast

HERE = Path(__file__).parent
INDEX = HERE / "_index.json"

SHELVES: Mapping[str, tuple[str, str]] = {
    "sources": ("troth.sources", "SourceCard"),
    "recognisers": ("troth.recognisers", "RecogniserCard"),
    "measures": ("troth.measures", "MeasureCard"),
    "lenses": ("troth.lenses", "LensCard"),
    "prose": ("troth.prose.lenses", "ProseCard"),
}
"""Shelf → (package that holds it, name of the card its files carry)."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "sources": ("CARD", "EXAMPLES", "recognises", "read"),
    "recognisers": ("CARD", "EXAMPLES", "annotate"),
    "measures": ("CARD", "EXAMPLES", "gather", "cases"),
    "lenses": ("CARD", "EXAMPLES", "gather", "judge"),
    "prose": ("CARD", "EXAMPLES"),
}
"""What a file must hold to stand on each shelf."""


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension as its docstring tells it: its question, and the parts that answer why.

    `facts` is what an index knows of a document lens besides (`prose.lens.facts`); a scan knows none.
    """

    name: str
    shelf: str
    question: str
    path: str
    sections: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    status: str = "stable"
    facts: Mapping[str, Any] | None = field(default=None, compare=False)


def extensions(shelf: str, folders: Iterable[str | Path] = ()) -> Mapping[str, Extension]:
    """Every extension of a shelf by name: troth's own, then those of the user's folders.

    Two extensions of one name, or a file whose docstring cannot be read, is an ExtensionError.
    """
    if shelf not in SHELVES:
        raise UnknownNameError("shelf", shelf, SHELVES)
    found = dict(_builtin(shelf))
    for extension in _users(tuple(str(folder) for folder in folders)):
        if extension.shelf != shelf:
            continue
        if extension.name in found:
            raise ExtensionError(
                f"There are two {shelf} called “{extension.name}”.",
                place=extension.path,
                advice=f"Rename this file; the other one is {found[extension.name].path}.",
            )
        found[extension.name] = extension
    return found


def find(name: str, folders: Iterable[str | Path] = ()) -> Extension:
    """The extension of that name, on whichever shelf it stands; near names are offered."""
    known: dict[str, Extension] = {}
    for shelf in SHELVES:
        for extension in extensions(shelf, folders).values():
            known.setdefault(extension.name, extension)
    if name not in known:
        raise UnknownNameError("lens, measure, recogniser or source", name, known)
    return known[name]


def load(shelf: str, name: str, folders: Iterable[str | Path] = ()) -> ModuleType:
    """The extension itself, imported now. One that does not load names itself and stops the run."""
    known = extensions(shelf, folders)
    if name not in known:
        raise UnknownNameError(f"extension on the shelf “{shelf}”", name, known)
    extension = known[name]
    module = _import(extension)
    missing = [part for part in NEEDS[shelf] if not hasattr(module, part)]
    if missing:
        raise ExtensionError(
            f"It does not define {', '.join(missing)}.",
            place=extension.path,
            advice=f"A file on the shelf “{shelf}” holds {', '.join(NEEDS[shelf])}.",
        )
    return module


def describe(path: Path) -> tuple[str, str, Mapping[str, str], str] | None:
    """Shelf, question, sections and status of a file, read without running it; None without a card."""
    import ast

    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError) as fault:
        raise ExtensionError(
            f"It cannot be read as Python: {fault}.", place=str(path), advice="Mend or remove it."
        ) from fault
    carded = _card_of(tree)
    if carded is None:
        return None
    shelf, status = carded
    text = ast.get_docstring(tree) or ""
    if not text:
        raise ExtensionError(
            "It has no docstring.",
            place=str(path),
            advice="Begin the file with the question it asks; `troth explain` shows that text.",
        )
    question, _, rest = text.partition("\n")
    return shelf, question.strip(), _sections(rest), status


def write_index(target: Path) -> None:
    """Write the index that the wheel carries, so that an installed troth scans nothing.

    It also knows in which documents a document lens may find anything, so that most are not loaded.
    """
    from troth.prose.lens import facts

    rows = [
        {
            "name": extension.name,
            "shelf": extension.shelf,
            "question": extension.question,
            "path": str(Path(extension.path).relative_to(HERE)),
            "sections": dict(extension.sections),
            "status": extension.status,
            **({"facts": facts(_import(extension))} if shelf == "prose" else {}),
        }
        for shelf in SHELVES
        for extension in _scan_builtin(shelf)
    ]
    target.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")


@lru_cache(maxsize=len(SHELVES))
def _builtin(shelf: str) -> Mapping[str, Extension]:
    if INDEX.exists():
        rows = json.loads(INDEX.read_text(encoding="utf-8"))
        listed = (
            Extension(**{**row, "path": str(HERE / row["path"])})
            for row in rows
            if row["shelf"] == shelf
        )
        return {extension.name: extension for extension in listed}
    return {extension.name: extension for extension in _scan_builtin(shelf)}


def _scan_builtin(shelf: str) -> Iterator[Extension]:
    package, _ = SHELVES[shelf]
    yield from _scan(HERE.joinpath(*package.split(".")[1:]), own=False)


@lru_cache(maxsize=16)
def _users(folders: tuple[str, ...]) -> tuple[Extension, ...]:
    return tuple(extension for folder in folders for extension in _scan(_folder(folder), own=True))


def _folder(named: str) -> Path:
    """A folder as given, or the folder of an importable package."""
    if Path(named).is_dir():
        return Path(named)
    from importlib.util import find_spec

    spec = find_spec(named) if re.fullmatch(r"[\w.]+", named) else None
    if spec is None or not spec.submodule_search_locations:
        raise ExtensionError(
            f"“{named}” is neither a folder nor an installed package.",
            advice="Correct `lenses` in troth.toml, or make the folder.",
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _scan(folder: Path, *, own: bool) -> Iterator[Extension]:
    for path in sorted(folder.glob("*.py")):
        if path.name.startswith("_"):
            continue
        described = describe(path)
        if described is not None:
            shelf, question, sections, status = described
            name = path.stem.replace("_", "-")
            yield Extension(name, shelf, question, str(path), sections, own, status)


def _card_of(tree: ast.Module) -> tuple[str, str] | None:
    """The shelf that the card of a file names, and whether it is still a preview."""
    import ast

    cards = {card: shelf for shelf, (_, card) in SHELVES.items()}
    call: ast.expr | None
    targets: list[ast.expr]
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, call = node.targets, node.value
        elif isinstance(node, ast.AnnAssign):
            targets, call = [node.target], node.value
        else:
            continue
        if not any(isinstance(target, ast.Name) and target.id == "CARD" for target in targets):
            continue
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            shelf = cards.get(call.func.id)
            return (shelf, _status(call)) if shelf else None
    return None


def _status(call: ast.Call) -> str:
    import ast

    for keyword in call.keywords:
        if keyword.arg == "status" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    return "stable"


def _sections(text: str) -> Mapping[str, str]:
    """The labelled parts of a docstring: a line that begins “How it decides:” opens one."""
    found: dict[str, str] = {}
    label = ""
    for paragraph in text.strip().split("\n"):
        opened = re.match(r"([A-Z][\w ,’'-]{2,40}):\s*(.*)", paragraph)
        if opened:
            label = opened[1]
            found[label] = opened[2].strip()
        elif label:
            found[label] = f"{found[label]} {paragraph.strip()}".strip()
    return found


def _import(extension: Extension) -> ModuleType:
    if not extension.own:
        module_path = Path(extension.path).relative_to(HERE).with_suffix("")
        return importlib.import_module(".".join(("troth", *module_path.parts)))
    import hashlib
    from importlib.util import module_from_spec, spec_from_file_location

    unique = hashlib.sha256(extension.path.encode()).hexdigest()[:12]
    name = f"troth_own_{unique}"
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, extension.path)
    if spec is None or spec.loader is None:
        raise ExtensionError("It cannot be loaded as Python.", place=extension.path)
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as fault:
        del sys.modules[name]
        raise ExtensionError(
            f"It does not load: {type(fault).__name__}: {fault}.",
            place=extension.path,
            advice="Mend the file, or take its folder out of `lenses` in troth.toml.",
        ) from fault
    return module
