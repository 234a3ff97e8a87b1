"""Organizations and their API keys. The secret of a key is stored as its hash only."""

import sqlalchemy as sa

from storage.noun import INTEGER, TEXT, metadata

organization = sa.Table(
    "organization",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Id, chosen by the operator."),
    sa.Column("name", TEXT, nullable=False, comment="Name for people."),
    sa.Column("created_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.PrimaryKeyConstraint("org_id", name="pk_organization"),
    comment="A tenant: every other row belongs to one.",
    sqlite_strict=True,
)

api_key = sa.Table(
    "api_key",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Organization that the key opens."),
    sa.Column("id", TEXT, nullable=False, comment="Public part of the key, shown in lists."),
    sa.Column("secret_hash", TEXT, nullable=False, comment="SHA-256 of the secret part, which has 256 random bits, in hex."),
    sa.Column("name", TEXT, nullable=False, comment="What the key is for."),
    sa.Column("scopes", TEXT, nullable=False, comment="Space-separated scopes."),
    sa.Column("created_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.Column("expires_at", INTEGER, comment="Microseconds since 1970. Null: never."),
    sa.Column("revoked_at", INTEGER, comment="Microseconds since 1970. Null: it is valid."),
    sa.PrimaryKeyConstraint("org_id", "id", name="pk_api_key"),
    comment="A key that names an organization and scopes.",
    sqlite_strict=True,
)
