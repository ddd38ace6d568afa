from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = runpy.run_path(str(ROOT / "packaging" / "build_kernel.py"))
LIBRARY, compiled = SCRIPT["LIBRARY"], SCRIPT["compiled"]
#: In the package and in the rooms where their twins are.
SOURCES = ("inspector/kernel.c", "inspector/analysis/cells.c", "inspector/sources/scanning.c")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for number, source in enumerate(SOURCES):
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / source).write_text(f"int kernel_part_{number}(void) {{ return {number}; }}\n")
    return tmp_path


def test_the_kernel_is_compiled_beside_its_source(sources: Path) -> None:
    if shutil.which("cc") is None:
        pytest.skip("there is no compiler")
    assert compiled(sources) == ""
    library = (sources / LIBRARY).read_bytes()
    for number in range(len(SOURCES)):
        assert b"kernel_part_%d" % number in library


def test_without_a_compiler_there_is_a_reason_and_no_library_of_before(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources / LIBRARY).write_bytes(b"of before")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CC", raising=False)
    assert compiled(sources) == "there is no C compiler"
    assert not (sources / LIBRARY).exists()


def test_a_source_that_does_not_compile_is_no_failure_of_the_build(sources: Path) -> None:
    if shutil.which("cc") is None:
        pytest.skip("there is no compiler")
    (sources / SOURCES[-1]).write_text("int broken(")
    assert "cc failed" in compiled(sources)
    assert not (sources / LIBRARY).exists()
