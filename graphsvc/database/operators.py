"""The operators of Neo4j's plans that only read the graph, and what some others would do.

From the reference in the Cypher manual of 5.26, "Operators", without those that it calls updating, those of `SHOW` and
`TERMINATE`, `LoadCSV`, and those that only stand beside an updating one. Three that it does not name are planned for
`allShortestPaths` with a condition: `AntiConditionalApply`, `ConditionalApply` and `Top1WithTies`. Others are refused.
"""

from __future__ import annotations

_RELATIONSHIP_LEAVES = (
    "AllRelationshipsScan", "RelationshipByElementIdSeek", "RelationshipByIdSeek", "RelationshipIndexContainsScan",
    "RelationshipIndexEndsWithScan", "RelationshipIndexScan", "RelationshipIndexSeek", "RelationshipIndexSeekByRange",
    "RelationshipTypeScan", "RelationshipUniqueIndexSeek", "RelationshipUniqueIndexSeekByRange",
    "UnionRelationshipTypesScan",
)
_NODE_LEAVES = (
    "AllNodesScan", "IntersectionNodeByLabelsScan", "NodeByElementIdSeek", "NodeByIdSeek", "NodeByLabelScan",
    "NodeIndexContainsScan", "NodeIndexEndsWithScan", "NodeIndexScan", "NodeIndexSeek", "NodeIndexSeekByRange",
    "NodeUniqueIndexSeek", "NodeUniqueIndexSeekByRange", "SubtractionNodeByLabelsScan", "UnionNodeByLabelsScan",
)
_LEAVES = (
    *_NODE_LEAVES, *(f"{way}{name}" for way in ("Directed", "Undirected") for name in _RELATIONSHIP_LEAVES), "Unwind",
)
_OTHERS = (
    "Anti", "AntiConditionalApply", "AntiSemiApply", "Apply", "Argument", "ArgumentTracker",
    "BidirectionalRepeat(Trail)", "CacheProperties", "CartesianProduct", "ConditionalApply", "Distinct", "Eager",
    "EagerAggregation", "EmptyResult", "EmptyRow", "Expand(All)", "Expand(Into)", "Filter", "LetAntiSemiApply",
    "LetSelectOrAntiSemiApply", "LetSelectOrSemiApply", "LetSemiApply", "Limit", "MultiNodeIndexSeek",
    "NodeCountFromCountStore", "NodeHashJoin", "NodeLeftOuterHashJoin", "NodeRightOuterHashJoin", "NullifyMetadata",
    "Optional", "OptionalExpand(All)", "OptionalExpand(Into)", "OrderedAggregation", "OrderedDistinct", "OrderedUnion",
    "PartialSort", "PartialTop", "PathPropagatingBFS", "ProduceResults", "ProjectEndpoints", "Projection",
    "RelationshipCountFromCountStore", "Repeat(Trail)", "RollUpApply", "SelectOrAntiSemiApply", "SelectOrSemiApply",
    "SemiApply", "ShortestPath", "Skip", "Sort", "StatefulShortestPath(All)", "StatefulShortestPath(Into)", "Top",
    "Top1WithTies", "TriadicBuild", "TriadicFilter", "TriadicSelection", "Union", "ValueHashJoin",
    "VarLengthExpand(All)", "VarLengthExpand(Into)", "VarLengthExpand(Pruning)", "VarLengthExpand(Pruning,BFS,All)",
    "VarLengthExpand(Pruning,BFS,Into)",
)
READING = frozenset((*_LEAVES, *(f"Partitioned{name}" for name in _LEAVES), *_OTHERS))
"""Those that may be in a plan. `ProcedureCall` is looked at by the name of its procedure."""

_WOULD = (
    (("Create", "CreateIndex", "CreateConstraint"), "create something in the record"),
    (("Delete", "DetachDelete"), "delete from the record"),
    (("DropIndex", "DropConstraint"), "drop an index or a constraint"),
    (("Merge", "LockingMerge"), "create what it does not find"),
    (("SetLabels", "SetProperty", "SetProperties", "SetPropertiesFromMap", "SetDynamicProperty",
      "SetNodePropertiesFromMap", "SetRelationshipPropertiesFromMap", "RemoveLabels"), "change the record"),
    (("Foreach", "SubqueryForeach"), "change the record, row by row"),
    (("TransactionApply", "TransactionForeach"), "begin transactions of its own"),
    (("LoadCSV",), "read a file or an address outside the record"),
    (("ShowSettings", "ShowTransactions", "ShowFunctions", "ShowProcedures", "ShowIndexes", "ShowConstraints"),
     "show how the server is set up or what it does"),
    (("TerminateTransactions",), "end what others are asking"),
    (("AdministrationCommand",), "administer the server"),
)
_WOULD_BY_OPERATOR = {operator: what for operators, what in _WOULD for operator in operators}


def would(operator: str) -> str:
    """What an operator would do, as far as a sentence can say: `it would …`."""
    return _WOULD_BY_OPERATOR.get(operator, "do something that is not known to be only reading")
