"""Refusals about members, appointments and accounts."""

from gridward.kernel.problems import Problem


class NameMissing(Problem):
    """A member has a name."""

    code = "member_name_missing"


class PhoneInvalid(Problem):
    """The text is not a phone number."""

    code = "member_phone_invalid"


class WrongUnit(Problem):
    """A post is held at its own level: street, community grid or base grid."""

    code = "post_at_wrong_unit"


class PostTaken(Problem):
    """Somebody else holds this post at this unit in these days."""

    code = "post_taken"
    status = 409


class DaysNotInOrder(Problem):
    """An appointment ends after it began."""

    code = "appointment_days_not_in_order"


class AppointmentOver(Problem):
    """The appointment has ended already."""

    code = "appointment_over"
    status = 409


class UsernameTaken(Problem):
    """Another account has this sign-in name."""

    code = "username_taken"
    status = 409


class UsernameInvalid(Problem):
    """A sign-in name has 2 to 60 letters, digits, dots, hyphens or underscores, or Chinese characters."""

    code = "username_invalid"


class AccountExists(Problem):
    """The member has a sign-in already."""

    code = "account_exists"
    status = 409


class ReasonMissing(Problem):
    """Showing a number in full needs a reason."""

    code = "reason_missing"
