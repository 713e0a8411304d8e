"""The language server: what `troth check` says, beside the words while they are written."""
