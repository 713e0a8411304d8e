"""Running an extension's own examples: does it speak, stay silent and abstain as it says?

The same proof serves the tests, `troth explain NAME --prove` and an author at home.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from troth import registry
from troth.acts.proving import tables_of
from troth.acts.proving_measures import prove_measure
from troth.acts.world import handle, moment, read_world
from troth.documents import read as read_document
from troth.errors import ExtensionError
from troth.model.document import Document
from troth.model.example import Example, Sample, Utterance
from troth.model.finding import Finding
from troth.patterns import later
from troth.registry import Extension

if TYPE_CHECKING:
    from troth.store.engine import Engine

MODIFIED_US = moment("2026-03-02")[0]
"""When the file of a sample was last changed, for a document that names no date of its own."""
MARKED = later("«(.*?)»", re.DOTALL)


def prove(extension: Extension, engine: Engine | None = None) -> tuple[str, ...]:
    """What does not hold, one sentence an example; nothing where all of them hold.

    `engine` may be given to prove lenses over records on another engine than DuckDB.
    """
    folders = (str(Path(extension.path).parent),) if extension.own else ()
    module = registry.load(extension.shelf, extension.name, folders)
    if extension.shelf == "lenses":
        return tuple(_lens(module, folders, engine))
    return tuple(PROOFS[extension.shelf](module, extension))


def _lens(module: ModuleType, folders: tuple[str, ...], engine: Engine | None) -> Iterator[str]:
    from troth.store.engine import open_engine

    if engine is not None:
        yield from _worlds(module, folders, engine)
        return
    with tempfile.TemporaryDirectory() as scratch, open_engine("duckdb", Path(scratch)) as own:
        yield from _worlds(module, folders, own)


def _worlds(module: ModuleType, folders: tuple[str, ...], engine: Engine) -> Iterator[str]:
    for example in module.EXAMPLES:
        found = looked(module, example, folders, engine)
        fault = _verdict(example, found, _name_subject)
        if fault:
            yield f"“{example.title}”: {fault}"


def looked(
    module: ModuleType, example: Example, folders: tuple[str, ...], engine: Engine
) -> tuple[Finding, ...]:
    """What a lens finds in the world of an example."""
    from troth.extend.record import Context
    from troth.store.prepared import key

    world = read_world(example.world)
    newest = max(
        (int(str(row["ts_us"])) for rows in world.rows.values() for row in rows), default=0
    )
    as_of = moment(example.as_of)[0] if example.as_of else newest
    held = tables_of(world, folders, as_of)
    tables = engine.world(held, as_of)
    batch = tables.gathered(key(module), module.gather, as_of, module.CARD.schema)
    options: Mapping[str, object] = module.CARD.options
    return tuple(module.judge(batch, Context(as_of, as_of, options=options)))


def _name_subject(finding: Finding) -> str:
    name = finding.subject.id.removeprefix("h-").capitalize()
    return finding.says.replace("{subject}", name)


def _verdict(
    example: Example, found: tuple[Finding, ...], told: Callable[[Finding], str]
) -> str | None:
    speaking = [one for one in found if one.status == "speaks"]
    if example.verdict == "silent":
        return f"it should be silent and says: {told(found[0])}" if found else None
    if example.verdict == "speaks" and not speaking:
        return "it should speak and does not"
    if example.verdict == "unsure" and speaking:
        return f"it should be unsure and says: {told(speaking[0])}"
    if example.says and not any(example.says in told(one) for one in found):
        said = "; ".join(told(one) for one in found) or "nothing"
        return f"it should say “{example.says}” and says: {said}"
    return None


def _prose(module: ModuleType, extension: Extension) -> Iterator[str]:
    from troth.prose.engine import Reader
    from troth.prose.lens import lens_of
    from troth.prose.supposed import supposed

    lens = lens_of(extension.name, module)
    for example in module.EXAMPLES:
        assert isinstance(example, Example)
        document = _written(example)
        found = Reader([lens], supposed(example)).read(document).findings
        fault = _verdict(example, found, lambda one: one.says)
        wanted = [" ".join(text.split()) for text in MARKED.findall(example.world)]
        spans = [one.cites[0].span for one in found]
        words = [" ".join(span.of(document.prose).split()) for span in spans if span]
        if fault is None and wanted and sorted(wanted) != sorted(words):
            fault = f"it should mark {wanted} and marks {words}"
        if fault:
            yield f"“{example.title}”: {fault}"


def _written(example: Example) -> Document:
    """The example's text as a Markdown file, guillemets taken out."""
    text = example.world.replace("«", "").replace("»", "")
    document = read_document("example.md", text.encode())
    if not isinstance(document, Document):
        raise ExtensionError(f"The example “{example.title}” cannot be read.", advice=document.says)
    return replace(document, genre=example.genre)


