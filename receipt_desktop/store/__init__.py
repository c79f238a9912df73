"""The store: typed rows inside, frozen snapshots out, the only announcer."""
