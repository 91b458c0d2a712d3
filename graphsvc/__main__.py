"""`python -m graphsvc` is the same as `graphsvc`."""

from graphsvc.cli import main

if __name__ == "__main__":
    main()
