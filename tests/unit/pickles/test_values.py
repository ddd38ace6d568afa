from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import pathlib
import pickle
from typing import Any

import pytest
import torch

from inspector.formats.recognisers import all_recognisers
from inspector.pickles.values import NOT_PLAIN, weight
from inspector.tensors.entries import Key, Opaque
from tests.pickling import recorded

VALUES = all_recognisers().values
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def value_of(value: Any, protocol: int = 4) -> Any:
    return VALUES.of(recorded(pickle.dumps(value, protocol)).root)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "value",
    [
        None, True, 3, -(2**70), 1.5, "text\n", b"", b"bytes\xff", bytearray(b"more\xfe"), complex(1, -2), [], (), {},
        [1, 2.5, "three", None], (1, 2), ["a"] * 1000, list(range(1000)), [[1, 2], (3, [4])], bytes(range(256)) * 20,
    ],
)  # fmt: skip
def test_plain_values_are_themselves(value: Any, protocol: int) -> None:
    found = value_of(value, protocol)
    if isinstance(value, bytes) and protocol >= 3 and len(value) >= 4096:
        assert found == Opaque(f"<{len(value):,} bytes>")  # stays in the file
    else:
        assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "value",
    [
        {3}, frozenset({"a"}), set(), frozenset(), range(3), slice(1, None), datetime.date(2020, 1, 2),
        datetime.datetime(2020, 1, 2, 3, 4, 5, 678), datetime.time(1, 2, 3, 999999), datetime.timedelta(days=1),
        torch.float16, torch.strided,
    ],
)  # fmt: skip
def test_others_are_shown_as_python_prints_them(value: Any, protocol: int) -> None:
    text = repr(value)
    if isinstance(value, datetime.datetime):
        text = "datetime.datetime(2020, 1, 2, 3, 4, 5, 678)"
    elif isinstance(value, datetime.time):
        text = "datetime.time(1, 2, 3, 999999)"
    elif isinstance(value, datetime.timedelta):
        text = "datetime.timedelta(1, 0, 0)"
    elif isinstance(value, slice):
        text = "slice(1, None, None)"
    elif isinstance(value, range):
        text = "range(0, 3, 1)"
    assert value_of(value, protocol) == Opaque(text)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_times_keep_their_zone_and_which_of_two_hours_they_are_in(protocol: int) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=1), "CET")
    written = "datetime.timezone(datetime.timedelta(0, 3600, 0), 'CET')"
    assert value_of(zone, protocol) == Opaque(written)
    day = datetime.datetime(2020, 12, 2, 23, 4, 5, 6, zone)
    assert value_of(day, protocol) == Opaque(f"datetime.datetime(2020, 12, 2, 23, 4, 5, 6, tzinfo={written})")
    hour = datetime.time(2, tzinfo=zone)
    assert value_of(hour, protocol) == Opaque(f"datetime.time(2, 0, 0, 0, tzinfo={written})")
    fold = ", fold=1" if protocol > 3 else ""  # which earlier protocols lose
    assert value_of(day.replace(fold=1), protocol) == Opaque(
        f"datetime.datetime(2020, 12, 2, 23, 4, 5, 6{fold}, tzinfo={written})"
    )
    assert value_of(datetime.time(2, fold=1), protocol) == Opaque(f"datetime.time(2, 0, 0, 0{fold})")


def test_of_an_unknown_time_zone_the_class_is_shown() -> None:
    time = b"\x80\x03cdatetime\ntime\nC\x06\1\2\3\0\0\0"
    assert VALUES.of(recorded(time + b"cpytz\n_UTC\n)R\x86R.").root) == Opaque(
        "datetime.time(1, 2, 3, 0, tzinfo=pytz._UTC(...))"
    )
    assert VALUES.of(recorded(time + b"]\x86R.").root) is NOT_PLAIN


def zone_call(owner: bytes = b"zoneinfo\nZoneInfo", name: bytes = b"X\x03\0\0\0UTC") -> bytes:
    return b"\x80\x02c__builtin__\ngetattr\nc" + owner + b"\nX\t\0\0\0_unpickle\x86R" + name + b"K\x01\x86R."


