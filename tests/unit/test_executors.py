"""The same answers from threads, processes and a Dask cluster, to the last bit, whoever is killed meanwhile."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import save_file

import inspector
from inspector.errors import ExecutorError, MissingDependencyError, SelectionError
from inspector.execution import Workers, in_order
from inspector.executors import check_address, workers_of
from inspector.operations import results
from inspector.operations.results import TensorResult
from inspector.operations.statistics import Statistics
from tests.command_line import answer_to
from tests.killing import Killing, pid_of_worker, refusing

pytestmark = pytest.mark.slow

EXECUTORS = ("threads:1", "processes:2", "dask")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a real scheduler, with two workers, each a process."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as running:
        yield running.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(scope="module")
def all_workers(cluster: str) -> Iterator[dict[str, Workers]]:
    with workers_of("threads:1") as threads, workers_of("processes:2") as processes, workers_of(cluster) as dask:
        assert threads is not None
        assert processes is not None
        assert dask is not None
        yield {"threads:1": threads, "processes:2": processes, "dask": dask}


@pytest.fixture(params=EXECUTORS)
def workers(request: pytest.FixtureRequest, all_workers: dict[str, Workers]) -> Workers:
    return all_workers[request.param]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two checkpoints that differ in places, with a tensor of several blocks in each way of counting."""
    random = np.random.default_rng(5)
    arrays: dict[str, npt.NDArray[Any]] = {
        f"layer.{number}": random.standard_normal((16, 8 + number)).astype(np.float32) for number in range(40)
    }
    arrays["wide"] = random.standard_normal((1200, 1000)).astype(np.float32)
    arrays["codes"] = random.integers(-300, 300, (1100, 1000), dtype=np.int16)
    arrays["empty"] = np.zeros((0, 3), np.float64)
    folder = tmp_path_factory.mktemp("executors")
    save_file(arrays, folder / "a.safetensors")
    arrays["wide"][::300] += 1e-3
    arrays["layer.7"][3, 3] = np.nan
    save_file(arrays, folder / "b.safetensors")
    return folder / "a.safetensors", folder / "b.safetensors"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_BATCH_NBYTES", 1 << 20)  # the two large tensors are the work of all
    monkeypatch.setattr("inspector.analysis.passes._TASKS_PER_CALL", 1)


def exact(found: TensorResult[Statistics]) -> object:
    """All bits of the statistics of one tensor."""
    value = found.get()
    numbers = [number.hex() for number in map(float, (value.min, value.max, value.mean.real, value.std, value.l2))]
    axis = [] if value.axis is None else [value.axis.mean.tobytes(), value.axis.rms.tobytes()]
    return found.key, value.count, value.zeros, numbers, value.histogram.counts.tobytes(), repr(value.quantiles), axis


def test_statistics_are_the_same_to_the_last_bit(workers: Workers, files: tuple[Path, Path]) -> None:
    asked: dict[str, Any] = {"bins": 33, "quantiles": (0.01, 0.5), "axis": 0}
    here = inspector.statistics(files[0], **asked)
    there = inspector.statistics(files[0], **asked, executor=workers)
    assert [exact(found) for found in there] == [exact(found) for found in here]
    with inspector.open(files[0]) as checkpoint:
        wide = next(tensor for tensor in checkpoint.tensors if tensor.key == "wide")
        alone = inspector.statistics(wide, **asked, executor=workers)
    assert exact(TensorResult(wide, alone)) == exact(next(found for found in here if found.key == "wide"))


def test_comparisons_and_hashes_are_the_same(workers: Workers, files: tuple[Path, Path], tmp_path: Path) -> None:
    assert inspector.compare(*files, executor=workers).json() == inspector.compare(*files).json()
    hashes = inspector.hash(files[0], executor=workers)
    assert [found.value for found in hashes] == [found.value for found in inspector.hash(files[0])]
    here, there = tmp_path / "here", tmp_path / "there"
    inspector.write_manifest(files[0], here)
    inspector.write_manifest(files[0], there, executor=workers)
    assert there.read_bytes() == here.read_bytes()


