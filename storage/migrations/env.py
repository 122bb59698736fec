"""Alembic's entry: always on the connection that migrate.py hands over, inside its transaction."""

from alembic import context

from storage import models
from storage.database import metadata

__all__ = ["models"]  # importing them makes their tables known

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
