"""Say how the workspace is: versions, health, counts, and what is set to leave this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from troth.faces.cli.options import Out, out_options

if TYPE_CHECKING:
    from troth.acts.doctor import Health


@click.command(help=__doc__)
@click.option(
    "--rebuild", is_flag=True, help="First make the index anew from the evidence: search, pages."
)
@out_options("text", "json")
@click.pass_context
def doctor(ctx: click.Context, out: Out, rebuild: bool) -> int:
    """Exit code 1 where something is wrong."""
    from troth.acts.doctor import doctor as act
    from troth.acts.mending import rebuilt
    from troth.acts.opening import locate, opened
    from troth.faces.wire import as_json

    if rebuild:
        out.say(rebuilt(locate(ctx.obj)))
    with opened(locate(ctx.obj)) as work:
        health = act(work)
    out.write(as_json(_json(health)) if out.form == "json" else _text(health))
    return 0 if health.healthy else 1


def _json(health: Health) -> dict[str, Any]:
    from troth.faces.wire import moment, plain

    told: dict[str, Any] = plain(health)
    told["reach"] = {system: moment(until) for system, until in health.reach.items()}
    told["healthy"] = health.healthy
    return told


def _text(health: Health) -> str:
    from troth.faces.terminal import table, wrapped
    from troth.faces.wire import moment

    counts = [(kind, f"{n:,}") for kind, n in sorted(health.evidence.items())]
    rest = ("people", "accounts", "promises", "findings", "rejects")
    counts += [(name, f"{getattr(health, name):,}") for name in rest]
    lines = [
        f"Workspace  {health.workspace}",
        "",
        table(counts, 2),
        "",
        "Records reach until",
        table([(system, moment(until) or "") for system, until in health.reach.items()], 2)
        or "  –",
        "",
        "Leaves this machine",
        *[wrapped(each, 2) for each in health.leaves or ("nothing",)],
        "",
        "Privacy",
        *[wrapped(each, 2, 4) for each in _privacy(health)],
        "",
        table(health.versions.items(), 2),
        "",
    ]
    lines += [wrapped(f"! {fault}", 0, 2) for fault in health.faults] or ["All is well."]
    return "\n".join(lines)


def _privacy(health: Health) -> list[str]:
    """What is kept how long, what is shown half hidden, and who was forgotten."""
    from troth.faces.wire import moment

    kept = ", ".join(f"{kind.replace('_', ' ')}s {span}" for kind, span in health.retention.items())
    last = f"; last dropped {moment(health.retained_us)}" if health.retained_us else ""
    gone = "identifier is" if health.forgotten == 1 else "identifiers are"
    return [
        f"kept for ever, but for: {kept}{last}" if kept else f"all kinds are kept for ever{last}",
        f"shown half hidden: {', '.join(health.masks) or 'nothing'}",
        f"{health.forgotten:,} forgotten {gone} known by fingerprint only",
    ]
