"""Say which files are over 300 lines and which functions over 40, and fail where no reason is given.

Reasons stand in pyproject.toml under [tool.sizes], one line each: numeric kernels and golden
tables are exempt that way, and so is whatever reads better in one piece.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINES, FUNCTION = 300, 40


def large() -> Iterator[tuple[str, int]]:
    """Places with their length: `src/…py` or `src/…py:function`."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        text = path.read_text(encoding="utf-8")
        if (count := len(text.splitlines())) > LINES:
            yield name, count
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION:
                    yield f"{name}:{node.name}", length


def main() -> int:
    """Print what is large, with its reason or without."""
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reasons: dict[str, str] = held.get("tool", {}).get("sizes", {})
    found = dict(large())
    for place, length in found.items():
        print(f"{length:4}  {place}  {reasons.get(place, '!!! no reason given')}")
    idle = sorted(set(reasons) - set(found))
    for place in idle:
        print(f"      {place}  is no longer large: take its reason out of pyproject.toml")
    return 1 if idle or set(found) - set(reasons) else 0


if __name__ == "__main__":
    sys.exit(main())
