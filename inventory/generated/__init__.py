"""What is written of the program for its repository: pages, schemas and lists of messages. No user runs it."""
