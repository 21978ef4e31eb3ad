"""Django's engine for PostgreSQL, which keeps nobody waiting for a database that is away."""