def test_a_zone_is_shown_by_its_name() -> None:
    assert VALUES.of(recorded(zone_call()).root) == Opaque("zoneinfo.ZoneInfo('UTC')")
    for other in (
        zone_call(b"zones\nZoneInfo"),
        zone_call(name=b"K\x05"),
        zone_call(name=b"X\0\x20\0\0" + b"x" * 8192),
    ):
        assert VALUES.of(recorded(other).root) is NOT_PLAIN
    number = b"\x8b" + (8192).to_bytes(4, "little") + b"\1" * 8192  # one too long to be printed
    assert (
        VALUES.of(recorded(b"\x80\x02c__builtin__\ngetattr\nczoneinfo\nZoneInfo\n" + number + b"\x86R)R.").root)
        is NOT_PLAIN
    )


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_well_known_constructors(protocol: int) -> None:
    assert value_of(decimal.Decimal("1.5"), protocol) == Opaque("decimal.Decimal('1.5')")
    assert value_of(fractions.Fraction(1, 3), protocol) in (
        Opaque("fractions.Fraction('1/3')"),
        Opaque("fractions.Fraction(1, 3)"),
    )
    assert value_of(pathlib.PurePosixPath("/a/b"), protocol) == "/a/b"
    assert value_of(pathlib.PurePosixPath("a/b"), protocol) == "a/b"
    assert value_of(torch.Size([2, 3]), protocol) == (2, 3)
    assert value_of(torch.device("cuda:1"), protocol) == "cuda:1"
    assert value_of(torch.device("cpu"), protocol) == "cpu"
    assert value_of(collections.deque([1, 2]), protocol) == [1, 2]


@pytest.mark.parametrize("module", ["pathlib", "pathlib._local"])
@pytest.mark.parametrize("kind", ["PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath"])
def test_paths_of_any_python_are_texts(module: str, kind: str) -> None:
    data = f"c{module}\n{kind}\n(Va\nVb\ntR.".encode()
    assert VALUES.of(recorded(data).root) == "a/b"


def test_what_is_not_plain() -> None:
    assert value_of({"a": 1}) is NOT_PLAIN
    assert value_of([{"a": 1}]) is NOT_PLAIN
    assert value_of([[i] for i in range(17)]) is NOT_PLAIN
    assert value_of([list(range(17))]) is NOT_PLAIN
    assert value_of([[[[1]]]]) is NOT_PLAIN
    assert value_of(collections.OrderedDict(a=1)) is NOT_PLAIN
    assert value_of({str(number) for number in range(5000)}) is NOT_PLAIN  # opens as entries instead


def test_a_huge_integer_is_described() -> None:
    assert value_of(1 << 20_000) == Opaque("<integer of 20,001 bits>")
    assert str(value_of(1 << 13_999))


def test_weight_counts_items_and_characters() -> None:
    assert weight(3) == 0
    assert weight("four") == 4
    assert weight([1, "ab", (b"c",)]) == 3 + 2 + 1 + 1
    assert weight(Opaque("abc")) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"c_codecs\nencode\n)R.",
        b"c_codecs\nencode\n(X\x02\0\0\0\xc4\x80X\x06\0\0\0latin1tR.",  # beyond latin-1
        b"cdatetime\ndate\n)R.",
        b"cbuiltins\ncomplex\n(X\x01\0\0\x001K\x01tR.",
        b"ctorch\ndevice\n((K\x01ttR.",
        b"cpathlib\nPosixPath\n(K\x01tR.",
        b"cbuiltins\nset\n(K\x01tR.",
        b"cnumpy\ndtype\n(X\x02\0\0\0zztR.",
        b"ctorch\nSize\n(K\x01tR.",
    ],
)
def test_constructors_with_other_arguments_are_objects(data: bytes) -> None:
    assert VALUES.of(recorded(data).root) is NOT_PLAIN


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("a", "a"),
        (3, Key(3)),
        (2**70, Key(2**70)),
        (b"a", Key(b"a")),
        ((1, "a", (b"b",)), Key((1, "a", (b"b",)))),
        (True, Key("True", opaque=True)),
        (None, Key("None", opaque=True)),
        (1.5, Key("1.5", opaque=True)),
        ((1.5,), Key("(1.5,)", opaque=True)),
        (frozenset({1}), Key("frozenset({1})", opaque=True)),
        (torch.float32, Key("torch.float32", opaque=True)),
    ],
)
def test_dict_keys(key: Any, element: object, protocol: int) -> None:
    assert VALUES.key(recorded(pickle.dumps(key, protocol)).root) == element


@pytest.mark.parametrize("data", [b"](K\x01e.", b"}.", b"](]e\x85.", b"\x8f.", b"ca\nb\n)R.", b"K\x01Q."])
def test_keys_python_would_not_hash_are_not_hashed_either(data: bytes) -> None:
    assert hash(VALUES.key(recorded(data).root))


def test_deep_keys() -> None:
    assert VALUES.key(recorded(b")" + b"\x85" * 100_000 + b".").root) == Key("<object>", opaque=True)
    assert VALUES.key(["x" * 10_000]) == Key("<object>", opaque=True)


def test_shared_text_is_not_copied_into_one_value() -> None:
    text = recorded(b"c_codecs\nencode\n(X\x40\x42\x0f\0" + b"x" * 1_000_000 + b"X\x06\0\0\0latin1tR.").root
    inner = [text] * 16
    assert VALUES.of([[inner] * 16] * 16) is NOT_PLAIN
    assert VALUES.of(text) == b"x" * 1_000_000
