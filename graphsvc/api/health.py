"""Alive, ready, and measured."""

from __future__ import annotations

from datetime import UTC, datetime

from apiflask import APIBlueprint
from flask import Response, g

from graphsvc import __version__
from graphsvc.api.measurements import Measurements
from graphsvc.api.schemas.health import AliveAnswer, DatabaseHealth, ReadyAnswer, SnapshotHealth
from graphsvc.errors import NotReady
from graphsvc.snapshot.in_use import SnapshotInUse


def health(snapshots: SnapshotInUse, measurements: Measurements) -> APIBlueprint:
    """Calls for whoever runs the service."""
    blueprint = APIBlueprint("health", __name__, tag="Health")

    @blueprint.get("/healthz")
    @blueprint.output(AliveAnswer)
    def healthz() -> Response:
        """Whether the process answers."""
        return _fresh(AliveAnswer(version=__version__ if g.caller.known else None).model_dump_json())

    @blueprint.get("/readyz")
    @blueprint.output(ReadyAnswer)
    def readyz() -> Response:
        """What works: the snapshot, its age, and whether it is equal to the record."""
        snapshot, stale, problem = snapshots.current, snapshots.stale, snapshots.problem
        # What went wrong may name where the record lies.
        told = problem if g.caller.known else ""
        if snapshot is None:
            raise NotReady(f"There is no snapshot yet: {problem}." if told else "There is no snapshot yet.")
        age = int((datetime.now(UTC) - snapshot.taken_at).total_seconds())
        answer = ReadyAnswer(
            status="stale" if stale else "ready",
            snapshot=SnapshotHealth(
                hash=snapshot.hash, revision=snapshot.revision, taken_at=snapshot.taken_at, age_seconds=max(age, 0),
                organisations=len(snapshot.organisations), partnerships=len(snapshot.partnerships),
            ),
            database=DatabaseHealth(equal=not stale, problem=told or None) if snapshots.of_record else None,
        )
        return _fresh(answer.model_dump_json())

    @blueprint.get("/metrics")
    @blueprint.doc(hide=True)
    def metrics() -> Response:
        """Measurements for Prometheus."""
        content, media_type = measurements.shown()
        return Response(content, content_type=media_type, headers={"Cache-Control": "no-store"})

    return blueprint


def _fresh(body: str) -> Response:
    return Response(body, content_type="application/json", headers={"Cache-Control": "no-store"})
