"""What is kept: tables, migrations, locks, and that both databases keep them alike."""
