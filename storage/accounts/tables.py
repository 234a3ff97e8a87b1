"""Organizations, and what opens them: API keys and users. Of keys and passwords only hashes are stored."""

import sqlalchemy as sa

from storage.nouns.noun import INTEGER, TEXT, metadata

organization = sa.Table(
    "organization",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Id, chosen by the operator."),
    sa.Column("name", TEXT, nullable=False, comment="Name for people."),
    sa.Column("created_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.Column("licensed_until", INTEGER, comment="End of its license for the incidents API, in microseconds. Null: it has none."),
    sa.Column("token_secret", TEXT, comment="Signs and verifies its tokens, so it is stored as it is. Null: none was made yet."),
    sa.Column("last_import", INTEGER, comment="Number of its latest import. Null: it has had none."),
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

app_user = sa.Table(
    "app_user",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Organization that the user belongs to."),
    sa.Column("id", TEXT, nullable=False, comment="Id, which tokens name."),
    sa.Column("email", TEXT, nullable=False, comment="Address in lower case: the user name."),
    sa.Column("password_hash", TEXT, nullable=False, comment="Argon2id with its parameters and salt, in PHC's format."),
    sa.Column("scopes", TEXT, nullable=False, comment="Space-separated scopes."),
    sa.Column("created_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.Column("changed_at", INTEGER, nullable=False, comment="When password or state changed last: older tokens end."),
    sa.Column("disabled_at", INTEGER, comment="Microseconds since 1970. Null: the user may log in."),
    sa.PrimaryKeyConstraint("org_id", "id", name="pk_app_user"),
    sa.Index("ix_app_user_email", "org_id", "email", unique=True),
    comment="A person or program that logs in with a password.",
    sqlite_strict=True,
)

app_session = sa.Table(
    "app_session",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Organization of the user."),
    sa.Column("id", TEXT, nullable=False, comment="Public part of the cookie, shown in lists."),
    sa.Column("secret_hash", TEXT, nullable=False, comment="SHA-256 of the secret part, which has 256 random bits, in hex."),
    sa.Column("user_id", TEXT, nullable=False, comment="The user who logged in."),
    sa.Column("user_changed_at", INTEGER, nullable=False, comment="The user's `changed_at` at login: a later change ends it."),
    sa.Column("created_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.Column("expires_at", INTEGER, nullable=False, comment="Microseconds since 1970."),
    sa.PrimaryKeyConstraint("org_id", "id", name="pk_app_session"),
    sa.Index("ix_app_session_user", "org_id", "user_id"),
    comment="A browser session that has not ended. Its row is deleted when it ends.",
    sqlite_strict=True,
)
