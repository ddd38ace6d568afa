"""The formats of other distributions: used, refused with a sentence, and never a reason to crash."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch

import inspector
from inspector.cli import main
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.findings import Severity
from inspector.formats.listing import BUILT_IN, all_formats, format_named, installed
from inspector.formats.recognition import candidates
from inspector.sources.location import location_of
from inspector.sources.source import Source
from tests.third_party import FORMATS, READER, SAMPLE, distribution, installed_distributions


@pytest.fixture
def install(tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Installs a distribution for the test; see :func:`tests.third_party.distribution`."""
    with ExitStack() as stack:

        def install(name: str = "acme", formats: str = FORMATS, reader: str = READER) -> None:
            stack.enter_context(installed_distributions(distribution(tmp_path, name, formats, reader)))

        yield install


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path))


class AcmeTensor:
    """Pickles as a call of a function of a framework that this program does not know."""

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self.array = array

    def __reduce__(self) -> tuple[Any, ...]:
        return sys.modules["acme"].rebuild, (self.array,)


@contextmanager
def acme_module() -> Iterator[None]:
    """There is a module ``acme`` meanwhile, which pickle can name."""
    module = ModuleType("acme")
    exec("def rebuild(array): return array", module.__dict__)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "acme", module)
        yield


def test_it_opens_by_every_verb(
    install: Callable[..., None], sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install()
    with inspector.open(sample) as checkpoint:
        assert (checkpoint.format, checkpoint.metadata, checkpoint.findings) == ("acme", {"maker": "Acme"}, ())
    exported = tmp_path / "new.safetensors"
    for words in (["ls"], ["stats"], ["show"], ["scan"]):
        assert main([*words, str(sample), *(["weight"] if words == ["show"] else [])]) == 0
    assert main(["export", str(sample), "-o", str(exported)]) == 0
    assert main(["diff", str(sample), str(exported)]) == 0
    assert "acme, 1 tensor, 6 parameters" in capsys.readouterr().out
    assert all_formats()[-1].distribution == "acme 1.0"
    assert format_named("acme") is all_formats()[-1]


def test_without_it_the_file_is_unknown(sample: Path) -> None:
    with pytest.raises(UnknownFormatError, match="is not a checkpoint of any format this version knows"):
        inspector.open(sample)


def test_it_may_write(install: Callable[..., None], sample: Path, tmp_path: Path) -> None:
    writer = """
from inspector.writing.writer import Writer

class AcmeWriter(Writer):
    def supports_dtype(self, dtype):
        return dtype.name == "float32"

    def write(self, plan, layout, atomic_file, transfer):
        (placement,) = layout.placements
        atomic_file.write(b"ACME" + b"".join(size.to_bytes(4, "little") for size in placement.shape))
        transfer.copy(placement.record, atomic_file.write)
"""
    options = ', writer="acme_format.reader:AcmeWriter", written_suffixes=(".acme",))'
    install(formats=FORMATS.rstrip().removesuffix(")") + options, reader=READER + writer)
    again = tmp_path / "again.acme"
    assert main(["export", str(sample), "-o", str(again)]) == 0
    assert again.read_bytes() == sample.read_bytes()


def test_other_distributions_are_not_looked_for_where_a_format_of_ours_is_certain(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.arange(3))
    (tmp_path / "a.pkl").write_bytes(b"\x80\x04N.")
    program = (
        "import sys, inspector\nfor path in sys.argv[1:]: inspector.open(path).close()\n"
        "print('importlib.metadata' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{program}", *map(str, tmp_path.iterdir())],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout.split() == ["False"]


def test_one_that_can_not_be_imported_is_named(install: Callable[..., None], sample: Path, tmp_path: Path) -> None:
    install(formats="raise RuntimeError('half installed')")
    said = "The format acme of acme 1.0 can't be imported: RuntimeError: half installed"
    with pytest.raises(UnknownFormatError, match=said):
        inspector.open(sample)
    np.save(tmp_path / "a.npy", np.arange(3))
    with inspector.open(tmp_path / "a.npy") as checkpoint:
        assert not checkpoint.findings
    with inspector.open((tmp_path / "a.npy").rename(tmp_path / "a.weights")) as checkpoint:
        (finding,) = checkpoint.findings
        assert (finding.severity, finding.code, finding.message) == (Severity.INFO, "format-unavailable", f"{said}.")


def test_two_of_one_name_are_refused(install: Callable[..., None], sample: Path) -> None:
    install("acme")
    install("apex", FORMATS.replace("acme_format", "apex_format"))
    with pytest.raises(UnknownFormatError) as caught:
        inspector.open(sample)
    assert "Two formats are called acme, of" in str(caught.value)
    assert "acme 1.0" in str(caught.value)
    assert "apex 1.0" in str(caught.value)
    assert not installed().formats


def test_the_name_of_one_of_ours_is_refused(install: Callable[..., None]) -> None:
    install(formats=FORMATS.replace('"acme"', '"npy"'))
    assert installed().problems == ("The format npy of acme 1.0 has the name of one of this program; it is not used.",)
    assert all_formats() == BUILT_IN


@pytest.mark.parametrize(
    ("formats", "words"),
    [
        ("ACME = 'soon'", "acme of acme 1.0 is registered as a format and is no Format but a str"),
        (FORMATS.replace('".acme"', '"acme"'), "ValueError: 'acme' is not a suffix"),
        (FORMATS.replace('"acme"', '"Acme weights"'), "ValueError: its name is not of small letters"),
        (FORMATS.replace('(0, b"ACME")', '(0, "ACME")'), "is not a place and the bytes there"),
        (FORMATS.replace('((0, b"ACME"),)', "()"), "it has neither magic bytes nor files of a folder"),
    ],
)
def test_what_is_no_format_is_said_to_be_that(install: Callable[..., None], formats: str, words: str) -> None:
    install(formats=formats)
    (problem,) = installed().problems
    assert words in problem


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        (
            "def read(source, job): raise KeyError('x')",
            r"the reader of Acme weights \(acme 1\.0\) failed: KeyError: 'x'",
        ),
        ("def read(source, job): return 7", "failed: TypeError: int is no Checkpoint"),
        ("def probe(source): raise OSError('gone')\ndef read(source, job): pass", "failed: OSError: gone"),
        ("import nothing_there", "failed: ModuleNotFoundError: No module named 'nothing_there'"),
        ("def probe(source): return 'it is too old'\ndef read(source, job): pass", "Acme weights: it is too old"),
    ],
)
def test_a_reader_that_fails_is_named(install: Callable[..., None], sample: Path, reader: str, words: str) -> None:
    install(reader=reader)
    with pytest.raises(CheckpointError, match=words) as caught:
        inspector.open(sample)
    assert str(caught.value).startswith(f"{sample}: ")


