from __future__ import annotations

import tracemalloc

import pytest

from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.pickles.records import Global

NAMES = all_recognisers().names

KNOWN = """
    collections.OrderedDict argparse.Namespace torch.FloatStorage torch.cuda.HalfStorage torch.bfloat16 torch.Size
    torch._utils._rebuild_tensor_v2 torch._utils._rebuild_qtensor torch.nn.modules.conv.Conv2d torch.optim.adamw.AdamW
    numpy.dtype numpy._core.multiarray._reconstruct numpy.core.multiarray.scalar numpy.float64 numpy.dtypes.Float64DType
    __builtin__.set builtins.frozenset copy_reg._reconstructor datetime.datetime pathlib.PosixPath torch.strided
    pathlib._local.PosixPath pathlib._local.WindowsPath pathlib._local.PurePosixPath pathlib.PurePath
    torch.per_channel_affine __torch__.net.Net torch.quint8 torch.sparse_csr
"""
DANGEROUS = """
    posix.system os.system nt.system subprocess.Popen builtins.eval builtins.exec __builtin__.eval builtins.getattr
    builtins.__import__ sys.modules socket.socket shutil.rmtree runpy.run_path webbrowser.open importlib.import_module
    pickle.loads numpy.load numpy.testing._private.utils.runstring numpy.fromfile torch.load torch.hub.load
    torch.serialization.os.system torch.utils.cpp_extension.load ctypes.CDLL code.interact pip.main timeit.timeit
    cProfile.run marshal.loads types.FunctionType operator.attrgetter builtins.open io.open joblib.load
    torch.jit.unsupported_tensor_ops.execWrapper asyncio.run cloudpickle.loads builtins.globals collections.sys.exit
"""
UNKNOWN = """
    __main__.Net mypackage.models.Transformer torch.something.new numpy.unheard_of transformers.BertConfig x.y
    builtins.hash
"""


@pytest.mark.parametrize("name", KNOWN.split())
def test_names_that_stand_for_data(name: str) -> None:
    assert NAMES.judge(name) is Severity.INFO


@pytest.mark.parametrize("name", DANGEROUS.split())
def test_names_that_run_code(name: str) -> None:
    assert NAMES.judge(name) is Severity.DANGER


@pytest.mark.parametrize("name", UNKNOWN.split())
def test_names_nobody_knows_are_never_called_harmless(name: str) -> None:
    assert NAMES.judge(name) is Severity.WARNING


def test_a_known_name_does_not_lend_its_trust_to_longer_ones() -> None:
    assert NAMES.judge("torch.FloatStorage.os.system") is Severity.DANGER
    assert NAMES.judge("torch._utils._rebuild_tensor_v2.__globals__") is Severity.DANGER
    assert NAMES.judge("collections.OrderedDict\n") is not Severity.INFO
    assert NAMES.judge("torch.float32\n") is not Severity.INFO


def test_a_name_is_known_in_its_own_module_only() -> None:
    assert NAMES.judge("torch.nn.modules.linear.Linear", "Linear") is Severity.INFO
    assert NAMES.judge("torch.nn.modules.linear.Linear", "modules.linear.Linear") is Severity.WARNING
    nested = "torch.distributed._shard.sharded_tensor.api.ShardedTensor.ProcessGroupState"
    assert NAMES.judge(nested, "ShardedTensor.ProcessGroupState") is Severity.INFO
    assert NAMES.judge(nested, "api.ShardedTensor.ProcessGroupState") is Severity.WARNING


def test_one_finding_per_name_the_worst_first() -> None:
    names = [Global("torch", "Size"), Global("__main__", "Net"), Global("os", "system")]
    findings = NAMES.findings(names, "data.pkl")
    assert [finding.severity for finding in findings] == [Severity.DANGER, Severity.WARNING, Severity.INFO]
    assert [finding.code for finding in findings] == [
        "pickle-dangerous-name",
        "pickle-unknown-name",
        "pickle-known-name",
    ]
    assert "os.system" in findings[0].message
    assert {finding.where for finding in findings} == {"data.pkl"}


def test_a_name_can_not_draw_on_the_terminal() -> None:
    (finding,) = NAMES.findings([Global("a\x1b[2J\n", "b" * 5000)], "")
    assert finding.message.isprintable()
    assert len(finding.message) < 300


def test_names_without_an_end_are_counted() -> None:
    names = [Global("x", "y"), Global("os", "a"), Global("os", "b"), Global("os", "c"), Global("torch", "Size")]
    findings = NAMES.findings(names, "data.pkl", most=2)
    assert [finding.code for finding in findings] == ["pickle-dangerous-name"] * 2 + ["pickle-many-names"]
    assert findings[-1].severity is Severity.DANGER
    assert "3 more pickle imports" in findings[-1].message


DATA_OF_LIBRARIES = """
    scipy.sparse._csr.csr_matrix scipy.sparse.csr.csr_matrix scipy.spatial.ckdtree.cKDTree pandas.core.frame.DataFrame
    pandas.core.internals.managers.BlockManager scipy.stats._distn_infrastructure.rv_continuous_frozen
    xgboost.sklearn.XGBClassifier imblearn.pipeline.Pipeline hmmlearn.hmm.GaussianHMM
    gensim.models.keyedvectors.KeyedVectors statsmodels.regression.linear_model.OLSResults
    array.array array._array_reconstructor
"""


@pytest.mark.parametrize("name", DATA_OF_LIBRARIES.split())
def test_classes_of_libraries_that_only_hold_data_are_known(name: str) -> None:
    assert NAMES.judge(name) is Severity.INFO


@pytest.mark.parametrize(
    "name", ["nltk.data.LazyLoader", "lightgbm.basic.Booster", "xgboost.core.Booster", "catboost.core.Pool"]
)
def test_classes_of_libraries_that_open_files_are_not(name: str) -> None:
    assert NAMES.judge(name) is Severity.WARNING


def test_what_is_remembered_of_names_is_bounded() -> None:
    """However many a file has, and however long they are."""
    names = all_recognisers().names
    tracemalloc.start()
    try:
        for number in range(40_000):
            names.judge(f"module_{number}.f")
        for number in range(2_000):
            names.judge(f"module_{number}." + "f" * 10_000, "f" * 10_000)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 2 << 20
    assert names.judge("os.system", "system") is Severity.DANGER
