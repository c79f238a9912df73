"""The queue: Huey on Redis carries ids, the rows say what is to be done."""
