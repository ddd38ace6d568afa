from __future__ import annotations

import hashlib
import json
import pickle
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

import inspector
from inspector.errors import CheckpointError, MissingDependencyError, RangesUnsupportedError
from inspector.sources.location import location_of, shown_place
from inspector.sources.remote.hub import hub_secret
from tests.range_server import RangeServer

rng = np.random.default_rng(0)
WEIGHTS = {"a": rng.standard_normal((500, 700)).astype("f4"), "b": rng.standard_normal(300).astype("f4")}
MODEL = save(WEIGHTS)
OTHER = save({**WEIGHTS, "b": WEIGHTS["b"] + 1})


# web servers


def test_a_file_on_a_web_server_opens_by_a_few_kilobytes(server: RangeServer) -> None:
    server.files["/some folder/model.safetensors"] = MODEL
    with inspector.open(server.address("some%20folder/model.safetensors")) as checkpoint:
        assert server.nbytes <= 2 * 8192
        assert checkpoint.location.name == "model.safetensors"
        before = server.nbytes
        statistics = inspector.statistics(checkpoint, match="a")["a"]
        assert statistics.max == WEIGHTS["a"].max()
        assert server.nbytes - before <= 1.02 * WEIGHTS["a"].nbytes


def test_beside_a_file_there_are_others(server: RangeServer) -> None:
    server.files["/models/index.json"] = b"{}"
    place = location_of(server.address("models/one.bin?key=1"))
    assert not place.exists
    assert place.sibling("index.json").exists
    assert not place.is_folder
    assert str(place.sibling("deep/one more.bin")) == server.address("models/deep/one%20more.bin")
    assert pickle.loads(pickle.dumps(place)) == place
    with pytest.raises(CheckpointError, match="can't be listed"):
        location_of(server.address("models/")).children()


def test_what_an_address_carries_in_secret_is_not_shown(server: RangeServer) -> None:
    address = f"http://user:word@127.0.0.1:{server.port}/none.bin?signature=secret#part"
    assert shown_place(address) == server.address("none.bin") == str(location_of(address))
    assert shown_place("folder/model.pth?x") == "folder/model.pth?x"
    with pytest.raises(CheckpointError) as raised:
        inspector.open(address)
    assert str(raised.value) == f"{server.address('none.bin')}: does not exist"
    assert server.requests[-1].authorization.startswith("Basic ")


def test_a_server_without_ranges_is_asked_for_nothing_more(server: RangeServer) -> None:
    server.files["/model.safetensors"] = MODEL
    server.has_ranges = False
    with pytest.raises(
        RangesUnsupportedError, match=r"serves it only as a whole: opening it downloads 1.34 MiB"
    ) as raised:
        inspector.open(server.address("model.safetensors"))
    assert raised.value.nbytes == len(MODEL)
    assert len(server.requests) == 1
    with inspector.open(server.address("model.safetensors"), download=True) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint["a"]), WEIGHTS["a"])  # type: ignore[arg-type]
    server.truncated = 2
    with pytest.raises(CheckpointError, match="can't be fetched: the server ended the answer early"):
        location_of(server.address("model.safetensors")).download(inspector.Job())


def test_small_files_need_no_ranges(server: RangeServer) -> None:
    server.files["/model.safetensors"] = save({"b": WEIGHTS["b"]})
    server.has_ranges = False
    with inspector.open(server.address("model.safetensors")) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint["b"]), WEIGHTS["b"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("/loop", "is redirected again and again"),
        ("file:///etc/passwd", "is redirected to file, which is not followed"),
    ],
)
def test_redirects_lead_somewhere(server: RangeServer, target: str, sentence: str) -> None:
    server.redirects["/loop"] = target
    with pytest.raises(CheckpointError, match=sentence):
        inspector.open(server.address("loop"))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://127.0.0.1:9/x.bin", "can't be fetched: Connection refused"),
        ("http://", "is an address without a server"),
        ("http://127.0.0.1:x/y", "is not an address that can be asked for"),
        ("hf://owner", "is not written as hf://owner/name"),
        ("hf://owner/name/../x", "is not written as hf://owner/name"),
        ("s3://", "is not written as s3://bucket/name"),
        ("nobody-knows://x/y", "Protocol not known: nobody-knows"),
    ],
)
def test_wrong_addresses_are_one_sentence(address: str, sentence: str) -> None:
    with pytest.raises(CheckpointError, match=sentence) as raised:
        inspector.open(address)
    assert "\n" not in str(raised.value)


