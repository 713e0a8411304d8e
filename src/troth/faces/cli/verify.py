"""Test every live promise that somebody confirmed; exit code 1 where one is broken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options

if TYPE_CHECKING:
    from troth.acts.verify import Verification, Verified
    from troth.faces.terminal import Ink

SHOWN = 5
"""So many of the people it was broken for are named; `--format json` has them all."""
SIGNS = {"kept": "✓", "broken": "✗", "late": "✗", "partly": "✗", "open": "…", "unverifiable": "?"}


@click.command(help=__doc__)
@click.option("--as-of", "as_of", type=Moment(), help="As if it were this day or moment.")
@click.option(
    "-k", "words", metavar="WORDS", help="Only promises, sides or measures that hold them."
)
@click.option("--failed", is_flag=True, help="Only what is broken, late or kept in part.")
@out_options("text", "json", "csv", "junit")
@click.pass_context
def verify(ctx: click.Context, out: Out, as_of: int | None, words: str | None, failed: bool) -> int:
    """A line a promise, the broken ones first, then a summary."""
    from troth.acts.look import look
    from troth.acts.opening import locate, opened
    from troth.acts.reply_times import reply_times
    from troth.acts.run import Asked
    from troth.acts.verify import verify as act
    from troth.faces.verifying import verify_csv, verify_json, verify_junit
    from troth.faces.wire import as_json
    from troth.views.age import ages_text, records_until
    from troth.views.measured import time_to_kept_of
    from troth.views.opening import reading

    now = now_us()
    with opened(locate(ctx.obj)) as work:
        look(work, Asked(now))
        found = act(work, now_us=now, as_of_us=as_of).only(words, failed=failed)
        with reading(work.ledger, work.index, work.settings, now) as read:
            until, ages = records_until(read), ages_text(read)
            kept = time_to_kept_of(read, None)
            names = read.accounts(mark.account for one in found.verified for mark in one.accounts)
        if out.form == "json":
            rows = [verify_json(one, work, names) for one in found.verified]
            out.write(as_json([one | {"records_until": until} for one in rows]))
        elif out.form == "csv":
            out.write(verify_csv(found))
        elif out.form == "junit":
            out.write(verify_junit(found))
        else:
            told = _text(found, names, out.color, bool(words or failed))
            if kept is not None and not (words or failed):
                told += f"\n{kept.says}."
            out.write(told)
            times = reply_times(work)
            if times is not None and times.says:
                out.say(times.says)
            out.say(ages)
    return 1 if found.broken else 0


def _text(found: Verification, names: Mapping[str, str], color: bool, chosen: bool) -> str:
    from troth.faces.terminal import Ink

    ink = Ink(color)
    lines: list[str] = []
    for one in found.verified:
        lines += _one(one, names, ink)
    if not found.verified and chosen:
        lines.append("No promise that somebody confirmed is of that kind.")
    elif not found.verified:
        lines.append("No promise has been confirmed yet:  troth promises triage")
    else:
        counts = [
            (s, found.count(s))
            for s in ("kept", "broken", "late", "partly", "open", "unverifiable")
        ]
        told = ", ".join(f"{n} {status}" for status, n in counts if n)
        lines += ["", f"{len(found.verified)} promises: {told}"]
    if found.unconfirmed:
        lines.append(
            ink.quiet(f"{found.unconfirmed} more wait to be confirmed:  troth promises triage")
        )
    return "\n".join(lines)


def _one(one: Verified, names: Mapping[str, str], ink: Ink) -> list[str]:
    """A promise: its words, its mark, each side, what is behind the number, whom it failed."""
    from troth.faces.terminal import wrapped
    from troth.faces.verifying import behind, worst_accounts

    mark = one.mark
    sign = SIGNS[mark.status]
    weigh = ink.warn if sign == "✗" else ink.quiet
    people = f" · {_people(len(one.people))}" if one.people else ""
    lines = [
        f"{weigh(sign)} {wrapped(f'“{one.promise.words}”', 2, 2).lstrip()}",
        ink.quiet(wrapped(f"{mark.status}: {mark.says}{people}", 4)),
    ]
    if len(one.sides) > 1:
        lines += [
            ink.quiet(wrapped(f"{side.side or 'no side'}: {side.says}", 6)) for side in one.sides
        ]
    lines += [ink.quiet(wrapped(said, 4)) for said in behind(one)]
    if sign == "✗":
        lines += [ink.quiet(wrapped(said, 6)) for said in worst_accounts(one, names)]
        if one.people:
            lines.append(ink.quiet(wrapped(f"for {_named(one)}", 4)))
    return lines


def _named(one: Verified) -> str:
    shown = [person.label for person in one.people[:SHOWN]]
    left = len(one.people) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"
