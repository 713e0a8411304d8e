"""Draw the picture of every method: `gallery/NAME.py` gives `docs/methods/NAME.svg`.

    python scripts/gallery.py              draw all, print each sentence
    python scripts/gallery.py wilson cox   draw these
    python scripts/gallery.py --check      say which pictures are missing or older than their code

A file of the gallery is a small program anybody can read: seeded or published numbers, one call
of `troth.stats`, one plot. Its docstring is the title, which says in words what is to be seen;
`draw(figure)` returns the sentence that stands below the picture.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
GALLERY, PICTURES = ROOT / "gallery", ROOT / "docs" / "methods"
STATS = ROOT / "src" / "troth" / "stats"
STYLE = {
    "svg.hashsalt": "troth",
    "svg.fonttype": "none",
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.titlelocation": "left",
    "axes.titlepad": 14,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#6b6b6b",
    "axes.labelcolor": "#444444",
    "xtick.color": "#6b6b6b",
    "ytick.color": "#6b6b6b",
    "axes.prop_cycle": "cycler('color', ['#1f5f5b', '#8a8a8a', '#b4552d', '#444444', '#b9b9b9'])",
    "lines.linewidth": 1.8,
    "figure.facecolor": "white",
    "savefig.bbox": "tight",
    "savefig.pad_inches": 0.15,
}


def names() -> list[str]:
    """Every picture there is to draw."""
    return sorted(path.stem for path in GALLERY.glob("[!_]*.py"))


def title(name: str) -> str:
    """What the picture shows, in words."""
    text = ast.get_docstring(ast.parse((GALLERY / f"{name}.py").read_text("utf-8"))) or ""
    return " ".join(text.split())


def fingerprint(name: str) -> str:
    """Changes whenever the picture's program, the method's file or the house style does."""
    method = sorted(STATS.glob(f"*/{name}.py"))
    parts = [GALLERY / f"{name}.py", *method, *sorted(GALLERY.glob("_*.py")), Path(__file__)]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:16]


def load(name: str) -> ModuleType:
    """The program of one picture, imported from its file."""
    spec = importlib.util.spec_from_file_location(f"gallery_{name}", GALLERY / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    if str(GALLERY) not in sys.path:
        sys.path.insert(0, str(GALLERY))
    spec.loader.exec_module(module)
    return module


def draw(name: str) -> str:
    """Draw one picture and return the sentence below it."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 3.6))
        FigureCanvasSVG(figure)
        says = str(load(name).draw(figure))
        told = {"Date": None, "Title": title(name), "Description": says}
        PICTURES.mkdir(parents=True, exist_ok=True)
        target = PICTURES / f"{name}.svg"
        figure.savefig(target, metadata=told | {"Identifier": fingerprint(name)})
    text = target.read_text("utf-8").replace("'DejaVu Sans'", "'Source Sans 3', Helvetica, Arial")
    target.write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", "utf-8")
    return says


def stale() -> list[str]:
    """Pictures that are missing, or were drawn from other code than today's."""
    return [name for name in names() if said(name)[0] != fingerprint(name)]


def said(name: str) -> tuple[str, str]:
    """The fingerprint and the sentence that a drawn picture carries; empty where there is none."""
    path = PICTURES / f"{name}.svg"
    text = path.read_text("utf-8") if path.exists() else ""
    found = [
        re.search(rf"<dc:{what}>(.*?)</dc:{what}>", text, re.S)
        for what in ("identifier", "description")
    ]
    mark, sentence = ("" if one is None else one[1] for one in found)
    return mark, " ".join(sentence.split())


def main() -> int:
    """Draw what was named, or everything."""
    asked = sys.argv[1:]
    if asked == ["--check"]:
        for name in stale():
            print(f"docs/methods/{name}.svg is stale; run scripts/gallery.py {name}")
        return 1 if stale() else 0
    for name in asked or names():
        print(f"{name}: {draw(name)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
