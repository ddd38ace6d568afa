"""What is made of the parsers of the command line, and the lists of file types: complete, and understood by the tools."""

from __future__ import annotations

import argparse
import configparser
import os
import plistlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from inspector.cli import VERBS, verb_parser, window_parser
from inspector.formats.listing import BUILT_IN

PACKAGING = Path(__file__).parents[3] / "packaging"
NAME = "checkpoint-inspector"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
#: Suffixes that belong to many other programs: files that have them are known by their content.
_SHARED = {".json", ".bin", ".tar", ".zip", ".gz", ".bz2", ".xz", ".z", ".lz4", ".lzma", ".zst", ".p", ".ts", ".pb"}
_SHARED |= {".dat", ".index", ".lite", ".mar", ".meta", ".msgpack", ".nd", ".param", ".txt", ".ubj", ".xml", ".zarr"}


@cache
def printed(script: str, *arguments: str) -> str:
    """What a script of the packaging folder prints."""
    command = [sys.executable, str(PACKAGING / script), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def options_of(parser: argparse.ArgumentParser) -> list[str]:
    return [name for action in parser._actions if action.dest != "help" for name in action.option_strings]


PARSERS = {"": window_parser(), **{verb: verb_parser(verb) for verb in VERBS}}


# the manual page


@pytest.mark.parametrize("verb", PARSERS)
def test_the_manual_page_has_every_verb_and_option(verb: str) -> None:
    page = printed("manual.py").replace(r"\-", "-")
    start = page.index(rf".SS \fB{NAME} {verb}\fR" if verb else ".SH OPTIONS")
    section = re.split(r"\n\.S[SH] ", page[start:])[0]
    for option in options_of(PARSERS[verb]):
        assert rf"\fB{option}\fR" in section, option
    for action in PARSERS[verb]._actions:
        if not action.option_strings:
            assert rf"\fB{action.metavar}\fR" in section or not verb


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man")
def test_troff_understands_the_manual_page(tmp_path: Path) -> None:
    page = tmp_path / f"{NAME}.1"
    page.write_text(printed("manual.py"))
    command = ["man", "--local-file", "--warnings", "--encoding=utf8", str(page)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "MANWIDTH": "80"})
    assert answer.stderr == ""
    text = re.sub(r".\x08", "", answer.stdout)
    assert "--screenshot FILE" in text
    assert "checkpoint-inspector ls model.pth" in text


# the completions


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("verb", PARSERS)
def test_the_completions_have_every_verb_and_option(shell: str, verb: str) -> None:
    text = printed("completion.py", shell)
    assert verb in text
    for option in options_of(PARSERS[verb]):
        in_fish = f"-l {option[2:]} " if option.startswith("--") else f"-s {option[1:]} "
        assert (in_fish if shell == "fish" else option) in text


