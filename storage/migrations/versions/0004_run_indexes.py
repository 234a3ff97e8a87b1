"""Runs by state, and by when they last did anything.

Frozen: what changes later is a later migration.
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect one by one."""
    connection = op.get_bind()
    script = Path(__file__).with_name(f"0004_{connection.dialect.name}.sql")
    for statement in script.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
