"""What is measured, for Prometheus."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from graphsvc.snapshot.in_use import SnapshotInUse

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder where several processes of one web server keep what they count."""

_KINDS = frozenset({
    "brief", "brokers", "changes", "cypher", "data", "gaps", "map", "meeting", "organisations", "partnerships", "paths",
    "peers", "proposal", "records", "reports", "search", "vocabulary",
})
"""What is asked, by the last word of an address that is one of these: the same for the interface and for pages."""

_REFUSED = 400
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)


def kind_of(rule: str) -> str:
    """The kind of question that a route answers: `gaps` of `/organisations/<id>/gaps`; empty for all else."""
    words = re.sub(r"<[^>]*>|\.\w+", "", rule).split("/")
    return next((word for word in reversed(words) if word in _KINDS), "")


class _SnapshotCollector(Collector):
    """The snapshot in use and the record, as the process knows them that is asked: all look as often."""

    def __init__(self, snapshots: SnapshotInUse) -> None:
        self._snapshots = snapshots

    def collect(self) -> Iterable[Metric]:
        snapshot = self._snapshots.current
        yield GaugeMetricFamily("graphsvc_stale", "1 when the record is away or newer.", float(self._snapshots.stale))
        if snapshot is not None:
            yield GaugeMetricFamily("graphsvc_revision", "Revision in use.", snapshot.revision)
            taken = snapshot.taken_at.timestamp()
            yield GaugeMetricFamily("graphsvc_taken_at_seconds", "When it was taken, since 1970.", taken)
        if self._snapshots.of_record:
            answered = self._snapshots.answered_at
            up = float(self._snapshots.answers)
            yield GaugeMetricFamily("graphsvc_database_up", "1 when Neo4j answered when last asked.", up)
            yield GaugeMetricFamily(
                "graphsvc_database_answered_at_seconds", "When Neo4j last answered, since 1970; 0 for never.",
                answered.timestamp() if answered else 0.0,
            )


class Measurements:
    """Counts requests and their times.

    Parameters
    ----------
    snapshots : SnapshotInUse
        What is reported besides.
    """

    def __init__(self, snapshots: SnapshotInUse) -> None:
        self._registry = CollectorRegistry()
        self._snapshots = _SnapshotCollector(snapshots)
        self._requests = Counter(
            "graphsvc_requests", "Requests answered.", ("call", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "graphsvc_request_seconds", "Time to answer.", ("call",), buckets=_SECONDS, registry=self._registry
        )

        self._questions = Counter(
            "graphsvc_questions", "Questions answered.", ("kind", "way"), registry=self._registry
        )
        self._problems = Counter(
            "graphsvc_problems", "Requests that were refused or failed.", ("problem",), registry=self._registry
        )

    def count(self, call: str, status: int, seconds: float, problem: str = "") -> None:
        """Count one request.

        Parameters
        ----------
        call : str
            Its route.
        status : int
            Of the answer.
        seconds : float
            How long it took.
        problem : str
            Name of the problem that the answer is; a page has none, and its status tells.
        """
        self._requests.labels(call, str(status)).inc()
        self._seconds.labels(call).observe(seconds)
        if status >= _REFUSED:
            self._problems.labels(problem or f"page-{status}").inc()
        elif kind := kind_of(call):
            self._questions.labels(kind, "http" if call.startswith("/api/") else "page").inc()

    def shown(self) -> tuple[bytes, str]:
        """All measurements of all processes, and their media type."""
        registry = CollectorRegistry()
        if os.environ.get(FOLDER_VARIABLE):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it registers itself
            content = generate_latest(registry)
        else:
            content = generate_latest(self._registry)
        own = CollectorRegistry()
        own.register(self._snapshots)
        return content + generate_latest(own), CONTENT_TYPE_LATEST
