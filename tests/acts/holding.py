"""A process that takes the worker's lease, says so, and holds it until it is killed."""

import sys
import time
from pathlib import Path

from troth.acts.opening import opened
from troth.acts.working import lease
from troth.store.home import open_home

if __name__ == "__main__":
    with (
        opened(open_home(Path(sys.argv[1]))) as work,
        lease(work.ledger, "ana on desk 4", int(sys.argv[2])) as other,
    ):
        print(other or "held", flush=True)
        time.sleep(60)
