"""My patch: the organisations and places that an adviser looks after."""
