"""The storage: everything that is kept. SQLAlchemy lives here and nowhere else."""
