"""The commands, one a file; `graphsvc.cli` finds them by their names."""
