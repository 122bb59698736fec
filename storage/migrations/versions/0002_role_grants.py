"""several roles per person

The columns of `person` stay, and are written along: a program of before can go on using them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("wijk", sa.String(length=24), server_default="", nullable=False),
        sa.Column("theme", sa.String(length=24), server_default="", nullable=False),
        sa.Column("employer", sa.String(length=60), nullable=True),
        sa.Column("intro", sa.Text(), nullable=True),
        sa.Column("hours", sa.String(length=60), nullable=True),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_role_grant_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_person_id"), "role_grant", ["person_id"])
    op.create_index(
        "uq_role_grant_open",
        "role_grant",
        ["person_id", "role", "wijk", "theme"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.execute(
        "INSERT INTO role_grant (person_id, role, wijk, theme, from_at)"
        " SELECT id, role, coalesce(wijk, ''), coalesce(theme, ''),"
        " coalesce(access_from, created_at) FROM person WHERE role <> 'resident' ORDER BY id"
    )


def downgrade() -> None:
    raise NotImplementedError("migrations only expand; restore a backup to go back")
