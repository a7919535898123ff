"""Migrations: what becomes of an assessment, an action plan or a reference case in another edition of its framework."""
