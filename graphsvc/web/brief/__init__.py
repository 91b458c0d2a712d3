"""The page that makes a policy brief, and the brief itself."""
