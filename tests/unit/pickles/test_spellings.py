"""One harmful call in every spelling: all opcodes and protocols that a name, its arguments and the call can be written in.

Python makes the folder ``m``, opens the file or calls what stands for that when it loads any of these, also those that it
refuses afterwards.
"""

from __future__ import annotations

import struct

import pytest

from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.pickles.audit import audit
from inspector.pickles.machine import Pickle, read_pickle
from inspector.sources.storage import MemoryStorage

CALL = b"\x8c\x05posix\x8c\x05mkdir\x93(\x8c\x01mtR"
SPELLINGS = {
    "proto0": b"cposix\nmkdir\n(Vm\ntR.",
    "proto0 S": b"cposix\nmkdir\n(S'm'\ntR.",
    "proto1 T": b"cposix\nmkdir\n(T\x01\x00\x00\x00mtR.",
    "inst": b"(Vm\niposix\nmkdir\n.",
    "obj": b"(cposix\nmkdir\nVm\no.",
    "proto5 p0": b"\x80\x05cposix\nmkdir\n(Vm\ntR.",
    "proto repeat": b"\x80\x02\x80\x00\x80\x04" + CALL + b".",
    "proto late": b"}0\x80\x03" + CALL + b".",
    "unicode escape": b"Vp\n0V\\u0070osix\nV\\u006dkdir\n\x93(\x8c\x01mtR.",
    "sx": b"\x80\x04X\x05\x00\x00\x00posixX\x05\x00\x00\x00mkdir\x93(\x8c\x01mtR.",
    "s8": b"\x80\x04\x8d\x05\x00\x00\x00\x00\x00\x00\x00posix\x8d\x05\x00\x00\x00\x00\x00\x00\x00mkdir\x93(\x8c\x01mtR.",
    "binstring names": b"\x80\x04U\x05posixU\x05mkdir\x93(\x8c\x01mtR.",
    "T names": b"\x80\x04T\x05\x00\x00\x00posixT\x05\x00\x00\x00mkdir\x93(\x8c\x01mtR.",
    "S names": b"S'posix'\nS\"mkdir\"\n\x93(\x8c\x01mtR.",
    "S hex": b"S'\\x70osix'\nS'\\155kdir'\n\x93(\x8c\x01mtR.",
    "memo names": b"\x80\x04\x8c\x05mkdir\x94\x8c\x05posixh\x00\x93(\x8c\x01mtR.",
    "memo long": b"\x80\x04\x8c\x05mkdirr\xff\xff\xff\x00\x8c\x05posixj\xff\xff\xff\x00\x93(\x8c\x01mtR.",
    "memo text": b"\x8c\x05mkdirp300\n\x8c\x05posixg300\n\x93(\x8c\x01mtR.",
    "memo shadow": b"\x8c\x06Linearq\x000\x8c\x05mkdirq\x000\x8c\x05posixh\x00\x93(\x8c\x01mtR.",
    "dup func": b"\x8c\x05posix\x8c\x05mkdir\x932(\x8c\x01mtR.",
    "dup name": b"\x8c\x05posix20\x8c\x05mkdir\x93(\x8c\x01mtR.",
    "pop mark": b"(" + CALL + b"1N.",
    "pop": CALL + b"0N.",
    "pop via mark": CALL + b"(00N.",
    "left on stack": CALL + b"}.",
    "in tuple key": b"}((" + CALL + b"tK\x01u.",
    "in set": b"\x80\x04\x8f(" + CALL + b"\x90.",
    "in frozenset": b"\x80\x04(" + CALL + b"\x91.",
    "dict opcode": b"(" + CALL + b"K\x01d.",
    "list opcode": b"(" + CALL + b"l.",
    "tuple3": b"\x80\x02NN" + CALL + b"\x87.",
    "build state": b"\x8c\x08argparse\x8c\tNamespace\x93(t\x81}\x8c\x01a" + CALL + b"sb.",
    "as args": b"\x8c\x08builtins\x8c\x03str\x93" + CALL + b"\x85R.",
    "as kwargs": b"\x8c\x08argparse\x8c\tNamespace\x93)}\x8c\x01a" + CALL + b"s\x92.",
    "frame one": b"\x80\x04\x95\x16\x00\x00\x00\x00\x00\x00\x00" + CALL + b".",
    "frame empty": b"\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00\x95\x00\x00\x00\x00\x00\x00\x00\x00" + CALL + b".",
    "broken tail": b"\x80\x04" + CALL + b"\xff\xff",
    "truncated": b"\x80\x04" + CALL,
    "broken memo": b"\x80\x04" + CALL + b"hc.",
    "broken unhash": b"\x80\x04" + CALL + b"}]K\x01s.",
    "broken persid": b"\x80\x04" + CALL + b"Q.",
    "broken text persid": b"\x80\x04" + CALL + b"Pabc\n.",
    "broken ext": b"\x80\x04" + CALL + b"\x82c.",
    "broken utf8": b"\x80\x04" + CALL + b"\x8c\x02\xff\xfe.",
    "broken stack": b"\x80\x04" + CALL + b"00000.",
    "broken frame": b"\x80\x04" + CALL + b"\x95\xe7\x03\x00\x00\x00\x00\x00\x00.",
    "broken mark": b"\x80\x04" + CALL + b"tt.",
    "broken import": b"\x80\x04" + CALL + b"\x8c\x10no_such_module_x\x8c\x01y\x93.",
    "broken proto": CALL + b"\x80c.",
    "broken int": CALL + b"Ixyz\n.",
    "broken float": CALL + b"Fxyz\n.",
    "broken long": CALL + b"\x8b\xff\xff\xff\xff.",
    "broken string": CALL + b"Sabc\n.",
    "broken bytes8": CALL + b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff.",
    "broken reduce": CALL + b"K\x01K\x02R.",
    "broken build": CALL + b"K\x01K\x02b.",
    "broken append": CALL + b"K\x01K\x02a.",
    "broken stackglobal": CALL + b"K\x01K\x02\x93.",
    "broken newobj": CALL + b"K\x01)\x81.",
    "broken put": CALL + b"p-1\n.",
    "broken get": CALL + b"gxx\n.",
    "dotted os": b"\x80\x04\x8c\tposixpath\x8c\x08os.mkdir\x93(\x8c\x01mtR.",
    "sg str of bytes": b"\x80\x04\x8c\x08builtins\x8c\x03str\x93(C\x05posix\x8c\x05utf-8tR\x8c\x05mkdir\x93(\x8c\x01mtR.",
    "sg format": b"\x80\x04\x8c\x05posix\x8c\x08builtins\x8c\nstr.format\x93(\x8c\x05{}dir\x8c\x02mktR\x93(\x8c\x01mtR.",
    "sg decode": b"\x80\x04\x8c\x05posix\x8c\x08builtins\x8c\x0cbytes.decode\x93(C\x05mkdirtR\x93(\x8c\x01mtR.",
    "sg docstring": b"\x80\x04\x8c\x05posix\x8c\x05posix\x8c\x0emkdir.__name__\x93\x93(\x8c\x01mtR.",
    "sg module name": b"\x80\x04\x8c\x05posix\x8c\x08__name__\x93\x8c\x05mkdir\x93(\x8c\x01mtR.",
    "sg list get": b"\x80\x04\x8c\x05posix\x8c\x08builtins\x8c\x08list.pop\x93(](\x8c\x05mkdiretR\x93(\x8c\x01mtR.",
    "func list pop": b"\x80\x04\x8c\x08builtins\x8c\x08list.pop\x93(](\x8c\x05posix\x8c\x05mkdir\x93etR(\x8c\x01mtR.",
    "py2 commands": b"ccommands\ngetoutput\n(\x8c\x07touch mtR.",
    "py2 imap": b"c__builtin__\nlist\n(citertools\nimap\n(\x8c\x05posix\x8c\x05mkdir\x93](\x8c\x01metRtR.",
    "py2 ifilter": b"c__builtin__\nlist\n(citertools\nifilter\n(\x8c\x05posix\x8c\x05mkdir\x93](\x8c\x01metRtR.",
    "py2 reduce": b"c__builtin__\nreduce\n(\x8c\x04uuid\x8c\x13_get_command_stdout\x93](\x8c\x05touch\x8c\x01metR.",
    "py2 anydbm": b"cos\nmkdir\n(\x8c\x01mtR.",
    "py2 urllib": b"curllib\nurlretrieve\n(\x8c\x14file:///etc/hostname\x8c\x01mtR.",
    "py2 exceptions": b"cexceptions\nException\n(" + CALL + b"tR.",
    "py2 whrandom": b"c__builtin__\nopen\n(\x8c\x01m\x8c\x01wtR.",
    "ext2": b"\x8c\x07copyreg\x8c\radd_extension\x93(\x8c\x05posix\x8c\x05mkdirJ+\x02\x00\x00tR0\x83+\x02(\x8c\x01mtR.",
    "next buffer": b"\x80\x05\x97\x980" + CALL + b".",
    "behind a long number": b"\x8b" + struct.pack("<i", 5000) + b"\x01" * 5000 + b"0" + CALL + b".",
    "behind bytes": b"\x80\x04B" + struct.pack("<I", 70_000) + b"." * 70_000 + b"0" + CALL + b".",
    "behind a long text": b"\x80\x04X" + struct.pack("<I", 1 << 21) + b"a" * (1 << 21) + b"0" + CALL + b".",
    "behind many pops": b"N0" * 60_000 + CALL + b".",
    "behind a byte array": b"\x80\x05\x96" + struct.pack("<Q", 9000) + bytes(9000) + b"0" + CALL + b".",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_call_is_dangerous_however_it_is_written(spelling: str) -> None:
    found: list[Pickle] = []
    try:
        found.append(read_pickle(MemoryStorage(SPELLINGS[spelling]), on_defect=found.append))
    except CheckpointError:
        assert found, "what stands before a defect is known"
    findings = [finding for pickle in found for finding in audit(pickle, all_recognisers())]
    assert Severity.DANGER in {finding.severity for finding in findings}
