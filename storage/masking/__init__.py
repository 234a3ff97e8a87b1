"""Masks secrets and personal data in records before they are stored. Pure: nothing here reads or writes a database."""
