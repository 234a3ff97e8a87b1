"""Creates every table as `storage.tables` declares it.

Nothing was released yet, so this follows the declarations, and its id their fingerprint: a store whose tables were declared
otherwise is refused. The first release freezes both (docs/decisions/0060-one-migration.md).
"""

from alembic import op

from storage.migrations.ddl import fingerprint, statements

revision = f"draft_{fingerprint()}"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the statements of the dialect one by one."""
    connection = op.get_bind()
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
