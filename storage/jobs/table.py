"""The queue of jobs: what waits for a worker, and which worker holds what until when."""

import sqlalchemy as sa

from storage.nouns.noun import INTEGER, TEXT, metadata

job_queue = sa.Table(
    "job_queue",
    metadata,
    sa.Column("org_id", TEXT, nullable=False),
    sa.Column("job_id", TEXT, nullable=False, comment="Id of the job, a row of `job`."),
    sa.Column("kind", TEXT, nullable=False),
    sa.Column("request", TEXT, nullable=False, comment="What was asked, as JSON."),
    sa.Column("due_at", INTEGER, nullable=False, comment="Not before this, in microseconds since 1970."),
    sa.Column("written_at", INTEGER, nullable=False, comment="When the row was queued, taken or renewed, by the writer's clock."),
    sa.Column("attempts", INTEGER, nullable=False, comment="How often a worker took it."),
    sa.Column("worker", TEXT, comment="The worker that has the lease. Null: none."),
    sa.Column("held_until", INTEGER, comment="End of the lease, in microseconds since 1970. Null: no lease."),
    sa.PrimaryKeyConstraint("org_id", "job_id", name="pk_job_queue"),
    comment="Jobs that are not done. A job leaves the queue in the transaction that tells its end.",
    sqlite_strict=True,
)
sa.Index("ix_job_queue_due", job_queue.c.org_id, job_queue.c.due_at)
