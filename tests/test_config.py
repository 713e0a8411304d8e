"""`troth.toml`: every setting, and every fault with its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.config import AccountSettings, FileSettings, Kept, Settings, load, read
from troth.errors import ConfigError

FULL = """\
company = "Kestrel"
engine = "sail"
lenses = ["troth_lenses", "acme_lenses"]
terms = ["drop-off", "courier"]
ignore = ["drafts/", "*.bak"]

[brands]
Kestrel = ["kestrel.example"]
"Kestrel Go" = []

[calendar]
zone = "Europe/Berlin"
hours = "mon-fri 09:00-17:00"
holidays = [2026-12-25]

[calendar.sides.sender]
hours = "daily 08:00-20:00"

[people]
staff = ["@Kestrel.example", "tom@old.example"]

[ledger]
url = "postgresql://localhost/troth"

[serve]
at = "06:30"

[files."exports/*.csv"]
source = "messages"
system = "zendesk"
dates = "%d/%m/%Y"
encoding = "cp1252"
skip = 2
map = {"Customer No" = "about", "Closed" = "at"}

[files."exports/old/*.csv"]
header = ["id", "at"]

[lens.silence]
budget = 0.05
"""


def fault(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(text, Path())
    return caught.value.text()


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "troth.toml").write_text(FULL, encoding="utf-8")
    (tmp_path / "troth_lenses").mkdir()
    settings = load(tmp_path)
    assert settings.company == "Kestrel"
    assert settings.engine == "sail"
    assert settings.lens_folders == (str(tmp_path / "troth_lenses"), "acme_lenses")
    assert settings.terms == ("drop-off", "courier")
    assert settings.brands == {"Kestrel": ("kestrel.example",), "Kestrel Go": ()}
    assert settings.calendars.of().zone == "Europe/Berlin"
    assert settings.calendars.of("sender") != settings.calendars.of()
    assert settings.staff_domains == {"kestrel.example", "tom@old.example"}
    assert settings.ledger_url == "postgresql://localhost/troth"
    assert settings.serve_at == "06:30"
    assert settings.lenses == {"silence": {"budget": 0.05}}


def test_without_a_file_or_a_workspace_everything_has_its_default(tmp_path: Path) -> None:
    assert load(None) == load(tmp_path) == read("", tmp_path) == Settings()


def test_the_last_pattern_that_fits_says_how_a_file_is_read() -> None:
    settings = read(FULL, Path())
    assert settings.file("exports/a.csv") == FileSettings(
        source="messages",
        system="zendesk",
        dates="%d/%m/%Y",
        encoding="cp1252",
        skip=2,
        map={"Customer No": "about", "Closed": "at"},
    )
    assert settings.file("exports/old/a.csv").header == ("id", "at")
    assert settings.file("docs/plan.md") == FileSettings()


def test_a_pattern_without_folders_fits_the_name_wherever_it_lies() -> None:
    settings = read('[files."tickets.csv"]\nsystem = "desk"\n', Path())
    assert settings.file("deep/down/tickets.csv").system == "desk"


@pytest.mark.parametrize(
    ("path", "passed_over"),
    [("drafts/a.md", True), ("docs/drafts/a.md", True), ("docs/a.md", False), ("a.bak", True)],
)
def test_ignored_paths(path: str, passed_over: bool) -> None:
    assert read(FULL, Path()).ignores(path) is passed_over


def test_a_misspelt_setting_is_named_with_its_line_and_a_near_one() -> None:
    said = fault('company = "Kestrel"\n\n[peopel]\nstaff = []\n')
    assert said.startswith("troth.toml:3  There is no setting “peopel” in troth.toml.")
    assert "Did you mean “people”?" in said


def test_a_misspelt_setting_inside_a_table() -> None:
    said = fault('[files."a.csv"]\nsystem = "x"\ndate = "%Y"\n')
    assert said.startswith("troth.toml:3  There is no setting “date”")
    assert "Did you mean “dates”?" in said


def test_all_faults_of_a_file_are_told_at_once() -> None:
    said = fault('company = 3\n[people]\nstaff = "me"\n[serve]\nat = "25:00"\n')
    assert said.startswith("troth.toml  3 settings have to be corrected.")
    for part in ("troth.toml:1  “company”", "troth.toml:3  “staff”", "troth.toml:5  “at” is no"):
        assert part in said


def test_broken_toml_shows_the_line() -> None:
    said = fault('company = "Kestrel"\nterms = [\n"a" "b"]\n')
    assert said.startswith("troth.toml:3  This is no TOML")
    assert '"a" "b"]' in said


def test_an_unknown_engine_and_how_to_name_one() -> None:
    said = fault('[engine]\nname = "duckbd"\n')
    assert said.startswith("troth.toml:2  There is no engine called “duckbd”.")
    assert "duckdb" in said


def test_a_server_address_is_an_engine() -> None:
    assert read('engine = "sc://host:15002"', Path()).engine == "sc://host:15002"


def test_a_fault_of_the_calendar_has_its_line() -> None:
    assert fault('[calendar]\nzone = "Mars/Base"\n').startswith("troth.toml:2  ")
    said = fault('[calendar]\nzone = "UTC"\n[calendar.sides.sender]\nhours = "never"\n')
    assert said.startswith("troth.toml:4  ")


@pytest.mark.parametrize(
    "text",
    ["[files.x]\nskip = -1", "[files.x]\nskip = true", "[files.x]\nmap = 3", "brands = 3"],
)
def test_values_of_a_wrong_type(text: str) -> None:
    assert "troth.toml:" in fault(text)


def test_a_file_that_is_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / "troth.toml").write_bytes(b'company = "Caf\xe9"\n')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(tmp_path)


def test_what_a_file_does_not_say_may_be_set(tmp_path: Path) -> None:
    held = read(
        '[files."prices.csv"]\nkind = "person"\nday = 2026-03-01\nwhole = true\n'
        'link = "https://acme.example/t/{thread}"\n',
        tmp_path,
    ).file("exports/prices.csv")
    assert (held.kind, held.day, held.whole) == ("person", "2026-03-01", True)
    assert held.link == "https://acme.example/t/{thread}"


def test_accounts_retention_and_masks(tmp_path: Path) -> None:
    held = read(
        '[people]\nshared = ["Info@Acme.example"]\n'
        '[accounts."Harbour Goods"]\ndomains = ["@harbour.example"]\nparent = "Harbour Group"\n'
        '[retention]\nmessage = "3 years"\nuse = "90 days"\n'
        '[privacy]\nmask = ["addresses"]\n',
        tmp_path,
    )
    assert held.shared == {"info@acme.example"}
    assert held.accounts == {
        "Harbour Goods": AccountSettings(("harbour.example",), "Harbour Group")
    }
    assert held.retention == {"message": Kept(months=36), "use": Kept(days=90)}
    assert held.mask == {"addresses"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[files."a"]\nkind = "mesage"', "Did you mean “message”?"),
        ('[files."a"]\nday = "31/02/2025"', "“day” is no day: 31/02/2025."),
        ('[files."a"]\nwhole = "yes"', "“whole” is true or false."),
        ('[files."a"]\nlink = "https://acme.example/t/"', "“link” is a web address"),
        ('[files."a"]\nlink = "javascript:{key}"', "“link” is a web address"),
        ('[retention]\nmessage = "soon"', "“message” is no length of time: soon."),
        ('[retention]\nmessages = "3 years"', "Did you mean “message”?"),
        ('[privacy]\nmask = ["names"]', "“mask” cannot be “names”."),
        ('[accounts]\nHarbour = "x"', "“accounts.Harbour” has to be a table."),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text, tmp_path)
    assert says in caught.value.text()
    assert "troth.toml:" in caught.value.text()
