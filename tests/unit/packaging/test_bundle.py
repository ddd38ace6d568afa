"""The check of the bundle for macOS finds what would hide the program."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any

import pytest

PACKAGING = Path(__file__).parents[3] / "packaging"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, ""),
        ({"LSBackgroundOnly": False}, ""),
        ({"LSBackgroundOnly": True}, "LSBackgroundOnly"),
        ({"LSBackgroundOnly": "1"}, "LSBackgroundOnly"),
        ({"LSUIElement": True}, "LSUIElement"),
        ({"CFBundlePackageType": "BNDL"}, "CFBundlePackageType"),
        ({"NSHighResolutionCapable": False}, "NSHighResolutionCapable"),
        ({"CFBundleDocumentTypes": []}, "CFBundleDocumentTypes"),
    ],
)
def test_a_bundle_is_held_against_what_hides_it(
    change: dict[str, Any],
    problem: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    from bundle import main
    from filetypes import property_list

    sound = {"CFBundlePackageType": "APPL", "NSHighResolutionCapable": True, **property_list()}
    contents = tmp_path / "Checkpoint Inspector.app" / "Contents"
    contents.mkdir(parents=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps(sound | change))
    assert main(str(contents.parent)) == bool(problem)
    assert problem in capsys.readouterr().err
