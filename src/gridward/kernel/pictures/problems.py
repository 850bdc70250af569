"""Refusals of photographs."""

from gridward.kernel.problems import Problem


class PictureBroken(Problem):
    """What was sent as a photograph is none."""

    code = "picture_broken"


class PictureTooLarge(Problem):
    """A photograph is shrunk on the phone."""

    code = "picture_large"
    status = 413
