"""The policy brief: tables, figures and findings for England, a region or a board, each with what it comes from."""
