ALTER TABLE organization ADD COLUMN licensed_until BIGINT;

ALTER TABLE organization ADD COLUMN token_secret TEXT COLLATE "C";

CREATE TABLE app_user (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    scopes TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    disabled_at BIGINT,
    CONSTRAINT pk_app_user PRIMARY KEY (org_id, id)
);

CREATE UNIQUE INDEX ix_app_user_email ON app_user (org_id, email);
