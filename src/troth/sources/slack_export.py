"""What was said between us and our customers in Slack?

What it reads: the ZIP archive of a Slack export as Slack gives it (users.json, channels.json and a
folder for each channel with a file for each day), and single files of it once unpacked: users.json
and a channel's days. Text is kept as a reader sees it: names in place of numbers, the label of a link.
An edited message is the same record in a new version. Who is in users.json is introduced.

How it is recognised: an archive by the names in it, a day by messages with Slack's own time (`ts`),
users.json by its members. Who is one of us is told by the mail address and `[people] staff` in
troth.toml; guests and people of other workspaces in shared channels are not ours; what bots write is
ours and automatic.

What it sets aside: notices that Slack writes itself (joined, left, renamed) and deleted messages, with
their number; messages of people of whom nothing tells on which side they stand, with their number;
what has no time; files in the archive that are locked, damaged, archives themselves or none of Slack's.

Source: Slack's help page How to read Slack data exports, and the reference of its message event.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from troth.extend.source import (
    Draft,
    Identifier,
    Introduction,
    Member,
    Nested,
    Opened,
    Origin,
    Reject,
    Sample,
    SourceCard,
    is_bundle,
    members,
    names_in,
    nested,
    peeked,
)
from troth.extend.values import first, flag, mapping, objects, rest, said
from troth.extend.workspace import Workspace
from troth.text.moments import Times
from troth.text.slack import links, mentioned, rendered

CARD = SourceCard(
    kinds=frozenset({"message"}),
    endings=(".zip", ".json"),
    system="slack",
    binary=True,
    introduces=True,
)

ROOTS_MOST = 1_000_000
LISTS = ("users.json", "org_users.json", "channels.json", "groups.json", "dms.json", "mpims.json")
_NOTICES = (
    "channel_join channel_leave group_join group_leave channel_topic channel_purpose channel_name "
    "channel_archive channel_unarchive group_topic group_purpose group_name group_archive "
    "group_unarchive bot_add bot_remove bot_enable bot_disable pinned_item unpinned_item tombstone "
    "reminder_add joiner_notification joiner_notification_for_inviter channel_convert_to_private "
    "channel_posting_permissions message_deleted sh_room_created huddle_thread"
)
NOTICES = frozenset(_NOTICES.split())
_KNOWN = (
    "type subtype user text ts thread_ts edited bot_id bot_profile username user_profile files "
    "attachments blocks reactions team user_team source_team reply_count reply_users replies "
    "reply_users_count latest_reply parent_user_id subscribed last_read is_locked upload "
    "display_as_bot icons permalink message channel"
)
_DAY = re.compile(r"(?:.*/)?([^/]+)/\d{4}-\d\d-\d\d\.json")
_TS = re.compile(r"\d{9,10}\.\d{6}")
_ID = re.compile(r"[UW][A-Z0-9]{2,}")

EXAMPLES = (
    Sample(
        "general/2026-03-02.json",
        '[{"type": "message", "user": "U07GUEST", "text": "Is <#C01|status> down, &amp; since when?",'
        ' "ts": "1772442000.000100", "user_profile": {"real_name": "Ana", "is_restricted": true}},\n'
        ' {"type": "message", "subtype": "bot_message", "bot_id": "B01", "username": "Status",'
        ' "text": "All <https://status.acme.example|systems> work.", "ts": "1772442060.000200"}]',
        gives=2,
        title="A day of a channel: a guest asks, a bot answers",
    ),
    Sample(
        "help/2026-03-03.json",
        '[{"type": "message", "user": "U01MEMBER", "text": "Good morning", "ts": "1772528400.000100"},'
        '\n {"type": "message", "subtype": "channel_join", "user": "U01MEMBER", "text": "joined",'
        ' "ts": "1772528401.000100"}]',
        gives=0,
        sets_aside=2,
        says="nothing tells whether they are customers or ours",
        title="A member of the workspace, and nobody says who is one of us",
    ),
    Sample(
        "users.json",
        '[{"id": "U07GUEST", "team_id": "T01", "name": "ana", "deleted": false, "is_bot": false,'
        ' "profile": {"real_name": "Ana", "email": "ana@post.example"}}]',
        gives=0,
        title="The people of a workspace, who are introduced",
    ),
)


def recognises(opened: Opened) -> float:
    """An archive by the names in it; a single file by its first records."""
    if is_bundle(opened):
        names = names_in(opened)
        lists = {PurePosixPath(name).name for name in names} & set(LISTS)
        days = any(map(_DAY.fullmatch, names))
        return (1.0 if lists else 0.7) if days else 0.9 if len(lists) > 1 else 0.0
    found = [each.values for each in peeked(opened)]
    if found and all(map(_is_user, found)):
        return 0.98
    return 0.98 if found and 2 * sum(map(_is_message, found)) > len(found) else 0.0


def read(opened: Opened) -> Iterator[Draft | Introduction | Reject]:
    """The people of the workspace, and their messages."""
    export = _Export(opened, Workspace(opened, opened.reading.system or CARD.system))
    if is_bundle(opened):
        yield from export.archive()
        return
    found = [each.values for each in peeked(opened)]
    if found and all(map(_is_user, found)):
        yield from export.introduced(nested(opened))
        return
    folder = PurePosixPath(opened.path).parent.name
    for item in nested(opened):
        yield from [item] if isinstance(item, Reject) else export.message(item, folder, "")
    yield from export.left_out()


def _is_user(values: Mapping[str, Any]) -> bool:
    told = {"team_id", "is_bot", "deleted"} & set(values)
    named = _ID.fullmatch(said(values.get("id")))
    return bool(told and named and isinstance(values.get("profile"), Mapping))


def _is_message(values: Mapping[str, Any]) -> bool:
    return values.get("type") == "message" and bool(_TS.fullmatch(said(values.get("ts"))))


@dataclass(slots=True)
class _Export:
    """One export, its people and channels, and what of it is left out."""

    opened: Opened
    people: Workspace
    channels: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    direct: dict[str, list[str]] = field(default_factory=dict)
    roots: dict[str, Identifier] = field(default_factory=dict)
    notices: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    others: list[str] = field(default_factory=list)
    times: Times = field(default_factory=Times)

    def archive(self) -> Iterator[Draft | Introduction | Reject]:
        """The people first, then every day of every channel."""
        listed = set()
        for member in members(self.opened, *LISTS):
            if isinstance(member, Member) and (name := PurePosixPath(member.path).name) in LISTS:
                listed.add(name)
                yield from self._listed(name, member)
        if not {"users.json", "org_users.json"} & listed:
            yield self.opened.reject(
                "The archive holds no users.json that can be read: nothing tells who its people are.",
                "Only what says itself who wrote it was read. Add the archive as Slack gave it.",
            )
        for member in members(self.opened):
            yield from self._member(member)
        yield from self.left_out()

    def _listed(self, name: str, member: Member) -> Iterator[Introduction | Reject]:
        if name.endswith("users.json"):
            yield from self.introduced(self._inside(member))
            return
        for item in self._inside(member):
            if isinstance(item, Reject):
                yield item
                continue
            called, number = said(item.values.get("name")), said(item.values.get("id"))
            self.channels[called or number] = number
            self.names[number] = called
            if name == "dms.json" and isinstance(item.values.get("members"), list):
                self.direct[number] = [said(each) for each in item.values["members"]]

    def _member(self, member: Member | Reject) -> Iterator[Draft | Reject]:
        if isinstance(member, Reject):
            yield member
            return
        day = _DAY.fullmatch(member.path)
        if day:
            for item in self._inside(member):
                if isinstance(item, Reject):
                    yield item
                else:
                    yield from self.message(item, day[1], member.path)
        elif PurePosixPath(member.path).name not in LISTS:
            self.others.append(member.path)

    def _inside(self, member: Member) -> Iterator[Nested | Reject]:
        """The records of one file in the archive; what is none is told with the file's name."""
        content = member.content
        inner = replace(self.opened, raw=lambda: io.BytesIO(content), size=len(content))
        for item in nested(inner, member=member.path):
            if isinstance(item, Reject):
                item = replace(item, says=f"In “{member.path[:200]}”: {item.says}")
            yield item

    def introduced(self, items: Iterator[Nested | Reject]) -> Iterator[Introduction | Reject]:
        """Everybody in users.json but bots."""
        for item in items:
            number = "" if isinstance(item, Reject) else said(item.values.get("id"))
            if isinstance(item, Reject):
                yield item
            elif not number:
                yield self._aside(item, "The member of the workspace has no number (“id”).")
            elif not self.people.met(number, item.values):
                yield self._introduction(number, item)

    def _introduction(self, number: str, item: Nested) -> Introduction:
        updated = self.times.read(said(item.values.get("updated")))
        return Introduction(
            identifiers=self.people.identifiers(number),
            origin=self.opened.origin(item.number),
            title=said(mapping(item.values, "profile").get("title")) or None,
            at_us=updated[0] if updated else None,
            system=self.opened.reading.system,
            extra={"deleted": "true"} if flag(item.values.get("deleted")) else {},
        )

    def message(self, item: Nested, folder: str, file: str) -> Iterator[Draft | Reject]:
        """A message; nothing where it is left out and counted."""
        values = item.values
        if values.get("subtype") == "message_changed":
            values = {"type": "message", **mapping(values, "message")}
        ts = said(values.get("ts"))
        moment = self.times.read(ts) if _TS.fullmatch(ts) else None
        if values.get("type") != "message":
            yield self._aside(item, "The record is no message of Slack.", file)
        elif said(values.get("subtype")) in NOTICES:
            self.notices += 1
        elif moment is None:
            yield self._aside(item, f"The message has the time “{ts[:60]}”, which is none.", file)
        else:
            yield from self._draft(item, values, (folder, file), moment[0])

    def _draft(
        self, item: Nested, values: Mapping[str, Any], place: tuple[str, str], at_us: int
    ) -> Iterator[Draft]:
        folder, file = place
        number, bot, who = self.people.author(values)
        side = self.people.side(number, who)
        if side is None:
            self.unknown[number] += 1
            return
        channel = self.channels.get(folder, folder)
        lead = f"{channel}/" if channel else ""
        thread = lead + (said(values.get("thread_ts")) or said(values.get("ts")))
        by = self.people.identifier(bot or number, who, side)
        if side == "in" and by is not None and len(self.roots) < ROOTS_MOST:
            self.roots.setdefault(thread, by)
        text = values.get("text")
        written = text if isinstance(text, str) else said(text)
        about, parties = self._addressed(side, written, number, thread, folder)
        yield Draft(
            kind="message",
            at_us=at_us,
            origin=Origin(self.opened.path, item.number),
            key=lead + said(values.get("ts")),
            by=by,
            about=about,
            parties=parties,
            thread=thread,
            system=self.opened.reading.system,
            fields={
                "direction": side,
                "channel": "chat",
                "text": self._words(written, values),
                "automatic": who.bot,
            },
            extra=_extra(values, folder, file, written),
        )

    def _addressed(
        self, side: str, written: str, author: str, thread: str, folder: str
    ) -> tuple[Identifier | None, tuple[tuple[str, Identifier], ...]]:
        """Whom an answer is for: a customer it names, who began the thread, the other in a direct talk."""
        named: list[Identifier] = []
        served: list[Identifier] = []
        for number in (*mentioned(written), *self.direct.get(folder, ())):
            found = self.people.told(number) if number != author else None
            if found:
                (served if found[0] == "in" else named).append(found[1])
        about = None
        if side == "out":
            about = served[0] if served else self.roots.get(thread)
        others = dict.fromkeys(one for one in (*named, *served) if one != about)
        return about, tuple(("to", one) for one in others)

    def _words(self, written: str, values: Mapping[str, Any]) -> str:
        pieces = [written] if written else []
        for each in () if written else objects(values.get("attachments")):
            told = [first(each, name) for name in ("pretext", "title", "text")]
            pieces += [one for one in told if one] or [first(each, "fallback")]
        text = "\n".join(one for one in pieces if one)
        return rendered(text, self.people.name, lambda number: self.names.get(number))

    def _aside(self, item: Nested, says: str, file: str = "") -> Reject:
        return self.opened.reject(
            f"In “{file[:200]}”: {says}" if file else says,
            "It was set aside. Export it again.",
            row=item.number,
            excerpt=str(dict(item.values))[:500],
        )

    def left_out(self) -> Iterator[Reject]:
        """What was counted and not given."""
        if self.notices:
            yield self.opened.reject(
                f"{self.notices:,} notices that Slack writes itself (joined, left, renamed, deleted) "
                "are no messages.",
                "They were left out; nothing needs doing.",
            )
        if self.others:
            yield self.opened.reject(
                f"{len(self.others):,} files in the archive are no days of a channel: "
                f"{', '.join(self.others[:3])[:300]}.",
                "They were left out; nothing needs doing.",
            )
        if self.unknown:
            people = ", ".join(
                self.people.name(each) or each or "?" for each in list(self.unknown)[:5]
            )
            yield self.opened.reject(
                f"{self.unknown.total():,} messages come from people of whom nothing tells whether "
                "they are customers or ours.",
                "They were set aside. Name our own mail domains, or their numbers, in troth.toml:\n"
                '[people]\nstaff = ["acme.com"]\n'
                "Addresses stand in users.json, so add the archive as Slack gave it.",
                excerpt=people,
            )


def _extra(values: Mapping[str, Any], folder: str, file: str, written: str) -> dict[str, str]:
    """What a message has besides, by name."""
    reactions = (
        f"{said(one.get('name'))} {said(one.get('count'))}"
        for one in objects(values.get("reactions"))
    )
    told = {
        "channel": folder,
        "file": file,
        "files": ", ".join(
            first(one, "name", "title", "id") for one in objects(values.get("files"))
        ),
        "links": " ".join(links(written)),
        "reactions": ", ".join(reactions),
        "edited": said(mapping(values, "edited").get("ts")),
        "subtype": said(values.get("subtype")),
        "team": first(values, "user_team", "source_team", "team"),
    }
    return {**{name: one for name, one in told.items() if one}, **rest(values, _KNOWN.split())}
