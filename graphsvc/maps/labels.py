"""Whose name is written on a large network: those asked for and the well connected; all of them would say nothing."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.maps.drawing import MOST_WORDED
from graphsvc.maps.layouts.placing import Scene

_WELL_CONNECTED = 60


def labelled(scene: Scene) -> Scene:
    """A scene in which only so many names are written that they can be read; the others keep theirs in the title."""
    if len(scene.nodes) <= MOST_WORDED:
        return scene
    ranked = sorted(scene.nodes, key=lambda node: (not node.focus, -scene.degrees[node.key], node.key))
    named = {node.key for node in ranked[:_WELL_CONNECTED]}
    return replace(scene, nodes=[n if n.key in named else replace(n, lines=()) for n in scene.nodes])
