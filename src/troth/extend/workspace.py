"""The people of a chat workspace: who they are, and on which side of the counter they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from troth.extend.opened import Opened
from troth.extend.people import person
from troth.extend.values import first, flag, mapping, said
from troth.model.evidence import Identifier

MACHINE = "USLACKBOT"
_GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger")


@dataclass(frozen=True, slots=True)
class Person:
    """What the list of members, or a message itself, says of somebody."""

    name: str | None = None
    email: str = ""
    phone: str = ""
    team: str = ""
    guest: bool = False
    bot: bool = False


def person_of(values: Mapping[str, Any]) -> Person:
    """A member as users.json or a message's `user_profile` tells."""
    profile = mapping(values, "profile") or values
    name = first(profile, "real_name", "display_name") or first(values, "real_name", "name")
    return Person(
        name or None,
        said(profile.get("email")).lower(),
        said(profile.get("phone")),
        first(values, "team_id", "team"),
        any(flag(values.get(each)) for each in _GUEST),
        flag(values.get("is_bot")) or values.get("id") == MACHINE,
    )


@dataclass(slots=True)
class Workspace:
    """Everybody met so far. Our own workspace is the one most members who are no guests belong to."""

    opened: Opened
    system: str
    people: dict[str, Person] = field(default_factory=dict)
    teams: Counter[str] = field(default_factory=Counter)

    def met(self, number: str, values: Mapping[str, Any]) -> bool:
        """Keep a member; whether she is a machine."""
        who = self.people[number] = person_of(values)
        self.teams[who.team] += bool(who.team and not who.guest)
        return who.bot

    def name(self, number: str) -> str | None:
        """What somebody is called."""
        return self.people[number].name if number in self.people else None

    def side(self, number: str, who: Person) -> str | None:
        """Ours ("out"), theirs ("in"), or None where nothing tells."""
        if (who.email and self.opened.is_staff(who.email)) or self.opened.is_staff(number):
            return "out"
        home = max(self.teams, key=lambda team: (self.teams[team], team), default="")
        stranger = bool(home and who.team and who.team != home)
        if (who.email and self.opened.staff) or who.guest or stranger:
            return "in"
        return "out" if who.bot else None

    def identifier(self, number: str, who: Person, side: str) -> Identifier | None:
        """How she is known: by her address where there is one, else by her number."""
        if side == "out":
            return Identifier("staff", who.email or f"{self.system}:{number}", who.name)
        return person(who.email or number, who.name, self.system)

    def identifiers(self, number: str) -> tuple[Identifier, ...]:
        """All by which a member is known, her number among them."""
        who = self.people[number]
        own = Identifier("id", f"{self.system}:{number}", who.name)
        reached = [person(each, who.name, self.system) for each in (who.email, who.phone)]
        known = [each for each in reached if each and each.scheme in ("email", "phone")]
        if self.side(number, who) == "out" and (us := self.identifier(number, who, "out")):
            return (us, own, *known)
        return (own, *known)

    def told(self, number: str) -> tuple[str, Identifier] | None:
        """The side and the identifier of a member, where both are known."""
        who = self.people.get(number)
        side = self.side(number, who) if who else None
        known = self.identifier(number, who, side) if who and side else None
        return (side, known) if side and known else None

    def author(self, values: Mapping[str, Any]) -> tuple[str, str, Person]:
        """A message's author: the number, the bot's number where a bot wrote, and what is known."""
        number, bot = said(values.get("user")), said(values.get("bot_id"))
        who = self.people.get(number)
        if values.get("subtype") == "bot_message" or (bot and (who is None or who.bot)):
            profile = mapping(values, "bot_profile")
            name = first(values, "username") or first(profile, "name") or (who and who.name) or None
            machine = Person(name, team=first(profile, "team_id"), bot=True)
            return number, bot or number or name or "bot", machine
        if who is None:
            told = person_of(mapping(values, "user_profile"))
            team = first(values, "user_team", "source_team") or told.team
            who = replace(told, team=team, bot=number == MACHINE)
        return number, "", who
