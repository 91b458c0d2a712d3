"""Who may come in: where the service listens, by which names it is called, who asks, and what each role may do."""
