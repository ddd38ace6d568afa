"""The check of the Debian package's dependencies: what a system's package lists have and what they lack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"
LISTS = (
    "Package: libx11-xcb1\nArchitecture: amd64\nVersion: 2:1.7.5-1\nDescription: Xlib/XCB interface\n continued: here\n",
    "Package: libssl3t64\nVersion: 3.0.13-0ubuntu3\nProvides: libssl3 (= 3.0.13-0ubuntu3), ssl\n\n"
    "Package: libzstd1\nVersion: 1.4.8+dfsg-3build1\n\n",
)
needs_dpkg = pytest.mark.skipif(shutil.which("dpkg") is None, reason="there is no dpkg")


@pytest.fixture(autouse=True)
def packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


@needs_dpkg
@pytest.mark.parametrize(
    ("depends", "missing"),
    [
        ("libx11-xcb1, libzstd1", []),
        ("libx11-xcb1 (>= 2:1.8.4), libzstd1 (>= 1.5.2)", ["libx11-xcb1 (>= 2:1.8.4)", "libzstd1 (>= 1.5.2)"]),
        ("libx11-xcb1 (>= 1.8.4)", []),  # an epoch is more than any version without
        ("libzstd1 (>= 1.4.8), libzstd1 (<< 1.4.8)", ["libzstd1 (<< 1.4.8)"]),
        ("libssl3 (>= 3.0.0) | libssl3t64 (>= 3.0.0)", []),
        ("libssl3 (>= 3.0.0)", []),  # provided in a version
        ("ssl", []),
        ("ssl (>= 1)", ["ssl (>= 1)"]),  # provided in none
        ("nothing-of-the-kind | libzstd1", []),
        ("libxcb-cursor0", ["libxcb-cursor0"]),
    ],
)
def test_dependencies_are_held_against_package_lists(depends: str, missing: list[str]) -> None:
    from dependencies import available, problems

    assert problems(depends, available(LISTS)) == missing


@needs_dpkg
@pytest.mark.parametrize(("lacks", "status"), [("jammy", 1), ("", 0)])
def test_what_a_system_lacks_fails_and_what_is_out_of_reach_is_said(
    lacks: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import dependencies

    def fetched(address: str) -> str:
        if "trixie" in address:
            raise TimeoutError("timed out")
        return "" if lacks and lacks in address else "\n".join(LISTS)

    fields = {"Depends": "libzstd1 (>= 1.4), libx11-xcb1", "Architecture": "amd64"}
    monkeypatch.setattr(dependencies, "_field", lambda _file, name: fields[name])
    monkeypatch.setattr(dependencies, "_fetched", fetched)
    assert dependencies.main(["x.deb"]) == status
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Debian 12: has all 2 dependencies"
    assert said[1] == "Debian 13: not checked, its package lists can't be had (timed out)"
    assert said[2] == (
        "Ubuntu 22.04: " + ("lacks libzstd1 (>= 1.4); libx11-xcb1" if lacks else "has all 2 dependencies")
    )
    assert {system.title for system in dependencies.SYSTEMS} == {
        "Debian 12",
        "Debian 13",
        "Ubuntu 22.04",
        "Ubuntu 24.04",
    }
