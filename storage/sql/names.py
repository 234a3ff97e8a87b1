"""Names for the steps and derived tables of a statement: a word that says what each is, and a number."""

from itertools import count

from sqlalchemy.sql.elements import _anonymous_label

_SEEDS = count()


def fresh(word: str) -> str:
    """A name that nothing else in the statement has: `word_1`, `word_2`, ... in the order in which the statement mentions them.

    SQLAlchemy names its own aliases so (`task_1`); it has no public way to give such names to others.
    """
    return _anonymous_label.safe_construct(next(_SEEDS), word)
