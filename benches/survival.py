"""What do a curve and a regression over a million rows cost, against lifelines and statsmodels?

Every figure is a process of its own: the rows are made from one seed and the libraries imported
outside the clock, then one call is timed (CPU seconds, user and system) and its peak memory read
(the whole process: rows, libraries and all). Engines take turns, the best of three counts; where
lifelines needs minutes it runs once. Answers are compared before anything is written.

    python benches/survival.py [ROWS]     writes benches/results/survival.md

Statsmodels is compared where it can be imported. One thread each.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RESULT = Path(__file__).parent / "results" / "survival.md"
SOURCE = Path(__file__).parents[1] / "src"
COVARIATES = 10
SAME = 1e-6
TASKS = {
    "km days": "Kaplan–Meier, whole days",
    "km plain": "Kaplan–Meier, continuous",
    "cox days": f"Cox × {COVARIATES}, whole days (Efron)",
    "cox plain": f"Cox × {COVARIATES}, continuous",
}
GOALS = {
    "km days": "10; aim 30",
    "km plain": "no slower than statsmodels",
    "cox days": "2; aim 3",
    "cox plain": "40; aim 100",
}
ONCE = {("cox plain", "lifelines")}


def rows(task: str, count: int) -> tuple[Any, Any, Any]:
    """Weibull durations about half of which are censored, and covariates where they are asked."""
    import numpy as np

    draw = np.random.default_rng(20)
    x = draw.normal(size=(count, COVARIATES)) if task.startswith("cox") else None
    eta = 0.0 if x is None else x @ np.linspace(-0.5, 0.5, COVARIATES)
    ended = 400 * (draw.exponential(size=count) * np.exp(-eta)) ** (1 / 1.2)
    left = 400 * draw.weibull(1.2, count)
    long = np.minimum(ended, left)
    return np.ceil(long) if task.endswith("days") else long, ended <= left, x


def troth(task: str, long: Any, ended: Any, x: Any) -> Callable[[], Any]:
    import numpy as np

    from troth.stats.survival.cox import cox
    from troth.stats.survival.kaplan_meier import kaplan_meier

    if x is not None:
        return lambda: cox(long, ended, x).coefficients.tolist()
    return lambda: kaplan_meier(long, ended).at(np.arange(1, 1000)).tolist()


def lifelines(task: str, long: Any, ended: Any, x: Any) -> Callable[[], Any]:
    import numpy as np
    import pandas as pd
    from lifelines import CoxPHFitter, KaplanMeierFitter

    if x is None:
        fitter = KaplanMeierFitter()
        return lambda: (
            fitter.fit(long, ended).survival_function_at_times(np.arange(1, 1000)).tolist()
        )
    frame = pd.DataFrame(x, columns=[f"x{at}" for at in range(COVARIATES)])
    frame["long"], frame["ended"] = long, ended.astype(float)
    return lambda: CoxPHFitter().fit(frame, "long", "ended").params_.tolist()


def statsmodels(task: str, long: Any, ended: Any, x: Any) -> Callable[[], Any]:
    import numpy as np
    from statsmodels.duration.survfunc import SurvfuncRight

    def curve() -> list[float]:
        found = SurvfuncRight(long, ended.astype(float))
        step = np.searchsorted(found.surv_times, np.arange(1, 1000), side="right")
        return np.append(1.0, found.surv_prob)[step].tolist()

    return curve


ENGINES = {"troth": troth, "lifelines": lifelines, "statsmodels": statsmodels}


def child(task: str, engine: str, count: int) -> None:
    """One call in this process, told as JSON."""
    call = ENGINES[engine](task, *rows(task, count))
    before, began = time.process_time(), time.perf_counter()
    answer = call()
    cpu, wall = time.process_time() - before, time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "wall": wall, "peak": peak, "answer": answer}))


def measured(task: str, engine: str, count: int) -> dict[str, Any]:
    """The same in a fresh process."""
    path = os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")])
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
    done = subprocess.run(
        [sys.executable, __file__, "--one", task, engine, str(count)],
        env=os.environ | threads | {"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def compared(task: str, count: int) -> list[dict[str, Any]]:
    """Every engine's best run, the engines taking turns; a differing answer ends it all."""
    engines = ["troth", "lifelines"]
    if task.startswith("km") and importlib.util.find_spec("statsmodels"):
        engines.append("statsmodels")
    runs: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
    for turn in range(3):
        for engine in engines:
            if turn == 0 or (task, engine) not in ONCE:
                runs[engine].append(measured(task, engine, count))
                print(task, engine, round(runs[engine][-1]["cpu"], 4), flush=True)
    best = []
    for engine in engines:
        one = min(runs[engine], key=lambda run: run["cpu"])
        pairs = zip(one["answer"], runs["troth"][0]["answer"], strict=True)
        apart = max(abs(theirs - ours) for theirs, ours in pairs)
        if apart > SAME:
            raise SystemExit(f"{task}: {engine} answers differently, by {apart:g}")
        best.append(one | {"engine": engine, "apart": apart, "runs": len(runs[engine])})
    return best


def main() -> None:
    """Measure and write the table."""
    if sys.argv[1:2] == ["--one"]:
        child(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    lines = []
    for task, name in TASKS.items():
        found = compared(task, count)
        ours = found[0]
        for one in found:
            ratio = "" if one is ours else f"{one['cpu'] / ours['cpu']:.1f}"
            goal = GOALS[task] if one["engine"] == "lifelines" else ""
            lines.append(
                f"| {name} | {one['engine']} | {one['cpu']:.4f} | {one['wall']:.4f} "
                f"| {one['peak']:.0f} | {ratio} | {goal} | {one['apart']:.0e} | {one['runs']} |"
            )
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    heads = "| what | engine | CPU s | wall s | peak MB | times troth's CPU | goal | apart | runs |"
    RESULT.write_text(
        f"# Survival over {count:,} rows\n\n"
        f"`python benches/survival.py {count}`, {machine}, a shared machine, one thread: quote\n"
        "with care. About half of the rows are censored. Best of the runs, engines taking turns.\n"
        "Apart: the largest difference of the answer (the curve at 999 times, the coefficients)\n"
        "from troth's.\n\n"
        f"{heads}\n|---|---|---:|---:|---:|---:|---|---:|---:|\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    print(RESULT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