# the hub


@pytest.fixture
def hub(server: RangeServer, monkeypatch: pytest.MonkeyPatch) -> RangeServer:
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    server.repository(
        "owner/name",
        {
            "main": {"model.safetensors": MODEL, "config.json": b"{}", "deep/other.safetensors": OTHER},
            "refs/pr/1": {"model.safetensors": MODEL, "config.json": b"{ }"},
            "changed": {"model.safetensors": OTHER},
        },
    )
    return server


def test_a_repository_is_a_folder(hub: RangeServer) -> None:
    place = location_of("hf://owner/name")
    assert place.is_folder
    assert [(child.name, child.is_folder) for child in place.children()] == [
        ("config.json", False), ("deep", True), ("model.safetensors", False),
    ]  # fmt: skip
    names = [location_of(f"hf://owner/name{revision}").name for revision in ("", "@main", "@refs%2Fpr%2F1")]
    assert names == ["name", "name", "name@refs%2Fpr%2F1"]
    assert str(place.child("deep/other.safetensors")) == "hf://owner/name/deep/other.safetensors"
    assert place.child("deep/other.safetensors").exists
    assert not place.child("deep/none").exists
    assert not place.child("none/other").exists
    with place.child("config.json").open() as file:
        assert file.read() == b"{}"
    with inspector.open("hf://owner/name/deep/other.safetensors") as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint["b"]), WEIGHTS["b"] + 1)  # type: ignore[arg-type]


def test_revisions_are_compared_by_their_hashes_where_they_are_the_same(hub: RangeServer) -> None:
    with inspector.open("hf://owner/name") as a, inspector.open("hf://owner/name@refs%2Fpr%2F1") as b:
        before = hub.nbytes
        assert inspector.compare(a, b).agrees
        assert hub.nbytes == before
    with inspector.open("hf://owner/name") as a, inspector.open("hf://owner/name@changed") as b:
        assert inspector.compare(a, b).sentence == "2 tensors: 1 identical, 1 changed"


