"""The first tables: every noun, organizations and their keys. Frozen: what changes later is a later migration."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect one by one."""
    script = Path(__file__).with_name(f"0001_{op.get_bind().dialect.name}.sql")
    for statement in script.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
