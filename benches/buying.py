"""Models of buying against lifetimes 0.11.3: fit, P(alive) with expected purchases, one machine, one run.

Each figure comes from a fresh process that makes nothing but the fit; troth and the peer take turns.
CPU seconds are user and system of that process, imports and the making of data left out; the least of
three runs counts (one run where the peer takes long). The likelihood of both answers is reckoned by one
formula, so it can be compared.

    python -m venv /tmp/bench && /tmp/bench/bin/pip install lifetimes "pandas<3" setuptools numba scipy
    PYTHONPATH=src /tmp/bench/bin/python benches/buying.py         writes benches/results/buying.md
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
RESULT = HERE / "results" / "buying.md"
LITERATURE = {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}
DATA = {
    "CDNOW-like, 2,357": (2_357, False),
    "100k, 12-week cohort": (100_000, False),
    "1M, 12-week cohort": (1_000_000, False),
    "1M, three years of cohorts": (1_000_000, True),
}
TASKS = [
    ("BG/NBD fit", "bgnbd", "CDNOW-like, 2,357", 3),
    ("BG/NBD fit", "bgnbd", "100k, 12-week cohort", 3),
    ("BG/NBD fit", "bgnbd", "1M, 12-week cohort", 3),
    ("BG/NBD fit", "bgnbd", "1M, three years of cohorts", 3),
    ("MBG/NBD fit", "mbgnbd", "1M, 12-week cohort", 1),
    ("Pareto/NBD fit", "paretonbd", "CDNOW-like, 2,357", 3),
    ("Pareto/NBD fit", "paretonbd", "100k, 12-week cohort", 1),
    ("P(alive) and expected, BG/NBD", "score", "1M, 12-week cohort", 5),
    ("P(alive) and expected, BG/NBD", "score", "1M, three years of cohorts", 5),
]


def simulated(people: int, wide: bool) -> np.ndarray:
    """Frequency, recency, T in weeks by whole days, from the literature's parameters."""
    chance = np.random.default_rng(1)
    first, last = (1, 156 * 7) if wide else (27 * 7, 39 * 7)
    T = chance.integers(first, last, people) / 7
    rate = chance.gamma(LITERATURE["r"], 1 / LITERATURE["alpha"], people)
    leave = chance.beta(LITERATURE["a"], LITERATURE["b"], people)
    x, tx, clock = np.zeros(people), np.zeros(people), np.zeros(people)
    there = np.ones(people, bool)
    while there.any():
        who = np.flatnonzero(there)
        clock[who] += chance.exponential(1 / rate[who])
        bought = clock[who] < T[who]
        there[who[~bought]] = False
        who = who[bought]
        day = np.minimum(np.maximum(np.ceil(clock[who] * 7), 1) / 7, T[who])
        same = (x[who] > 0) & (day == tx[who])
        x[who[~same]] += 1
        tx[who] = day
        there[who[chance.random(len(who)) < leave[who]]] = False
    return np.stack([x, tx, T])


def one(side: str, task: str, path: str) -> dict[str, Any]:
    """One fit or scoring in this process: seconds, peak memory above the start, the answer."""
    x, tx, T = np.load(path)
    work = (_ours if side == "troth" else _theirs)(task)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work(x, tx, T)
    told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told | {"peak": peak / 1024, "added": (peak - before) / 1024, "answer": answer}


def _ours(task: str) -> Any:
    from troth import stats

    if task == "score":
        fitted = stats.bgnbd([1, 0, 3, 0, 2, 0, 1], [1, 0, 9, 0, 5, 0, 2], [9, 9, 9, 9, 9, 9, 9])
        object.__setattr__(fitted, "params", dict(LITERATURE))
        return lambda x, tx, T: _sums(fitted.alive(x, tx, T), fitted.expected(52.0, x, tx, T))
    fit = getattr(stats, task)
    return lambda x, tx, T: dict(fit(x, tx, T).params)


def _theirs(task: str) -> Any:
    import warnings

    import lifetimes
    import pandas as pd

    warnings.simplefilter("ignore")
    if task == "score":
        model = lifetimes.BetaGeoFitter()
        model.params_ = pd.Series(LITERATURE)
        model.predict = model.conditional_expected_number_of_purchases_up_to_time
        return lambda x, tx, T: _sums(
            model.conditional_probability_alive(x, tx, T), model.predict(52.0, x, tx, T)
        )
    kind = {
        "bgnbd": "BetaGeoFitter",
        "mbgnbd": "ModifiedBetaGeoFitter",
        "paretonbd": "ParetoNBDFitter",
    }
    fitter = getattr(lifetimes, kind[task])
    return lambda x, tx, T: dict(fitter().fit(x, tx, T).params_)


def _sums(alive: Any, expected: Any) -> dict[str, float]:
    return {"alive": float(np.sum(alive)), "expected": float(np.sum(expected))}


def likelihood(task: str, answer: dict[str, float], x: Any, tx: Any, T: Any) -> float:
    """The total log-likelihood at an answer, by one formula for both sides."""
    at = np.log(
        [
            answer[name]
            for name in (("r", "alpha", "s", "beta") if task == "paretonbd" else LITERATURE)
        ]
    )
    if task == "paretonbd":
        from troth.stats.buying.paretonbd import _likelihood
        from troth.stats.buying.rows import collapse

        return _likelihood(collapse(x, tx, T))(at)[0]
    from troth.stats.buying.dropout import likelihood as of
    from troth.stats.buying.rows import collapse

    return of(collapse(x, tx, T), at, int(task == "mbgnbd"))[0]


