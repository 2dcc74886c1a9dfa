"""What is asked: kind, time, place, parts of a question, and what a follow-up takes over from the turns before."""
