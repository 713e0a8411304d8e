"""A child that forgets a person and is killed at a moment: `python killed_forgetting.py ROOT WHO AT`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOMENTS = (
    *("rewriting", "rewritten", "begun", "published", "swept", "renewing", "renewed"),
    *("indexed", "compacting"),
)


def die(*_: object, **__: object) -> None:
    """Ends this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def after(made: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which kills the process once it was called."""

    def killing(*given: Any, **named: Any) -> Any:
        made(*given, **named)
        die()

    return killing


def arm(moment: str) -> None:
    """Sets the trap."""
    from troth.acts import blanking, finishing, forget
    from troth.store import renewing

    if moment == "rewriting":
        blanking.Writer.write_table = after(blanking.Writer.write_table)  # type: ignore[method-assign]
    elif moment == "rewritten":
        forget.blank_evidence = after(forget.blank_evidence)
    elif moment == "begun":
        forget.begin = after(forget.begin)
    elif moment == "published":
        forget._publish = after(forget._publish)
    elif moment == "swept":
        finishing.sweep = after(finishing.sweep)
    elif moment == "renewing":
        renewing._Renewing.leave = after(renewing._Renewing.leave)  # type: ignore[method-assign]
    elif moment == "renewed":
        forget.renew = after(forget.renew)
    elif moment == "indexed":
        blanking.REMEMBERED = 0
        finishing.rebuild_index = after(finishing.rebuild_index)
    else:
        finishing.compact = after(finishing.compact)


def main(root: str, who: str, moment: str) -> None:
    """Forget, and die on the way."""
    from tests.acts.canary import SETTINGS
    from tests.acts.test_forget import LATER
    from troth.acts.forget import forget
    from troth.store.home import open_home

    arm(moment)
    forget(open_home(Path(root)), SETTINGS, who, now_us=LATER)


if __name__ == "__main__":
    main(*sys.argv[1:])