def measured(task: str, path: Path, runs: int) -> dict[str, dict[str, Any]]:
    """The least CPU of some runs of each side, taken in turn."""
    best: dict[str, dict[str, Any]] = {}
    for _ in range(runs):
        for side in ("troth", "lifetimes"):
            asked = [sys.executable, __file__, "--one", side, task, str(path)]
            told = json.loads(
                subprocess.run(asked, check=True, capture_output=True, text=True).stdout
            )
            if side not in best or told["cpu"] < best[side]["cpu"]:
                best[side] = told
    return best


def compiled(path: Path) -> str:
    """One evaluation of the BG/NBD likelihood: numpy against a loop compiled by numba."""
    try:
        import numba
    except ImportError:
        return "numba was not installed for this run."
    from troth.stats.buying.dropout import likelihood as numpy_one
    from troth.stats.buying.rows import collapse

    rows = collapse(*np.load(path))
    at = np.log(list(LITERATURE.values()))
    loop = numba.njit(cache=False, fastmath=False)(_loop)
    columns = rows.x, rows.tx, rows.T, rows.weight

    def least(call: Any) -> float:
        call()
        spent = []
        for _ in range(7):
            began = time.process_time()
            call()
            spent.append(time.process_time() - began)
        return 1000 * min(spent)

    ours, theirs = least(lambda: numpy_one(rows, at, 0)), least(lambda: loop(*columns, *np.exp(at)))
    collapsing = least(lambda: collapse(*np.load(path)))
    return (
        f"One evaluation with gradient and Hessian over {len(rows.weight):,} distinct rows takes "
        f"{ours:.1f} ms of CPU in numpy and {theirs:.1f} ms in a fused loop compiled by numba; the "
        f"collapsing before it {collapsing:.0f} ms."
    )


def _loop(x, tx, T, weight, r, alpha, a, b):  # type: ignore[no-untyped-def]
    """The part of the likelihood that mixes the two components, row by row, with its derivatives."""
    total = 0.0
    slope = np.zeros(4)
    bend = np.zeros((4, 4))
    step = np.zeros(4)
    for i in range(len(x)):
        shape, until, last = r + x[i], alpha + T[i], alpha + tx[i]
        log_until, log_last = np.log(until), np.log(last)
        stay = -shape * log_until
        if x[i] > 0:
            past = b + x[i] - 1
            odds = np.log(a / past) + shape * (log_until - log_last)
            gone = 1 / (1 + np.exp(-odds))
            total += weight[i] * (stay + np.log1p(np.exp(-abs(odds))) + max(odds, 0.0))
            step[0], step[1] = log_until - log_last, shape / until - shape / last
            step[2], step[3] = 1 / a, -1 / past
        else:
            gone = 0.0
            total += weight[i] * stay
            step[:] = 0.0
        slope[0] += weight[i] * (-log_until + gone * step[0])
        slope[1] += weight[i] * (-shape / until + gone * step[1])
        slope[2] += weight[i] * gone * step[2]
        slope[3] += weight[i] * gone * step[3]
        for j in range(4):
            for k in range(j, 4):
                bend[j, k] += weight[i] * gone * (1 - gone) * step[j] * step[k]
    return total, slope, bend


def main() -> None:
    """Measure all tasks and write the table."""
    lines = []
    with tempfile.TemporaryDirectory() as place:
        files = {}
        for name, (people, wide) in DATA.items():
            files[name] = Path(place) / f"{len(files)}.npy"
            np.save(files[name], simulated(people, wide))
        for title, task, name, runs in TASKS:
            best = measured(task, files[name], runs)
            lines.append(_line(title, task, name, best, np.load(files[name])))
            print(lines[-1], flush=True)
        told = compiled(files["1M, 12-week cohort"])
    head = (
        "| task | customers | troth, CPU s (wall), peak MB | lifetimes | ratio of CPU | answers |\n"
        "|---|---|---|---|---|---|"
    )
    machine = f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}"
    text = (
        f"# Models of buying\n\nAgainst lifetimes 0.11.3 in one run, on {machine}, a shared machine: "
        "quote ratios.\n\n" + "\n".join([head, *lines]) + f"\n\n{told}\n"
    )
    RESULT.write_text(text, encoding="utf-8")
    print(told)


def _line(title: str, task: str, name: str, best: dict[str, Any], data: np.ndarray) -> str:
    ours, theirs = best["troth"], best["lifetimes"]
    if task == "score":
        gap = max(abs(ours["answer"][k] / theirs["answer"][k] - 1) for k in ours["answer"])
        same = f"sums agree to {gap:.0e}"
    else:
        apart = likelihood(task, ours["answer"], *data) - likelihood(task, theirs["answer"], *data)
        same = f"log-likelihood {apart:+.1e} against the peer's"
    figures = [f"{s['cpu']:.3f} ({s['wall']:.3f}), {s['peak']:.0f}" for s in (ours, theirs)]
    return f"| {title} | {name} | {figures[0]} | {figures[1]} | {theirs['cpu'] / ours['cpu']:.0f}× | {same} |"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(*sys.argv[2:5])))
    else:
        main()
