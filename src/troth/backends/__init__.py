"""Models beside ours that may be asked about texts, where `troth.toml` names one."""
