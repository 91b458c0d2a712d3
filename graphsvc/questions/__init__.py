"""The questions: pure functions over a view of the snapshot, without input or output."""
