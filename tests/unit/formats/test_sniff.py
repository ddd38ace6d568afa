"""The words for files that people open by mistake."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

import inspector
from inspector.errors import CheckpointError, UnknownFormatError


def archive(names: list[str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as writer:
        for name in names:
            writer.writestr(name, "x")
    return file.getvalue()


def tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as writer:
        writer.addfile(tarfile.TarInfo("readme"))
    return file.getvalue()


LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 1234567\n" % (b"a" * 64)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pt", b"", "is empty"),
        ("a.pt", b"\x89PNG\r\n\x1a\n" + bytes(40), "is a PNG image, not a checkpoint"),
        ("a.bin", b"\xff\xd8\xff\xe0" + bytes(40), "is a JPEG image"),
        ("a.h5", b"%PDF-1.4\n", "is a PDF document"),
        ("a.so", b"\x7fELF" + bytes(40), "is a Linux program or library"),
        ("a.data-00000-of-00001", b"\1" * 30, "a.index, which says what it holds, is not beside it"),
        ("a.pt", LFS, r"is a git-LFS pointer to 1,234,567 bytes that were never fetched"),
        ("pytorch_model.bin", LFS, r"bytes that were never fetched \(git lfs pull fetches them\), not a checkpoint$"),
        ("a.bin", b"\xfe\xfd\xfc", r"recognized checkpoint format \(OpenVINO model: it has no .xml beside it; ncnn"),
        ("a.safetensors", b"<!DOCTYPE html><html><body>404", "is a web page"),
        ("a.pt", b"\n\n<html lang=en>", "is a web page"),
        ("a.pt", b'<?xml version="1.0"?><a/>', "is an XML file"),
        ("a.json", b'{"a": [1, 2]}', "is a JSON file"),
        ("a.json", b'[\n {"a": 1}]', "is a JSON file"),
        ("vocab.txt", b"[PAD]\n[UNK]\nthe\n", "is a text file"),
        ("chat.jinja", b"{% if messages %}{{ bos }}", "is a text file"),
        ("events.out.tfevents.17.host.1.0", b"\x18" + bytes(7) + b'\xa3\x7fK"', "is a log of TensorBoard"),
        ("a.pt", b'{"error":"Repository not found"}', r"is the error message of a server \(JSON\)"),
        (
            "a.pt",
            b"<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code>",
            r"is the error message of a server \(XML\)",
        ),
        ("a.pmml", b"<?xml version='1.0'?>\n<PMML version='4.4'/>", "is a PMML model, which pypmml"),
        ("a", b"the 0.4 -0.25 1e-05 3\nof 0.1 0.2 0.3 0.4\n", "is a text file of word vectors, which opens under"),
        ("a.txt", b"in 1999 2000 people\nof 3\n", "is a text file, not"),
        (
            "a.index",
            b"IxF2\6\0\0\0P" + bytes(9) + b"\x10\0\0\0\0\0\0\0\x10" + bytes(9),
            "is a FAISS index, which faiss",
        ),
        ("a", b"IBxF\x10\0\0\0\2\0\0\0" + bytes(20), "is a FAISS index"),
        ("a.ann", b"\1\0\0\0" + bytes(range(1, 40)), "is an Annoy index, which annoy.AnnoyIndex reads"),
        ("a.nc", b"CDF\1" + bytes(40), "is a netCDF 3 file, which netCDF4.Dataset reads"),
        ("spm.model", b"\n\x0e\n\5<unk>\x15\0\0\0\0\x18\2", "is a SentencePiece tokenizer"),
        ("a.vw", b"\7\0\0\0" + b"8.11.0\0" + bytes(9), "is a Vowpal Wabbit model, which vw -i"),
        ("a.model", b"binf" + bytes(40), "is an XGBoost model in the binary form"),
        ("a.model", b"\xac\xed\0\5sr\0\x1aweka", "is an object of Java, as Weka"),
        ("a.hef", b"\1HEF" + bytes(40), "is a Hailo executable"),
        (
            "config.json",
            b'{"model_type": "llama"}',
            "is part of the configuration of a model, .*; open its folder.* it$",
        ),
        ("config.json", b"[1]", "is a JSON file"),
        ("tokenizer.json", b'{"version": "1.0", "added_tokens": [], "normalizer": null}', "is a tokenizer"),
        ("cat.json", b'{"features_info": {"float_features": []}}', "is a CatBoost model"),
        ("a.engine", b"ftrt" + bytes(40), "is a TensorRT engine, which only the TensorRT that built it reads"),
        ("a.plan", b"ptrt" + bytes(40), "is a TensorRT engine"),
        ("a.dnn", "BCN\0BVersion\0".encode("utf-16-le") + b"\1\0", "is a CNTK model"),
        ("a.om", b"IMOD" + bytes(40), "is an Ascend model"),
        ("a.tnnmodel", b"\x04\x00\xbc\xfa" + bytes(40), "is a TNN model"),
        ("a.rds.gz", gzip.compress(b"X\n\0\0\0\3" + bytes(40), mtime=0), "is gzip data whose inside is an R object"),
        ("a.RData", gzip.compress(b"RDX3\nX\n\0\0\0", mtime=0), "is gzip data whose inside is an R workspace"),
        ("a.z01", b"PK\x07\x08" + bytes(40), "is the first part of a split zip archive"),
        ("a.z02", b"\xfe" * 40, "is a part of a file that was split"),
        ("a.gguf.002", b"\xfe" * 40, "is a part of a file that was split"),
        ("a.mnn", b"\x30\0\0\0\xfe", "is an MNN model"),
        ("a.npy", b"hello\n", "is a text file"),
        ("a.npy", "héllo ".encode() * 20_000, "is a text file"),
        ("a.npy", "hello".encode("utf-16"), "is UTF-16 text"),
        (
            "site.pth",
            b"import os, sys\n/usr/lib/python3/dist-packages\n# a comment\n",
            "is a Python path configuration file",
        ),
        ("site.pth", b"./src\n", "is a Python path configuration file"),
        ("notes.pth", b"some words that name no folder\n", "is a text file"),
        ("denied.pth", b"Forbidden\n", "is a text file"),
        ("m.ptl", bytes(4) + b"PTMF" + bytes(40), "a PyTorch Mobile program as a FlatBuffer"),
        ("a.safetensors.part", bytes(1000), "is an unfinished download"),
        ("a.bin.crdownload", b"\xfe\xfe\xfe", "is an unfinished download"),
        ("a.bin", bytes(100_000), "begins with 65,536 zero bytes"),
        (
            "a.zip",
            archive(["a.txt", "b.txt", "c.txt", "d.txt"]),
            r"zip archive of 4 members \(a.txt, b.txt, c.txt, \.\.\.\)",
        ),
        ("a.zip", archive(["\x1b[31mred"]), r"zip archive of 1 member \(\\x1b\[31mred\)"),
        ("a.npz", b"#!/bin/sh\n" + archive(["a.npy"]), "is a zip archive with something else in front of it"),
        ("a.tar", tar(), "is a tar archive, not a checkpoint"),
        ("m.cbm", b"CBM1" + bytes(40), "a CatBoost model, which catboost.* reads and this version does not"),
        ("m.ort", bytes(4) + b"ORTM" + bytes(40), "an ONNX Runtime model"),
        ("m.pte", bytes(4) + b"ET12" + bytes(40), "an ExecuTorch program"),
        ("m.rknn", b"RKNN" + bytes(40), "an RKNN model"),
        (".DS_Store", b"\x00\x00\x00\x01Bud1" + bytes(40), "is a macOS folder view file"),
    ],
)
def test_a_file_that_is_no_checkpoint_is_called_what_it_is(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnknownFormatError, match=words) as caught:
        inspector.open(path)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        (".metadata", "is a torch distributed checkpoint"),
        ("readme.txt", "is a folder, not a checkpoint"),
    ],
)
def test_a_folder_that_is_no_checkpoint_is_called_what_it_is(marker: str, words: str, tmp_path: Path) -> None:
    (tmp_path / marker).touch()
    with pytest.raises(CheckpointError, match=words):
        inspector.open(tmp_path)


def test_a_part_of_a_split_file_that_begins_as_one_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "model.zip.001").write_bytes(archive(["a.txt"])[:-10])
    with pytest.raises(CheckpointError, match="it is a part of a file that was split: join all parts in order"):
        inspector.open(tmp_path / "model.zip.001")
