"""What a generated England is made of."""
