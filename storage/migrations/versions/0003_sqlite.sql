ALTER TABLE organization ADD COLUMN licensed_until INTEGER;

ALTER TABLE organization ADD COLUMN token_secret TEXT;

CREATE TABLE app_user (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    disabled_at INTEGER,
    CONSTRAINT pk_app_user PRIMARY KEY (org_id, id)
)
 STRICT;

CREATE UNIQUE INDEX ix_app_user_email ON app_user (org_id, email);