def test_a_token_goes_to_the_hub_alone_and_is_not_shown(
    hub: RangeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hub.token = "hf_token"
    with pytest.raises(CheckpointError, match="needs permission; no token was found"):
        inspector.open("hf://owner/name")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    (tmp_path / "token").write_text("hf_wrong\n")
    with pytest.raises(CheckpointError, match="needs permission, which the token does not give") as raised:
        inspector.open("hf://owner/name")
    assert "hf_wrong" not in str(raised.value)
    monkeypatch.setenv("HF_TOKEN", "hf_token")
    hub.requests.clear()
    with inspector.open("hf://owner/name") as checkpoint:
        pickled = pickle.dumps(checkpoint["a"])
        assert b"hf_token" not in pickled
        assert np.array_equal(checkpoint.read(pickle.loads(pickled)), WEIGHTS["a"])
    assert {request.authorization for request in hub.requests if request.path.startswith("/cdn/")} == {""}
    assert all(request.authorization for request in hub.requests if not request.path.startswith("/cdn/"))
    monkeypatch.setenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
    assert hub_secret() == {}


@pytest.mark.parametrize("place", ["hf://owner/none", "hf://owner/name@none"])
def test_what_the_hub_does_not_have_is_called_as_it_was_asked_for(hub: RangeServer, place: str) -> None:
    with pytest.raises(CheckpointError) as raised:
        inspector.open(place)
    assert str(raised.value) == f"{place}: the hub has no such repository, or no such revision of it"


def test_a_signed_address_that_ran_out_is_asked_for_again(hub: RangeServer) -> None:
    sha256 = hashlib.sha256(MODEL).hexdigest()
    with inspector.open("hf://owner/name") as checkpoint:
        hub.files["/cdn/later"] = hub.files.pop(f"/cdn/{sha256}")
        for place, target in list(hub.redirects.items()):
            if sha256 in target:
                hub.redirects[place] = "/cdn/later?signature=new"
        assert np.array_equal(checkpoint.read(checkpoint["a"]), WEIGHTS["a"])  # type: ignore[arg-type]


def test_hundred_shards_are_opened_several_at_a_time(server: RangeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    names = [f"model-{number:05}-of-00100.safetensors" for number in range(1, 101)]
    weights = {name: save({f"{name}.weight": WEIGHTS["b"]}) for name in names}
    index = json.dumps({"weight_map": {f"{name}.weight": name for name in weights}}).encode()
    server.repository("owner/large", {"main": {**weights, "model.safetensors.index.json": index}})
    server.latency = 0.02
    with inspector.open("hf://owner/large") as checkpoint:
        assert len(checkpoint.tensors) == 100
        assert not checkpoint.findings
    assert server.most_at_once > 4
    assert len(server.requests) <= 4 + 2 * 100


def test_shards_that_begin_as_their_names_say_are_not_asked_for_their_ends(hub: RangeServer) -> None:
    names = [f"model-{number:05}-of-00003.safetensors" for number in (1, 2, 3)]
    weights = {name: save({f"{name}.weight": np.zeros(50_000, np.float32)}) for name in names}
    index = json.dumps({"weight_map": {f"{name}.weight": name for name in weights}}).encode()
    hub.repository("owner/long", {"main": {**weights, "model.safetensors.index.json": index}})
    with inspector.open("hf://owner/long") as checkpoint:
        assert len(checkpoint.tensors) == 3
    asked = [request.range for request in hub.requests if "/cdn/" in request.path]
    assert asked.count("bytes=0-8191") == 3
    assert not [each for each in asked if each not in ("bytes=0-8191", f"bytes=0-{len(index) - 1}", "bytes=0-1")]


# stores of others


def test_what_speaks_s3_is_read_by_obstore(server: RangeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("obstore")
    for name, value in {
        "AWS_ENDPOINT_URL": server.url, "AWS_ALLOW_HTTP": "true", "AWS_ACCESS_KEY_ID": "someone",
        "AWS_SECRET_ACCESS_KEY": "hidden", "AWS_REGION": "here",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    server.files["/bucket/folder/model.safetensors"] = MODEL
    with inspector.open("s3://bucket/folder/model.safetensors") as checkpoint:
        assert str(checkpoint.location) == "s3://bucket/folder/model.safetensors"
        before = server.nbytes
        assert np.array_equal(checkpoint.read(checkpoint["a"]), WEIGHTS["a"])  # type: ignore[arg-type]
        assert server.nbytes - before <= 1.02 * WEIGHTS["a"].nbytes
        entry = pickle.loads(pickle.dumps(checkpoint["b"]))
        assert np.array_equal(checkpoint.read(entry), WEIGHTS["b"])
        server.files["/bucket/folder/model.safetensors"] = OTHER
        with pytest.raises(CheckpointError, match="was changed since it was opened"):
            checkpoint.files[0].check_unchanged()
    with pytest.raises(CheckpointError, match=r"s3://bucket/none.safetensors: does not exist"):
        inspector.open("s3://bucket/none.safetensors")


def test_other_schemes_are_those_of_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    files = fsspec.filesystem("memory")
    files.pipe("/models/run/model.safetensors", MODEL)
    try:
        place = location_of("memory://models/run")
        assert place.is_folder
        assert [str(child) for child in place.children()] == ["memory://models/run/model.safetensors"]
        with inspector.open("memory://models/run/model.safetensors") as checkpoint:
            assert np.array_equal(checkpoint.read(checkpoint["a"]), WEIGHTS["a"])  # type: ignore[arg-type]
            files.pipe("/models/run/model.safetensors", OTHER)
            with pytest.raises(CheckpointError, match="was changed since it was opened"):
                checkpoint.files[0].check_unchanged()
    finally:
        files.rm("/models", recursive=True)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'checkpoint-inspector\[remote\]'"):
        inspector.open("s3://bucket/model.safetensors")
    with pytest.raises(MissingDependencyError, match="pip install fsspec"):
        inspector.open("sftp://host/model.safetensors")