def _source(module: ModuleType, extension: Extension) -> Iterator[str]:
    from troth.extend.source import Covered, Frame, Introduction, Reading, Reject, open_bytes

    for sample in module.EXAMPLES:
        assert isinstance(sample, Sample)
        content = sample.text.encode()
        reading = Reading(**sample.settings)  # type: ignore[arg-type]
        opened = open_bytes(sample.name, content, reading=reading, modified_us=MODIFIED_US)
        if module.recognises(opened) <= 0 and sample.gives:
            yield f"“{sample.name}”: it is not recognised"
            continue
        given, rejects = 0, []
        for one in module.read(opened):
            if isinstance(one, Covered | Introduction):
                continue
            if isinstance(one, Reject):
                rejects.append(one)
            else:
                given += len(one) if isinstance(one, Frame) else 1
        if (given, len(rejects)) != (sample.gives, sample.sets_aside):
            yield (
                f"“{sample.name}”: it gives {given} and sets aside {len(rejects)}, "
                f"not {sample.gives} and {sample.sets_aside}"
            )
        elif sample.says and not any(sample.says in one.text() for one in rejects):
            yield f"“{sample.name}”: no word of “{sample.says}” in {[one.text() for one in rejects]}"


def _recogniser(module: ModuleType, extension: Extension) -> Iterator[str]:
    for utterance in module.EXAMPLES:
        assert isinstance(utterance, Utterance)
        fault = _uttered(module, utterance)
        if fault:
            yield f"“{utterance.text}”: {fault}"


def _uttered(module: ModuleType, utterance: Utterance) -> str | None:
    wanted = MARKED.findall(utterance.text)
    text = utterance.text.replace("«", "").replace("»", "")
    rows = module.annotate(_spoken(module, utterance, text)).to_pylist()
    heard = [text[row["start"] : row["end"]] for row in rows]
    if heard != wanted:
        return f"it hears {heard}"
    dues = [
        datetime.fromtimestamp(row["due_us"] / 1e6, UTC).strftime("%Y-%m-%d %H:%M")
        for row in rows
        if row["due_us"] is not None
    ]
    if utterance.due and dues != [utterance.due]:
        return f"it is due {dues}, not {utterance.due}"
    for part in ("firmness", "kind"):
        expected = getattr(utterance, part)
        if expected and any(row[part] != expected for row in rows):
            return f"its {part} is {[row[part] for row in rows]}, not {expected}"
    return None


def _spoken(module: ModuleType, utterance: Utterance, text: str):  # type: ignore[no-untyped-def]
    import pyarrow as pa

    from troth.extend.recogniser import READS
    from troth.store.schema import plain_schema

    ours = module.CARD.voice == "company"
    reads = module.CARD.reads
    document = "message" not in reads or (utterance.to_all and "document" in reads)
    row = {
        "id": "e-1",
        "version": "v1",
        "kind": "document" if document else "message",
        "ts_us": moment(utterance.at)[0],
        "direction": None if document else "out" if ours else "in",
        "by": handle("us:tom" if ours else "ana"),
        "text": text,
    }
    schema = plain_schema(READS)
    columns = [pa.array([row.get(name)], schema.field(name).type) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


PROOFS: Mapping[str, Callable[[ModuleType, Extension], Iterator[str]]] = {
    "prose": _prose,
    "sources": _source,
    "recognisers": _recogniser,
    "measures": prove_measure,
}