def completed(tmp_path: Path, *words: str) -> list[str]:
    """What bash offers for the last word."""
    script = tmp_path / "completion.bash"
    script.write_text(printed("completion.py", "bash"))
    program = f"""
        source {script}
        compopt() {{ :; }}  # only works while a person waits for completions
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _shtab_checkpoint_inspector
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    command = ["bash", "-c", program, "bash", NAME, *words]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split("\n")[:-1]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes(tmp_path: Path) -> None:
    (tmp_path / "some model.pth").touch()
    (tmp_path / "scan.txt").touch()
    assert sorted(completed(tmp_path, "s")) == ["scan", "scan.txt", "show", "some model.pth", "stats"]
    assert completed(tmp_path, "ls", "--s") == ["--sha256"]
    assert completed(tmp_path, "ls", "some") == ["some model.pth"]
    assert completed(tmp_path, "ls", "sta") == [""]
    assert completed(tmp_path, "scan.txt", "some") == ["some model.pth"]
    assert completed(tmp_path, "verify", "scan.txt", "--input", "some") == ["some model.pth"]
    assert completed(tmp_path, "--theme", "") == ["light", "dark", "system"]
    assert "--new-window" in completed(tmp_path, "some model.pth", "--")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shells_can_read_their_completion(tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell}")
    script = tmp_path / "completion"
    script.write_text(printed("completion.py", shell))
    answer = subprocess.run([program, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


# the types of file


def mime_types() -> dict[str, list[str]]:
    """The globs of each type."""
    root = ET.parse(PACKAGING.parent / "resources" / "desktop" / f"{NAME}.xml").getroot()
    rows = root.iter(f"{_MIME}mime-type")
    return {row.attrib["type"]: [glob.attrib["pattern"] for glob in row.iter(f"{_MIME}glob")] for row in rows}


def test_every_suffix_that_is_read_has_a_type() -> None:
    globs = {glob for globs in mime_types().values() for glob in globs}
    suffixes = {suffix for row in BUILT_IN for suffix in row.suffixes} - _SHARED
    assert {f"*{suffix}" for suffix in suffixes} <= globs


def test_the_program_is_offered_for_every_type() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(PACKAGING.parent / "resources" / "desktop" / f"{NAME}.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["MimeType"].rstrip(";").split(";") == list(mime_types())
    entry.read(PACKAGING.parent / "resources" / "desktop" / f"{NAME}.thumbnailer", encoding="utf-8")
    drawn = entry["Thumbnailer Entry"]["MimeType"].rstrip(";").split(";")
    assert drawn == [kind for kind in mime_types() if kind != "application/x-python-pickle"]  # which may be anything
    entry.remove_section("Thumbnailer Entry")
    metadata = ET.parse(PACKAGING.parent / "resources" / "desktop" / f"{NAME}.metainfo.xml").getroot()
    assert [row.text for row in metadata.iter("mediatype")] == list(mime_types())
    actions = entry["Desktop Entry"]["Actions"].rstrip(";").split(";")
    assert {f"Desktop Action {action}" for action in actions} == set(entry.sections()) - {"Desktop Entry"}


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="there is no desktop-file-validate")
def test_the_desktop_entry_is_valid() -> None:
    command = ["desktop-file-validate", str(PACKAGING.parent / "resources" / "desktop" / f"{NAME}.desktop")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout + answer.stderr) == (0, "")


@pytest.fixture
def kind_of(tmp_path: Path) -> Callable[[Path], str]:
    """Asks what type a file is, with only our list beside that of the system."""
    if not shutil.which("gio") or not shutil.which("update-mime-database"):
        pytest.skip("there is no gio or no update-mime-database")
    packages = tmp_path / "data" / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(PACKAGING.parent / "resources" / "desktop" / f"{NAME}.xml", packages)
    subprocess.run(["update-mime-database", str(packages.parent)], check=True, capture_output=True)

    def ask(path: Path) -> str:
        answer = subprocess.run(
            ["gio", "info", "--attributes=standard::content-type", str(path)],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=True,
        )
        return answer.stdout.rpartition("content-type: ")[2].strip()

    return ask


FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("torch/dtypes.pt", "x-pytorch"),
        ("torch/dtypes_legacy.pt", "x-pytorch"),
        ("torch/protocol4_legacy.pt", "x-pytorch"),
        ("torch/deflated.pt", "x-pytorch"),
        ("torch/frozen.pt", "x-pytorch"),
        ("torch/lite.ptl", "x-pytorch"),
        ("torch/scripted.pt", "x-pytorch"),
        ("torch/model.pt2", "x-pytorch"),
        ("torch/model_package.pt", "x-pytorch"),
        ("torch/state_p5.pkl", "x-python-pickle"),
        ("safetensors/all.safetensors", "x-safetensors"),
        ("safetensors/no_metadata.safetensors", "x-safetensors"),
        ("npy/bfloat16.npy", "x-npy"),
        ("hdf5/latest.h5", "x-hdf"),
        ("gguf/no_tensors.gguf", "x-gguf"),
        ("tflite/int8.tflite", "x-tflite"),
        ("mxnet/sparse.params", "x-mxnet"),
    ],
)
def test_content_tells_types_without_a_name(
    kind_of: Callable[[Path], str], tmp_path: Path, file: str, kind: str
) -> None:
    shutil.copy(FIXTURES / file, tmp_path / "download")
    assert kind_of(tmp_path / "download") == f"application/{kind}"


def test_names_tell_types_where_content_does_not(kind_of: Callable[[Path], str], tmp_path: Path) -> None:
    names = {"a.pth": "x-pytorch", "b.pth.tar": "x-pytorch", "pytorch_model-00001-of-00002.bin": "x-pytorch"}
    names |= {"c.npz": "x-npz", "d.safetensors": "x-safetensors", "e.pkl": "x-python-pickle", "f.onnx": "x-onnx"}
    for name in names:
        (tmp_path / name).write_bytes(bytes(range(256)))
    assert {name: kind_of(tmp_path / name) for name in names} == {
        name: f"application/{kind}" for name, kind in names.items()
    }


def test_other_archives_stay_what_they_are(kind_of: Callable[[Path], str], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photographs", "w") as archive:
        archive.writestr("holidays/data/001.jpg", b"no data.pkl here")
    assert kind_of(tmp_path / "photographs") == "application/zip"


# other systems


def test_windows_knows_the_same_suffixes() -> None:
    suffixes = {glob[2:] for globs in mime_types().values() for glob in globs if re.fullmatch(r"\*\.\w+", glob)}
    for macro in ("Associate", "Dissociate"):
        assert set(re.findall(rf'!insertmacro {macro} "(\w+)"', printed("filetypes.py"))) == suffixes


def test_macos_knows_the_same_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    from filetypes import property_list

    content = plistlib.loads(plistlib.dumps(property_list()))
    declared = {row["UTTypeIdentifier"]: row["UTTypeTagSpecification"] for row in content["UTImportedTypeDeclarations"]}
    assert [row["public.mime-type"] for row in declared.values()] == [[kind] for kind in mime_types()]
    assert [row["LSItemContentTypes"] for row in content["CFBundleDocumentTypes"]] == [[name] for name in declared]


def test_the_readme_has_the_table_of_the_formats() -> None:
    assert printed("formats.py") in (PACKAGING.parent / "README.md").read_text("utf-8"), "packaging/formats.py --write"
    assert all(row.about for row in BUILT_IN)


@pytest.mark.parametrize("verb", VERBS)
def test_the_readme_has_each_verb_with_options_that_there_are(verb: str) -> None:
    readme = (PACKAGING.parent / "README.md").read_text("utf-8")
    (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{verb} ")]
    usage = re.sub(r"'[^']*'", "", row.split("`")[1])
    named = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", usage))
    assert named <= set(options_of(PARSERS[verb]))
