"""The wrappers that joblib pickles in place of arrays, turned into the arrays they stand for.

Since 0.10 an array is a ``NumpyArrayWrapper`` whose BUILD opcode is followed by the elements themselves, which no opcode
describes: with ``numpy_array_alignment_bytes`` after a byte n and n bytes of padding, without it (before 1.2) at once. An
array of Python objects, or of text of any length, is followed by a whole pickle of it instead. Before 0.10 an array is an
``NDArrayWrapper`` that names a ``.npy`` file beside the pickle, or a ``ZNDArrayWrapper`` that names a compressed file of raw
elements.

Source: https://github.com/joblib/joblib/blob/master/joblib/numpy_pickle.py and numpy_pickle_compat.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.formats.numpy.array import read_header
from inspector.formats.numpy.pickled_dtypes import STRING_DTYPE, array_shape, numpy_dtype
from inspector.numeric import np
from inspector.pickles.machine import Machine, Pickle
from inspector.pickles.names import words
from inspector.pickles.recogniser import DataReaderMethod, FrameworkTensors, PickleContext, Recogniser
from inspector.pickles.records import Call, Global, brief, named_values, shown
from inspector.sources.storage import ByteRange, Storage
from inspector.sources.zfile import zfile_contents

__all__ = ["JOBLIB", "JoblibArrays"]

_MODULES = ("joblib.numpy_pickle", "sklearn.externals.joblib.numpy_pickle", "joblib.numpy_pickle_compat")
#: The canonical names of the wrappers' classes.
_WRAPPERS = frozenset(
    f"{module}.{kind}" for module in _MODULES for kind in ("NumpyArrayWrapper", "NDArrayWrapper", "ZNDArrayWrapper")
)
_RECONSTRUCT = Global("numpy.core.multiarray", "_reconstruct")
_NDARRAY = Global("numpy", "ndarray")
_ALIGNMENT = "numpy_array_alignment_bytes"


class JoblibArrays(FrameworkTensors):
    """Makes recorded numpy arrays of the wrappers among the objects of one pickle, while it is read.

    A wrapper's record is changed in place, so that references to it from elsewhere in the pickle stand for the array too.
    A file beside the pickle that can't be read is a finding, and its wrapper stays an object; what stands in the stream and
    is damaged ends the reading, since nothing says where the pickle goes on.
    """

    def __init__(self, context: PickleContext) -> None:
        self._sibling = context.sibling
        self._findings: list[Finding] = []
        self._found = False
        #: By identity of what was recorded of a type, and of its state: a pickle may change it later.
        self._dtypes: dict[tuple[int, int], tuple[Any, Any, np.dtype[Any]]] = {}

    @property
    def format(self) -> str:
        return "joblib" if self._found else ""

    def findings(self, _pickle: Pickle) -> list[Finding]:
        return list(dict.fromkeys(self._findings))  # the pickle may have been read twice

    def _read(self, machine: Machine, call: Call, position: int) -> int:
        """Where the pickle goes on after the BUILD of ``call``, which ends at ``position`` of the stream.

        Raises CorruptError, LimitError and TruncatedError for the data of an array that can't be there.
        """
        self._found = True
        kind = (call.args[0] if call.name == "copyreg._reconstructor" else call.function).qualname
        state = named_values(call.states[-1]) if call.states else {}
        if kind == "NumpyArrayWrapper":
            dtype = state.get("dtype")
            if type(dtype) is Call and dtype.name == STRING_DTYPE:  # text of any length, which joblib takes for objects
                return _read_objects(machine, call, position)
            return _read_embedded(machine, call, state, self._dtype(dtype), position)
        name = state.get("filename")
        try:
            if type(name) is not str:
                raise CorruptError("its wrapper names no file")
            if kind == "NDArrayWrapper":
                _become_npy(machine, call, state, self._sibling(name))
            else:
                _become_compressed(call, state, self._sibling(name))
        except CheckpointError as error:
            message = f"An array can't be read: the file {shown(brief(name))} {error.reason}."
            self._findings.append(Finding(Severity.WARNING, "missing-array-file", message, shown(brief(name))))
        return position

    def _dtype(self, record: Any) -> np.dtype[Any]:
        """:func:`numpy_dtype` of a record, of which many arrays share one."""
        states = record.states if type(record) is Call else None
        if not states or type(states[-1]) is not tuple:
            return numpy_dtype(record)
        key = id(record), id(states[-1])
        known = self._dtypes.get(key)
        if known is None:
            known = self._dtypes[key] = (record, states[-1], numpy_dtype(record))
        return known[2]

    built: ClassVar[Mapping[str, DataReaderMethod]] = dict.fromkeys(_WRAPPERS, _read)


#: Classes of earlier versions of scikit-learn, which joblib is most used for; today's are known without.
_FORMER_ESTIMATORS = words("""
    sklearn.ensemble.gradient_boosting.BinomialDeviance sklearn.ensemble.gradient_boosting.MultinomialDeviance
    sklearn.ensemble.gradient_boosting.LeastSquaresError sklearn.ensemble.gradient_boosting.LogOddsEstimator
    sklearn.ensemble.gradient_boosting.MeanEstimator sklearn.ensemble.gradient_boosting.PriorProbabilityEstimator
    sklearn.ensemble.gradient_boosting.QuantileEstimator sklearn.ensemble.gradient_boosting.ZeroEstimator
    sklearn.ensemble._gb_losses.BinomialDeviance sklearn.ensemble._gb_losses.MultinomialDeviance
    sklearn.ensemble._gb_losses.LeastSquaresError sklearn.ensemble._gb_losses.HuberLossFunction
    sklearn.neighbors.kd_tree.BinaryTree sklearn.neighbors.kd_tree.KDTree sklearn.neighbors.ball_tree.BallTree
    sklearn.neighbors.ball_tree.BinaryTree sklearn.neighbors._kd_tree.BinaryTree sklearn.neighbors._ball_tree.BinaryTree
    sklearn.linear_model.base.LinearRegression sklearn.linear_model.coordinate_descent.Lasso
    sklearn.linear_model.coordinate_descent.ElasticNet sklearn.linear_model.stochastic_gradient.SGDClassifier
    sklearn.preprocessing.imputation.Imputer sklearn.feature_extraction.text.TfidfVectorizer
    sklearn.preprocessing._data.CategoricalEncoder sklearn.preprocessing.label.MultiLabelBinarizer
    sklearn.neural_network._stochastic_optimizers.SGDOptimizer sklearn.utils.Bunch sklearn.utils._bunch.Bunch
