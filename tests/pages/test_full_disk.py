"""Files sent to a workspace on a full disk: the page says so in words, and the server goes on."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from tests.acts.disks import leave, small
from tests.acts.exports import MESSAGE, empty, messages, write
from tests.calling import troth
from tests.pages.conftest import TOKEN, serving


def test_what_is_sent_to_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    with small(tmp_path / "disk", 60_000) as disk:
        home, _ = empty(disk / "ws")
        file = write(disk / "desk.csv", MESSAGE, messages(40, ["ana", "bo"]))
        troth("-C", home.root, "add", file, "-q").fine()
        for served in serving(home.root, work=False):
            with httpx.Client(base_url=served.base, follow_redirects=True) as client:
                client.get("/", params={"token": TOKEN}).raise_for_status()
                token = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
                assert token
                leave(disk, 16)
                files = {"files": ("more.csv", b"x" * 500_000, "text/csv")}
                answer = client.post("/add", data={"csrf": token[1]}, files=files)
                assert answer.status_code == 400, answer.text
                assert "The disk is full" in answer.text
                assert "Make room" in answer.text
                leave(disk, 60_000)
                client.post("/add", data={"csrf": token[1]}, files=files).raise_for_status()
