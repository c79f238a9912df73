"""The first screen: drop receipts, watch them being read, open one."""
