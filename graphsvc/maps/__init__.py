"""Maps: the graph as pictures, pages and files."""
