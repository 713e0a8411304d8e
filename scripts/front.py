"""Write the front page of `troth.stats` from what each method file names in `__all__`.

    python scripts/front.py            write src/troth/stats/__init__.py between its two marks
    python scripts/front.py --check    say whether it is as it should be

Type checkers and editors read the imports, Python reads the table of homes when a name is first
asked for; both are made here, so a new method is one file and nothing else is edited by hand.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATS = ROOT / "src" / "troth" / "stats"
PAGE = STATS / "__init__.py"
BEGIN, END = "# Written by scripts/front.py from here …\n", "# … to here.\n"


def homes() -> dict[str, tuple[str, ...]]:
    """Public names by the file that holds them: "rates.nps" → ("nps", …)."""
    found = {}
    for path in sorted(STATS.glob("*/*.py")):
        names = _public(ast.parse(path.read_text("utf-8")))
        if names:
            found[f"{path.parent.name}.{path.stem}"] = tuple(sorted(names))
    return found


def _public(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets
        ):
            return list(ast.literal_eval(node.value))
    return []


def written(text: str) -> str:
    """The page with its middle made anew."""
    known = homes()
    seen: dict[str, str] = {}
    for home, names in known.items():
        for name in names:
            if name in seen:
                raise SystemExit(f"“{name}” is public in {seen[name]} and in {home}.")
            seen[name] = home
    lines = ["if TYPE_CHECKING:"]
    for home, names in known.items():
        lines += [f"    from troth.stats.{home} import {name} as {name}" for name in names]
    lines += ["", "_HOMES = {"]
    for home, names in known.items():
        lines.append(f'    "{home}": "{" ".join(names)}",')
    lines += ["}"]
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + "# fmt: off\n" + "\n".join(lines) + "\n# fmt: on\n" + END + tail


def main() -> int:
    """Write the page, or compare it."""
    text = PAGE.read_text("utf-8")
    wanted = written(text)
    if "--check" in sys.argv:
        if text != wanted:
            print("src/troth/stats/__init__.py is stale; run scripts/front.py", file=sys.stderr)
        return int(text != wanted)
    PAGE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