def test_where_another_format_takes_the_file_the_failure_is_a_finding(
    install: Callable[..., None], tmp_path: Path
) -> None:
    install(formats=FORMATS.replace('(0, b"ACME")', '(0, b"\\x93NUMPY")'), reader="def probe(source): return 1 / 0")
    np.save(tmp_path / "a.npy", np.arange(3))
    with inspector.open((tmp_path / "a.npy").rename(tmp_path / "a.acme")) as checkpoint:
        (finding,) = checkpoint.findings
    assert checkpoint.format == "npy"
    assert "The reader of Acme weights (acme 1.0) failed: ZeroDivisionError" in finding.message


RECOGNISER = """
from inspector.formats.numpy.pickled import NumpyArrays
from inspector.pickles.recogniser import FrameworkTensors, Recogniser

class Tensors(FrameworkTensors):
    def rebuilt(self, call, path):
        return NumpyArrays().entry(call.args[0], path)

    makers = {"acme.rebuild": rebuilt}

ACME = Recogniser(name="acme", harmless=frozenset({"acme.rebuild"}), open=Tensors)
"""


@pytest.mark.parametrize("legacy", [False, True])
def test_pickles_of_its_framework_are_understood(install: Callable[..., None], tmp_path: Path, legacy: bool) -> None:
    path = tmp_path / "a.pth"
    with acme_module():
        content = {"weight": AcmeTensor(np.arange(3.0)), "other": torch.zeros(2)}
        torch.save(content, path, _use_new_zipfile_serialization=not legacy)
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["weight.0", "other"]  # an argument of an unknown call
        assert any("acme.rebuild" in each.message for each in checkpoint.findings if each.severity is not Severity.INFO)
    options = ', recognisers=("acme_format.reader:ACME",))'
    install(formats=FORMATS.rstrip().removesuffix(")") + options, reader=RECOGNISER)
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["weight", "other"]
        assert all(each.severity is Severity.INFO for each in checkpoint.findings)


def test_a_recogniser_that_fails_is_named(install: Callable[..., None], tmp_path: Path) -> None:
    with acme_module():
        torch.save({"weight": AcmeTensor(np.arange(3.0))}, tmp_path / "a.pth")
    options = ', recognisers=("acme_format.reader:READY",))'
    install(formats=FORMATS.rstrip().removesuffix(")") + options, reader="READY = 'soon'")
    with inspector.open(tmp_path / "a.pth") as checkpoint:
        (said,) = [finding.message for finding in checkpoint.findings if finding.code == "recogniser-unavailable"]
    assert said == ("What acme 1.0 knows of pickles of Acme weights can't be used: TypeError: str is no Recogniser.")


def test_magic_may_be_at_the_end(install: Callable[..., None], tmp_path: Path) -> None:
    install(
        formats=FORMATS.replace('(0, b"ACME")', '(-4, b"ACME")'), reader=READER.replace('cursor.expect(b"ACME")', "")
    )
    path = tmp_path / "a.acme"
    path.write_bytes(SAMPLE.read_bytes()[4:] + b"ACME")
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "acme"
    path.write_bytes(b"ACM")
    with pytest.raises(UnknownFormatError):
        inspector.open(path)


def test_a_folder_may_be_of_it_before_it_is_a_folder_of_others(install: Callable[..., None], tmp_path: Path) -> None:
    reader = READER.replace("Cursor(source.file)", 'Cursor(file := source.location.child("weights.acme").open())')
    reader = reader.replace("source.files", "(file,)")
    install(formats=FORMATS.replace('"acme_format.reader"', '"acme_format.reader", folder=("*.acme",)'), reader=reader)
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "weights.acme")
    np.save(folder / "a.npy", np.arange(3))
    asked = [each.format.name for each in candidates(Source(location_of(folder), None))]
    assert len(asked) == len({*asked})
    assert asked.index("acme") < asked.index("folder")
    with inspector.open(folder) as checkpoint:
        assert checkpoint.format == "acme"


def test_names_are_unique() -> None:
    assert len({row.name for row in BUILT_IN}) == len(BUILT_IN)


def test_listing_takes_neither_numpy_nor_a_reader() -> None:
    program = "import sys, inspector.formats.listing\nprint(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    imported = answer.stdout.split()
    assert "numpy" not in imported
    assert not {row.reader for row in BUILT_IN}.intersection(imported)


def test_the_format_of_the_readme_is_the_one_that_is_tested() -> None:
    readme = (Path(inspector.__file__).parents[1] / "README.md").read_text("utf-8")
    for source in (FORMATS, READER):
        for line in source.strip().splitlines():
            assert line.replace(', {"maker": "Acme"})', ")") in readme
