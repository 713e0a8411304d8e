"""One call: retries, limits of time and size, and refusals, against a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.model_server import Model, serving
from troth.backends.calling import Fault, call
from troth.errors import BackendError
from troth.text.backend import Endpoint


@pytest.fixture
def model() -> Iterator[Model]:
    with serving(Model()) as held:
        yield held


def called(model: Model, pauses: list[float] | None = None, **more: Any) -> Any:
    held = pauses if pauses is not None else []
    body = {"messages": [{}, {"content": "<<<TEXT 0123456789abcdef\nx\n<<<TEXT 0123456789abcdef"}]}
    return call(model.endpoint(**more), "chat/completions", body, "secret-1", held.append)


def test_the_key_goes_in_a_header_and_the_path_is_kept(model: Model) -> None:
    assert "choices" in called(model)
    assert model.paths == ["/v1/chat/completions"]
    assert model.keys == ["Bearer secret-1"]


def test_it_is_tried_again_each_time_later(model: Model) -> None:
    model.statuses = [503, 429]
    pauses: list[float] = []
    assert "choices" in called(model, pauses)
    assert pauses == [0.5, 1.0]


def test_a_pause_the_server_asks_for_is_kept_up_to_a_limit(model: Model) -> None:
    model.statuses, model.headers = [429, 429], {"Retry-After": "3600"}
    pauses: list[float] = []
    called(model, pauses)
    assert pauses == [20.0, 20.0]


def test_after_three_tries_it_is_a_fault(model: Model) -> None:
    model.statuses = [500] * 9
    assert called(model) == Fault("the server answered 500", reached=False)
    assert len(model.bodies) == 3


def test_what_no_second_try_mends_is_not_tried_again(model: Model) -> None:
    model.statuses = [422]
    assert called(model) == Fault("the server answered 422: it may know no JSON schemas")
    assert len(model.bodies) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 302])
def test_a_refusal_is_told_with_what_to_do(model: Model, status: int) -> None:
    model.statuses, model.headers = [status], {"Location": "http://elsewhere.example/"}
    with pytest.raises(BackendError, match=f"refuses: {status}") as caught:
        called(model)
    assert "secret-1" not in caught.value.text()
    assert len(model.bodies) == 1


def test_a_slow_answer_is_given_up(model: Model) -> None:
    model.sleeps = 0.4
    found = called(model, seconds=0.1)
    assert found == Fault("it took longer than 0.1 seconds", reached=False)


def test_an_answer_that_trickles_on_is_given_up(model: Model) -> None:
    model.trickles = True
    assert called(model, seconds=0.2) == Fault("it took longer than 0.2 seconds", reached=False)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[" * 200_000, b"\xff\xfe"])
def test_what_is_no_json_is_a_fault(model: Model, raw: bytes) -> None:
    model.raw = raw
    assert called(model) == Fault("the reply is no JSON")


def test_an_endless_answer_is_not_read(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("troth.backends.calling.LARGEST", 1_000)
    model.raw = b" " * 5_000
    assert called(model) == Fault("the answer is too long", reached=False)


def test_where_nothing_listens(model: Model) -> None:
    to = Endpoint("http://127.0.0.1:9/v1", "owl-7b", seconds=1)
    pauses: list[float] = []
    assert call(to, "x", {}, None, pauses.append) == Fault("nothing listens there", reached=False)


def test_no_proxy_of_the_environment_is_used(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert "choices" in called(model)
