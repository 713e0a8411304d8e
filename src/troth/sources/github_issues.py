"""Which issues did people open on GitHub, what was said, and when were they closed?

What it reads: issues and their comments as GitHub's API gives them (an array, pages, search
results, GraphQL nodes) and as `gh issue list --json …` writes them. The body and every comment
become messages, opening and closing become steps, and so does each label; the export has no
time for a label, so it stands on the day of opening. Owners, members and collaborators of the
repository speak for us, a bot's words are ours and automatic; whoever else wrote is a customer.
Keys are "owner/name#12" and the number of a comment, so all forms of an export are one.

How it is recognised: by the names of its keys: author_association or authorAssociation with
number and title or with issue_url, or number, title and createdAt as gh writes them.

What it sets aside: pull requests and the comments on them, which are not issues; issues without
a number or a date; comments of no issue. Reactions, milestones and assignees are kept beside.

Source: the REST and GraphQL references of GitHub (issues, issue comments, comment author
association) and the manual of its command line tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from troth.extend.casework import KEPT_MOST, Casework, casework, said
from troth.extend.leaves import flag_at, list_at, object_at, others, text_at, words_at
from troth.extend.listing import Listed, listed, names_used
from troth.extend.source import Draft, Identifier, Opened, Reject, Sample, SourceCard
from troth.text.moments import Moment

CARD = SourceCard(
    kinds=frozenset({"message", "step"}),
    endings=(".json", ".jsonl", ".ndjson", ".txt", ""),
    system="github",
)

LISTS = (
    "items",
    "issues.nodes",
    "issues",
    "data.repository.issues.nodes",
    "data.search.nodes",
    "repository.issues.nodes",
    "nodes",
    "comments",
)
_OURS = frozenset(("OWNER", "MEMBER", "COLLABORATOR"))
_ISSUE_URL = re.compile(
    r"https?://[\w.-]+/(?:repos/|api/v3/repos/)?([\w.-]+/[\w.-]+)/(issues|pull|pulls)/(\d+)"
)
_COMMENT_URL = re.compile(r"#issuecomment-(\d+)$")
_REPOSITORY = re.compile(r"/repos/([\w.-]+/[\w.-]+)$")
_ISSUE_TEXTS = frozenset(
    ("number", "title", "body", "created_at", "createdAt", "html_url", "url", "author_association")
)
_ISSUE_INSIDE = frozenset(("user", "author", "labels", "comments", "closed_by"))
_COMMENT_TEXTS = frozenset(("body", "created_at", "createdAt", "html_url", "url", "issue_url"))
_COMMENT_INSIDE = frozenset(("user", "author"))
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_WROTE = re.compile(r"On .{1,300} wrote:\s*$")
_GH = frozenset(("stateReason", "closedAt", "labels", "author", "comments", "isPinned", "state"))

EXAMPLES = (
    Sample(
        "issues.json",
        '[{"html_url": "https://github.com/acme/lamp/issues/12", "number": 12, "title": "Flicker", '
        '"user": {"login": "ana-r", "type": "User"}, "author_association": "NONE", "state": '
        '"closed", "state_reason": "completed", "labels": [{"name": "bug"}], "comments": 1, '
        '"created_at": "2026-03-02T09:00:00Z", "closed_at": "2026-03-04T09:00:00Z", "body": '
        '"It flickers."}, {"html_url": "https://github.com/acme/lamp/pull/13", "number": 13, '
        '"title": "Mend it", "user": {"login": "tom-i"}, "author_association": "MEMBER", '
        '"pull_request": {}, "created_at": "2026-03-03T09:00:00Z", "body": "Mends it."}]',
        gives=4,
        sets_aside=1,
        says="is a pull request",
        title="An issue with a label, closed; and a pull request beside it",
    ),
    Sample(
        "gh.json",
        '[{"author": {"login": "ben-o"}, "body": "How?", "number": 14, "title": "Dim", "createdAt": '
        '"2026-03-02T09:00:00Z", "closedAt": null, "labels": [], "url": '
        '"https://github.com/acme/lamp/issues/14", "comments": [{"author": {"login": "tom-i"}, '
        '"authorAssociation": "OWNER", "body": "By 1 May.", "createdAt": "2026-03-02T10:00:00Z", '
        '"url": "https://github.com/acme/lamp/issues/14#issuecomment-71"}]}]',
        gives=3,
        title="As the command line tool writes it, the comment nested",
    ),
)


def recognises(opened: Opened) -> float:
    """By number, title and the association of authors, or as gh names them."""
    names = names_used(opened)
    if names & {"author_association", "authorAssociation"} and (
        {"number", "title"} <= names or "issue_url" in names
    ):
        return 0.98
    return 0.98 if {"number", "title", "createdAt"} <= names and len(names & _GH) > 1 else 0.0


def read(opened: Opened) -> Iterator[Draft | Reject]:
    """Messages and steps of every issue."""
    work = casework(opened, CARD.system)
    if isinstance(work, Reject):
        yield work
        return
    tracker = _Tracker(work)
    for item in listed(opened, *LISTS, own=_is_own):
        if isinstance(item, Reject):
            yield item
        elif _is_issue(item.values):
            yield from tracker.issue(item)
        elif _is_comment(item.values):
            yield from tracker.lone_comment(item)
        else:
            yield work.aside(item, "The record is no issue and no comment.")


def _is_own(values: Mapping[str, Any]) -> bool:
    return _is_issue(values) or _is_comment(values)


def _is_issue(values: Mapping[str, Any]) -> bool:
    return "number" in values and bool(values.keys() & {"title", "body", "state"})


def _is_comment(values: Mapping[str, Any]) -> bool:
    return "body" in values and "number" not in values


@dataclass(frozen=True, slots=True)
class _Issue:
    """What an issue says about its comments."""

    thread: str
    customer: Identifier | None = None
    link: str | None = None


@dataclass(slots=True)
class _Tracker:
    """One file and its issues so far."""

    work: Casework
    issues: dict[str, _Issue] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)

    def _is_ours(self, values: Mapping[str, Any]) -> bool:
        """By the association told; where none is, by one told elsewhere in the file."""
        told, login = _association(values), _login(values)
        if told in _OURS and login is not None and len(self.ours) < KEPT_MOST:
            self.ours.add(login)
        return told in _OURS or _is_bot(values) or (told is None and login in self.ours)

    def issue(self, item: Listed) -> Iterator[Draft | Reject]:
        """An issue's own records, and those of the comments nested in it."""
        values, work = item.values, self.work
        link = text_at(values, "html_url", "url")
        found = _ISSUE_URL.match(link or "")
        if values.get("pull_request") is not None or (found and found[2].startswith("pull")):
            yield _pull_request(work, item)
            return
        number, moment = text_at(values, "number"), work.moment(values, "created_at", "createdAt")
        if number is None:
            yield work.aside(item, "The issue has no number.")
            return
        comments = list_at(values, "comments", "comments.nodes")
        if _association(values) is None:
            for each in comments:
                self._is_ours(each if isinstance(each, Mapping) else {})
        ours = self._is_ours(values)
        issue = _Issue(
            f"{found[1] if found else _repository(values)}#{number}",
            None if ours else self._by(values),
            link,
        )
        if len(self.issues) < KEPT_MOST:
            self.issues[issue.thread] = issue
        if moment is None:
            field_name = "createdAt" if "createdAt" in values else "created_at"
            yield work.undated(item, field_name, "issue")
        else:
            yield from self._opened(item, moment, issue)
        yield from self._closed(item, issue)
        for each in comments:
            if isinstance(each, Mapping):
                yield from self._comment(Listed(each, item.number, "comments", values), issue)
            else:
                yield work.aside(item, "The issue has a comment that is no object.")

    def _opened(self, item: Listed, moment: Moment, issue: _Issue) -> Iterator[Draft]:
        values, title = item.values, text_at(item.values, "title")
        by, key = self._by(values), issue.thread
        extra = others(values, _ISSUE_TEXTS, _ISSUE_INSIDE)
        yield self._step(item, moment, issue, key, "created", by=by, status="open", extra=extra)
        yield self._message(item, moment, issue, key, title, {})
        at_us, _, zone = moment
        for label in dict.fromkeys(map(_label, list_at(values, "labels", "labels.nodes"))):
            if label is not None:
                yield self._step(
                    item, (at_us, "day", zone), issue, f"{key}:label:{label}", f"labelled {label}"
                )

    def _closed(self, item: Listed, issue: _Issue) -> Iterator[Draft]:
        values = item.values
        moment = self.work.moment(values, "closed_at", "closedAt")
        if moment is None:
            return
        login = text_at(values, "closed_by.login")
        theirs = issue.customer is not None and login == _login(values)
        by = issue.customer if theirs else self.work.colleague(None, None, login)
        why = text_at(values, "state_reason", "stateReason")
        extra = {"reason": why} if why else {}
        key = f"{issue.thread}:closed"
        yield self._step(item, moment, issue, key, "closed", by=by, status="closed", extra=extra)

    def lone_comment(self, item: Listed) -> Iterator[Draft | Reject]:
        """A comment that stands by itself and names its issue."""
        found = None
        for name in ("html_url", "issue_url", "url"):
            found = found or _ISSUE_URL.match(text_at(item.values, name) or "")
        if found is None:
            yield self.work.aside(item, "The comment names no issue.")
        elif found[2].startswith("pull"):
            yield _pull_request(self.work, item)
        else:
            thread = f"{found[1]}#{found[3]}"
            yield from self._comment(item, self.issues.get(thread) or _Issue(thread))

    def _comment(self, item: Listed, issue: _Issue) -> Iterator[Draft | Reject]:
        values = item.values
        moment = self.work.moment(values, "created_at", "createdAt")
        if moment is None:
            field_name = "createdAt" if "createdAt" in values else "created_at"
            yield self.work.undated(item, field_name, "comment")
            return
        found = _COMMENT_URL.search((text_at(values, "html_url", "url") or "")[-60:])
        key = found[1] if found else text_at(values, "id")
        extra = others(values, _COMMENT_TEXTS, _COMMENT_INSIDE)
        yield self._message(item, moment, issue, key, None, extra)

    def _by(self, values: Mapping[str, Any]) -> Identifier | None:
        login = _login(values)
        if login is None:
            return None
        return (
            self.work.colleague(None, None, login)
            if self._is_ours(values)
            else self.work.customer(login)
        )

    def _message(
        self, item: Listed, moment: Moment, issue: _Issue, key: str | None, subject: str | None,
        extra: Mapping[str, str],
    ) -> Draft:  # fmt: skip
        values, ours = item.values, self._is_ours(item.values)
        by = self._by(values)
        return self.work.draft(
            "message", item, moment, key, by=by, about=issue.customer if ours else by,
            thread=issue.thread, link=text_at(values, "html_url", "url") or issue.link,
            direction="out" if ours else "in", channel="issue", subject=subject,
            text=_own(words_at(values, "body")), automatic=True if _is_bot(values) else None,
            extra=extra,
        )  # fmt: skip

    def _step(
        self, item: Listed, moment: Moment, issue: _Issue, key: str, activity: str,
        *, by: Identifier | None = None, status: str | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> Draft:  # fmt: skip
        return self.work.draft(
            "step", item, moment, key, by=by, about=issue.customer, thread=issue.thread,
            link=issue.link, activity=activity, status=status, extra=extra,
        )  # fmt: skip


def _login(values: Mapping[str, Any]) -> str | None:
    return text_at(values, "user.login", "author.login")


def _is_bot(values: Mapping[str, Any]) -> bool:
    kind = text_at(values, "user.type", "author.__typename", "author.type")
    written = flag_at(object_at(values, "author"), "is_bot")
    return kind == "Bot" or bool(written) or (_login(values) or "").endswith("[bot]")


def _association(values: Mapping[str, Any]) -> str | None:
    told = text_at(values, "author_association", "authorAssociation")
    return told.upper() if told else None


def _own(text: str | None) -> str:
    """The author's own words: without quoted lines and a template's hidden comments."""
    whole = said(text)
    lines = _HIDDEN.sub("", whole).split("\n") if text else []
    kept = "\n".join(line for line in lines if not line.startswith(">") and not _WROTE.match(line))
    return re.sub(r"\n{3,}", "\n\n", kept).strip() or whole


def _label(value: object) -> str | None:
    return text_at(value, "name") or text_at({"name": value}, "name")


def _repository(values: Mapping[str, Any]) -> str:
    """The repository an issue belongs to, "" where nothing tells."""
    found = _REPOSITORY.search((text_at(values, "repository_url") or "")[-250:])
    told = text_at(
        values, "repository.full_name", "repository.nameWithOwner", "repository.name_with_owner"
    )
    return found[1] if found else told or ""


def _pull_request(work: Casework, item: Listed) -> Reject:
    number = text_at(item.values, "number")
    what = f"Number {number[:20]} is a pull request" if number else "This is on a pull request"
    return work.aside(
        item, f"{what}, which is not an issue.", "It was left out; the issues were read."
    )
