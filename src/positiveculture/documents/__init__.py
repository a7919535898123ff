"""What is shown of an outcome, a plan or a panel, as documents: one file a subject, and nothing about looks."""
