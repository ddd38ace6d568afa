"""What is imported when: opening, listing, statistics, showing and exporting need neither Qt nor torch."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import inspector
from inspector.resources import resource

_PROGRAM = """
    import sys

    class Blocker:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in {"PySide6", "pyqtgraph", "torch", "safetensors"}:
                raise AssertionError(f"{name} was imported")
            return None

    sys.meta_path.insert(0, Blocker())

    import inspector
    from inspector.cli import main

    path = sys.argv[1]
    with inspector.open(path) as checkpoint:
        weight = checkpoint["model.hidden.weight"]
        assert checkpoint.read(weight, (slice(0, 2),)).shape == (2, 20)
    for words in (
        ["ls", path], ["ls", path, "--json", "--sha256"], ["stats", path], ["stats", path, "--json"],
        ["show", path, "model.hidden.weight"], ["scan", path], ["diff", path, path], ["diff", path, path, "--json"],
        ["export", path, "-o", sys.argv[2], "--dtype", "float16"],
    ):
        assert main(words) == 0, words
"""


def python(program: str, *arguments: str) -> str:
    """What a fresh interpreter prints that runs ``program``."""
    command = [sys.executable, "-c", textwrap.dedent(program), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_core_works_where_qt_and_torch_can_not_be_imported(tmp_path: Path) -> None:
    assert "model.hidden.weight" in python(_PROGRAM, str(resource("example.pth")), str(tmp_path / "new.safetensors"))


def test_help_needs_no_numpy() -> None:
    modules = python(
        "import sys\nfrom inspector.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    print(*sys.modules)"
    )
    assert "numpy" not in modules.split()


def test_listing_needs_no_numpy() -> None:
    program = """
        import sys
        from inspector.cli import main

        for options in ([], ["--json"]):
            assert main(["ls", *sys.argv[1:], *options]) == 0
        print("modules:", *sys.modules)
    """
    files = [resource("example.pth"), Path(__file__).parents[1] / "fixtures" / "safetensors" / "all.safetensors"]
    modules = python(program, *map(str, files)).partition("modules:")[2].split()
    assert "inspector.formats.safetensors.reader" in modules
    assert "numpy" not in modules


def test_a_safetensors_file_needs_no_pickle_machine() -> None:
    modules = python("import sys, inspector.formats.safetensors.reader\nprint(*sys.modules)").split()
    assert not [name for name in modules if name.startswith("inspector.pickles.")]


def test_the_map_of_the_package_names_every_room_and_nothing_that_is_gone() -> None:
    package = Path(inspector.__file__).parent
    text = (package / "README.md").read_text("utf-8")
    rooms = set(re.findall(r"^([a-z_]+)/|\b([a-z_]+\.py)\b", text.split("```")[1], re.MULTILINE))
    modules = {place.name for place in package.iterdir() if place.suffix == ".py" or (place / "__init__.py").exists()}
    assert {folder or module for folder, module in rooms} == modules
    named = re.findall(r"`([a-z_]+/[a-z_/]*\.py)`", text)
    places = (package, package.parent)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_a_file_is_shown_in_the_window_before_numpy_is_needed() -> None:
    program = """
        import sys
        import inspector.ui.application
        from inspector.jobs import Job
        from inspector.ui.document.document import open_document
        assert len(open_document(sys.argv[1], Job()).tree) > 1
        print(*sys.modules)
    """
    modules = python(program, str(resource("example.pth"))).split()
    assert "inspector.ui.inspection.view" in modules
    assert not {"numpy", "torch", "pyqtgraph", "multiprocessing"}.intersection(modules)
    plain = Path(__file__).parents[1] / "fixtures" / "safetensors" / "all.safetensors"
    assert not [name for name in python(program, str(plain)).split() if name.startswith("inspector.pickles.")]


def test_what_is_compared_is_shown_before_what_compares_is_loaded() -> None:
    modules = python(
        "import sys, inspector.ui.comparison.view, inspector.ui.comparison.pane, inspector.ui.comparison.subject\n"
        "print(*sys.modules)"
    ).split()
    assert "inspector.operations.alignment" in modules
    assert not {"inspector.comparing.comparison", "inspector.operations.comparison", "multiprocessing"} & set(modules)
    assert not {"inspector.operations.statistics", "inspector.architectures.translation"} & set(modules)
