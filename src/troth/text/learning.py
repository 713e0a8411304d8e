"""How a head is learnt from labelled texts: on your own corrections, or by us for all.

Logistic regression with a penalty on the square of the weights, climbed by L-BFGS. The same
texts in the same order give the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from troth.text.grams import BUCKETS
from troth.text.head import VECTOR, Head, Seen
from troth.text.vectors import DIMENSIONS

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Labelled texts: what is seen of each, its label, how much it counts, further signs."""

    seen: Seen
    gold: Sequence[str]
    weight: Numbers | None = None
    cues: Numbers | None = None


def learnt(
    lesson: Lesson,
    labels: Sequence[str],
    *,
    penalty: float = 1.0,
    balanced: bool = True,
    start: Head | None = None,
) -> Head:
    """The head that answers a lesson best; with `start`, weights are drawn to that head's.

    `balanced` lets each label count as much as any other, however many texts have it.
    """
    import numpy as np
    from scipy.optimize import minimize

    x = _columns(lesson)
    y = np.asarray([labels.index(each) for each in lesson.gold])
    weight = np.ones(len(y)) if lesson.weight is None else np.asarray(lesson.weight, float)
    if balanced:
        share = np.bincount(y, weight, minlength=len(labels))
        weight = weight * (weight.sum() / (np.count_nonzero(share) * share[y]))
    k = len(labels)
    used = np.flatnonzero(np.diff(x.tocsc().indptr))
    x = x[:, used].tocsr()
    held = np.zeros((x.shape[1] + 1, k)) if start is None else _stacked(start)[[*used, -1]]
    target = np.eye(k)[y]

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        w = flat.reshape(-1, k)
        z = x @ w[:-1] + w[-1]
        z -= z.max(1, keepdims=True)
        log = z - np.log(np.exp(z).sum(1, keepdims=True))
        away = w[:-1] - held[:-1]
        value = -(weight * (log * target).sum(1)).sum() + penalty / 2 * (away**2).sum()
        error = (np.exp(log) - target) * weight[:, None]
        slope = np.vstack([x.T @ error + penalty * away, error.sum(0)])
        return value, slope.ravel()

    done = minimize(loss, held.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    w = done.x.reshape(-1, k)
    full = np.zeros((_width(lesson), k)) if start is None else _stacked(start)[:-1].copy()
    full[used] = w[:-1]
    return _head(tuple(labels), full, w[-1])


def _columns(lesson: Lesson) -> Any:
    """Texts by columns: grams, vector, cues."""
    import numpy as np
    from scipy.sparse import csr_array, hstack

    held, n = lesson.seen.grams, len(lesson.seen)
    shape = (n, 2 * BUCKETS)
    parts = [
        csr_array((held.weight.astype(float), (held.text, held.bucket)), shape=shape),
        csr_array(lesson.seen.vectors.astype(float) * VECTOR),
    ]
    if lesson.cues is not None:
        parts.append(csr_array(np.asarray(lesson.cues, float)))
    return hstack(parts, format="csr")


def _width(lesson: Lesson) -> int:
    cues = 0 if lesson.cues is None else lesson.cues.shape[1]
    return 2 * BUCKETS + DIMENSIONS + int(cues)


def _stacked(one: Head) -> Numbers:
    import numpy as np

    return np.vstack([one.grams, one.vector, one.cues, one.bias[None, :]]).astype(float)


def _head(labels: tuple[str, ...], weights: Numbers, bias: Numbers) -> Head:
    import numpy as np

    ends = (2 * BUCKETS, 2 * BUCKETS + DIMENSIONS)
    w = weights.astype(np.float32)
    return Head(labels, w[: ends[0]], w[ends[0] : ends[1]], w[ends[1] :], bias.astype(np.float32))
