"""What was measured -> the contract's record, one member per file."""
