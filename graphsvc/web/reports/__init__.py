"""Reports: the catalogue, and each report with its form, rows, chart and files."""