def test_verbs_take_the_address_of_a_cluster(
    cluster: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(files[0].read_bytes()[:5000])
    for words in (
        ["scan", *files, damaged, tmp_path / "nothing"],
        ["scan", *files, damaged, "--json"],
        ["stats", files[0], "--json"],
        ["hash", files[0]],
        ["diff", *files, "--json"],
    ):
        assert answer_to(capsys, *words, "--executor", cluster) == answer_to(capsys, *words)


@pytest.mark.parametrize("executor", ["processes:2", "dask"])
def test_a_worker_that_is_killed_costs_time_only(
    executor: str, all_workers: dict[str, Workers], tmp_path: Path
) -> None:
    found = list(in_order(range(12), Killing(tmp_path, fatal=4, times=1), workers=all_workers[executor]))
    assert found == [(part, 2 * part) for part in range(12)]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("executor", ["processes:2", "dask"])
def test_statistics_survive_workers_that_are_killed_in_the_middle(
    executor: str, all_workers: dict[str, Workers], files: tuple[Path, Path]
) -> None:
    workers = all_workers[executor]
    victims: list[int] = []

    def kill_one(_: object) -> None:
        if not victims:
            victims.append(workers.call(pid_of_worker, 0))
            os.kill(victims[0], signal.SIGKILL)

    there = inspector.statistics(files[0], executor=workers, each=kill_one)
    assert [exact(found) for found in there] == [exact(found) for found in inspector.statistics(files[0])]
    assert victims != [os.getpid()]


class Breaking(Executor):
    """One whose processes always end."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("a process ended"))
        return future


def test_work_that_kills_whoever_does_it_ends() -> None:
    started: list[Executor] = []

    def start() -> Executor:
        started.append(Breaking())
        return started[-1]

    done = in_order(range(3), pid_of_worker, workers=Workers(start, 1))
    with pytest.raises(ExecutorError, match=r"workers ended before they were done, 5 times \(a process ended\)"):
        next(done)
    assert len(started) == 6


def test_what_work_raises_is_raised_here_and_numpy_does_not_warn(workers: Workers) -> None:
    done = in_order(range(50), refusing, workers=workers)
    assert [next(done) for _ in range(3)] == [(0, 0), (1, 1), (2, 2)]
    with pytest.raises(KeyError, match="3"):
        next(done)


def test_parts_are_handed_out_a_few_at_a_time(workers: Workers) -> None:
    taken: list[int] = []
    parts = (taken.append(part) or part for part in range(1000))  # type: ignore[func-returns-value]
    done = in_order(parts, pid_of_worker, workers=workers)
    next(done)
    assert len(taken) == workers.ahead + 1
    done.close()


def test_a_tensor_that_cannot_be_read_is_a_result_with_an_error(workers: Workers, tmp_path: Path) -> None:
    place = tmp_path / "damaged.npz"
    np.savez_compressed(place, a=np.arange(6.0), big=np.arange(700_000, dtype=np.float32))
    data = bytearray(place.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096  # no deflated data goes on like that
    place.write_bytes(data)
    found = inspector.statistics(place, executor=workers)
    assert [entry.key for entry, _ in found.errors] == ["big"]
    assert str(found.errors[0][1]) == str(inspector.statistics(place).errors[0][1])
    assert found["a"].max == 5


def test_any_executor_of_the_standard_library_does(files: tuple[Path, Path]) -> None:
    with ThreadPoolExecutor(2) as executor:
        there = inspector.hash(files[0], executor=executor)
        assert executor.submit(int).result() == 0  # is left as it was
    assert there["layer.3"] == inspector.hash(files[0])["layer.3"]


@pytest.mark.parametrize(
    "address",
    ["", "threads", "threads:0", "threads:x", "processes:9999", "dask:1", "dask://", "processes://2", "spark://h:1"],
)
def test_an_address_that_makes_no_sense_is_refused(address: str) -> None:
    with pytest.raises(SelectionError), workers_of(address):
        pass


def test_a_cluster_that_is_not_there_or_cannot_be_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_address("ray://") == ("ray", "")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{nobody.getsockname()[1]}"
        monkeypatch.setattr("inspector.executors._PATIENCE_S", 0.3)
        with pytest.raises(ExecutorError, match=f"no Dask scheduler answers at {place}"), workers_of(f"dask://{place}"):
            pass
    for library in ("distributed", "ray"):
        monkeypatch.setitem(sys.modules, library, None)
    for kind in ("dask", "ray"):
        with pytest.raises(MissingDependencyError, match=rf"\[{kind}\]"), workers_of(f"{kind}://localhost:1"):
            pass


def _crashed() -> None:
    raise KeyError("a worker that crashed")


class Ray(ModuleType):
    """As much of Ray as is asked of it: the library is too large for a test."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        super().__init__("ray")
        self.exceptions = SimpleNamespace(WorkerCrashedError=KeyError)
        self.pool = pool
        self.joined: list[str] = []
        self.crashes = 1

    def init(self, address: str, **options: object) -> None:
        if "nowhere" in address:
            raise ConnectionError(address)
        self.joined.append(address)

    def remote(self, function: Callable[..., Any]) -> Any:
        return SimpleNamespace(remote=lambda *args: SimpleNamespace(future=lambda: self._begun(function, args)))

    def _begun(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Future[Any]:
        if self.joined and args and self.crashes:
            self.crashes -= 1
            return self.pool.submit(_crashed)
        return self.pool.submit(function, *pickle.loads(pickle.dumps(args)))

    def get(self, reference: Any) -> Any:
        return reference.future().result()

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 3.0}

    def shutdown(self) -> None:
        self.joined.clear()


def test_a_ray_cluster_is_asked_as_its_library_wants(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(2) as pool:
        ray = Ray(pool)
        monkeypatch.setitem(sys.modules, "ray", ray)
        with workers_of("ray://head:10001") as workers:
            assert workers is not None
            assert workers.count == 3
            assert ray.joined == ["ray://head:10001"]
            there = inspector.statistics(files[0], executor=workers)
        assert not ray.joined
        assert not ray.crashes  # one did, and its work was begun again
        with workers_of("ray://"):
            assert ray.joined == ["auto"]
        with pytest.raises(ExecutorError, match="no Ray cluster answers at nowhere:1"), workers_of("ray://nowhere:1"):
            pass
    assert [exact(found) for found in there] == [exact(found) for found in inspector.statistics(files[0])]


def test_workers_of_another_version_are_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.__version__", "99")
    with pytest.raises(ExecutorError, match=r"has checkpoint-inspector .*, not 99"), workers_of(cluster):
        pass


def test_a_command_line_says_what_is_wrong(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.executors._PATIENCE_S", 0.3)
    answer = answer_to(capsys, "stats", files[0], "--executor", "dask://127.0.0.1:1")
    assert (answer.status, answer.out) == (3, "")
    assert "no Dask scheduler answers at 127.0.0.1:1" in answer.err
