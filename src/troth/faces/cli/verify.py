"""Test every live promise that somebody confirmed; exit code 1 where one is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Moment, Out, now_us, out_options

if TYPE_CHECKING:
    from troth.acts.opening import Workspace
    from troth.acts.verify import Verification, Verified

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
    from troth.acts.run import Asked
    from troth.acts.verify import verify as act
    from troth.faces.verifying import verify_csv, verify_junit
    from troth.faces.wire import as_json
    from troth.views.age import ages_text, records_until
    from troth.views.opening import reading

    now = now_us()
    with opened(locate(ctx.obj)) as work:
        look(work, Asked(now))
        found = act(work, now_us=now, as_of_us=as_of).only(words, failed=failed)
        with reading(work.ledger, work.index, work.settings, now) as read:
            until, ages = records_until(read), ages_text(read)
        if out.form == "json":
            told = [_json(one, work) | {"records_until": until} for one in found.verified]
            out.write(as_json(told))
        elif out.form == "csv":
            out.write(verify_csv(found))
        elif out.form == "junit":
            out.write(verify_junit(found))
        else:
            out.write(_text(found, out.color, bool(words or failed)))
            out.say(ages)
    return 1 if found.broken else 0


def _json(one: Verified, work: Workspace) -> dict[str, Any]:
    from troth.acts.naming import cited
    from troth.faces.wire import moment, origin_json, plain

    mark = one.mark
    return {
        "promise": one.promise.id,
        "words": one.promise.words,
        "status": mark.status,
        "says": mark.says,
        "measure": one.promise.measure,
        "due": moment(one.promise.due_us),
        "kept": mark.kept,
        "broken": mark.broken,
        "n": mark.n,
        "rate": mark.rate,
        "low": mark.low,
        "high": mark.high,
        "method": mark.method,
        "tolerance_by": one.promise.tolerance_by,
        "people": [{"id": person.id, "name": person.label} for person in one.people],
        "sides": [plain(side) for side in one.sides],
        "cites": [
            {
                "evidence": record.id,
                "at": moment(record.at_us),
                "quote": record.text,
                "origin": origin_json(record.origin),
            }
            for record in cited(work, mark.cites)
        ],
    }


def _text(found: Verification, color: bool, chosen: bool) -> str:
    from troth.faces.terminal import Ink, wrapped

    ink = Ink(color)
    lines: list[str] = []
    for one in found.verified:
        mark = one.mark
        sign = SIGNS[mark.status]
        weigh = ink.warn if sign == "✗" else ink.quiet
        lines.append(f"{weigh(sign)} {wrapped(f'“{one.promise.words}”', 2, 2).lstrip()}")
        people = f" · {_people(len(one.people))}" if one.people else ""
        lines.append(ink.quiet(wrapped(f"{mark.status}: {mark.says}{people}", 4)))
        if len(one.sides) > 1:
            lines += [
                ink.quiet(wrapped(f"{side.side or 'all'}: {side.says}", 6)) for side in one.sides
            ]
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


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"
