"""Commands on an undo stack that nothing refers to any more."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtGui import QUndoCommand

from receipt_desktop.ui.command_stack import CommandStack


class Page:
    """Is younger than its stack, and so finalised after it."""

    def __init__(self, stack: CommandStack, commands: list[QUndoCommand], left: list[int]) -> None:
        self.stack, self.commands, self._left = stack, commands, left
        self.itself = self

    def __del__(self) -> None:
        self._left.append(self.stack.count())


@pytest.mark.usefixtures("qapp")
def test_the_stack_deletes_its_commands_before_the_collector_does() -> None:
    left: list[int] = []
    commands = [QUndoCommand(f"command {number}") for number in range(3)]
    stack = CommandStack()
    for command in commands:
        stack.push(command)
    assert stack.count() == 3
    page = Page(stack, commands, left)
    del command, commands, stack, page
    gc.collect()
    assert left == [0]