""") | frozenset(
    f"sklearn.{module}.{kind}Distance"
    for module in words("neighbors.dist_metrics neighbors._dist_metrics metrics._dist_metrics")
    for kind in words("""
        Euclidean SEuclidean Manhattan Chebyshev Minkowski WMinkowski Mahalanobis Hamming Canberra BrayCurtis Jaccard
        Matching Dice Kulsinski RogersTanimoto RussellRao SokalMichener SokalSneath Haversine
    """)
)
#: Functions that estimators keep as settings, chosen by their users or by themselves: they compute with arrays alone.
_FUNCTIONS_OF_ESTIMATORS = words("""
    sklearn.utils.validation.check_array sklearn.cluster._kmeans._kmeans_single_lloyd
    sklearn.cluster._kmeans._kmeans_single_elkan
""") | frozenset(
    f"sklearn.feature_selection.{module}.{function}"
    for module, functions in (
        ("_univariate_selection", "f_classif f_oneway f_regression r_regression chi2"),
        ("univariate_selection", "f_classif f_oneway f_regression chi2"),
        ("_mutual_info", "mutual_info_classif mutual_info_regression"),
        ("_mutual_info_", "mutual_info_classif mutual_info_regression"),
        ("mutual_info_", "mutual_info_classif mutual_info_regression"),
    )
    for function in functions.split()
)

JOBLIB = Recogniser(
    name="joblib",
    harmless=_WRAPPERS | _FORMER_ESTIMATORS | _FUNCTIONS_OF_ESTIMATORS,
    open=JoblibArrays,
)


def _read_embedded(machine: Machine, call: Call, state: dict[str, Any], dtype: np.dtype[Any], position: int) -> int:
    """Give a ``NumpyArrayWrapper`` the elements that follow it; the position behind them."""
    if dtype.hasobject:
        return _read_objects(machine, call, position)
    shape = array_shape(state.get("shape"))
    if type(state.get(_ALIGNMENT)) is int:
        if position >= machine.source.nbytes:
            raise TruncatedError("the pickle ends before the elements of an array")
        position += 1 + machine.byte_at(position)
    nbytes = math.prod(shape) * dtype.itemsize
    if nbytes > machine.source.nbytes - position:
        there = max(0, machine.source.nbytes - position)
        raise TruncatedError(f"the pickle ends inside an array: it has {there:,} of its {nbytes:,} bytes")
    elements = ByteRange(machine.source, position, nbytes)
    _become(call, state, (1, shape, state["dtype"], state.get("order") == "F", elements))
    return position + nbytes


def _read_objects(machine: Machine, call: Call, position: int) -> int:
    """Make the record that of the array of objects whose own pickle begins at ``position``."""
    inside = machine.nested(position)
    _become_array(call, inside.root)
    return inside.end


def _become_npy(machine: Machine, call: Call, state: dict[str, Any], file: Storage) -> None:
    header = read_header(file, machine.job.limits)
    if header.dtype.hasobject:
        _become_array(call, machine.nested(header.offset, file).root)
        return
    nbytes = math.prod(header.shape) * header.dtype.itemsize
    elements = ByteRange(file, header.offset, nbytes)
    _become(call, state, (1, header.shape, header.dtype, header.fortran_order, elements))


def _become_compressed(call: Call, state: dict[str, Any], file: Storage) -> None:
    """``state`` holds what ndarray's ``__setstate__`` takes, without the elements at the end."""
    inner = state.get("state")
    if type(inner) is not tuple or len(inner) != 4:
        raise CorruptError("belongs to a wrapper without shape and type")
    _become(call, state, (*inner, zfile_contents(file)))


def _become(call: Call, state: dict[str, Any], array: tuple[Any, ...]) -> None:
    """Make the record what numpy itself would have pickled for the array with this state."""
    subclass = state.get("subclass")
    call.function = _RECONSTRUCT
    call.args = (subclass if type(subclass) is Global else _NDARRAY, (0,), b"b")
    call.states = [array]


def _become_array(call: Call, array: Any) -> None:
    if type(array) is not Call:
        raise CorruptError("an array of Python objects is pickled as something else")
    call.function, call.args, call.kwargs = array.function, array.args, array.kwargs
    call.states, call.items, call.pairs = array.states, array.items, array.pairs
