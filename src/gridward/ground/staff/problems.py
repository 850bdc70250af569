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


class NotADeputy(Problem):
    """Only an acting deputy can be confirmed in the post."""

    code = "not_a_deputy"
    status = 409


class SeatTaken(Problem):
    """The leading group has a head with this title in these days, or the person has a seat already."""

    code = "group_seat_taken"
    status = 409


class SeatOver(Problem):
    """The seat has ended already."""

    code = "group_seat_over"
    status = 409


class TeamNameMissing(Problem):
    """A team has a name."""

    code = "team_name_missing"


class TeamNameTaken(Problem):
    """Another team of this kind has this name at this unit."""

    code = "team_name_taken"
    status = 409


class TeamOver(Problem):
    """The team was dissolved."""

    code = "team_over"
    status = 409


class TeamPlaceWrong(Problem):
    """A team stands at a grid in force of its own street."""

    code = "team_place_wrong"


class TeamMemberThere(Problem):
    """The person is in the team already, or it has another lead."""

    code = "team_member_there"
    status = 409


class TeamMemberGone(Problem):
    """The person has left the team."""

    code = "team_member_gone"
    status = 409


class ServiceIncomplete(Problem):
    """A time of service has people of the team, a task and a length within a day."""

    code = "team_service_incomplete"


class ServiceDayWrong(Problem):
    """Nobody served on a day to come, or while they were not in the team; details: names."""

    code = "team_service_day_wrong"


class ServiceTooLong(Problem):
    """With what is noted already somebody would have served more than a whole day; details: names."""

    code = "team_service_too_long"


class ServiceThere(Problem):
    """The same task of that day is noted already; details: names."""

    code = "team_service_there"
    status = 409


class ServiceDecided(Problem):
    """Somebody confirmed, returned or corrected this time of service already; details: name, day, by."""

    code = "team_service_decided"
    status = 409


class ServiceOwn(Problem):
    """Nobody decides on what they entered themselves, or on their own service; details: names."""

    code = "team_service_own"
    status = 409


class ServiceNotConfirmed(Problem):
    """Only a confirmed time of service is corrected; one that waits is taken back and entered anew."""

    code = "team_service_not_confirmed"
    status = 409


class CertificateDaysWrong(Problem):
    """A certificate tells of days that have been, the first not after the last."""

    code = "certificate_days_wrong"


class NothingConfirmed(Problem):
    """In this period nothing is confirmed that a certificate could tell of."""

    code = "certificate_nothing_confirmed"
    status = 409


class CertificateOfOwn(Problem):
    """Nobody issues a certificate for themselves."""

    code = "certificate_own"
    status = 409


class TooManyLines(Problem):
    """A paste has too many lines to be one team."""

    code = "team_paste_too_long"


class NothingShort(Problem):
    """A list of shortages names at least one post, each once and not on another open list."""

    code = "shortage_nothing_to_report"


class ShortageReported(Problem):
    """The post is on an open list already."""

    code = "shortage_reported_already"
    status = 409


class ListSent(Problem):
    """A list that was sent is unchangeable."""

    code = "shortage_list_sent"
    status = 409


class ListNotSent(Problem):
    """Only what was sent can be answered."""

    code = "shortage_list_not_sent"
    status = 409


class ReasonsIncomplete(Problem):
    """A list is sent when each shortage has a reason and a day by which somebody is wished for."""

    code = "shortage_reasons_incomplete"


class AnswerIncomplete(Problem):
    """Granted names a person, refused a reason, later a day."""

    code = "shortage_answer_incomplete"


class ShortageOver(Problem):
    """The shortage is filled, refused or withdrawn."""

    code = "shortage_over"
    status = 409


class HandoverToSelf(Problem):
    """A post changes hands between two persons."""

    code = "handover_to_self"


class HandoverThere(Problem):
    """This appointment was handed over already."""

    code = "handover_there"
    status = 409


class HandoverSigned(Problem):
    """A hand-over that somebody signed is not changed any more."""

    code = "handover_signed"
    status = 409


class NotYourHandover(Problem):
    """A hand-over is signed by predecessor and successor, each for themselves."""

    code = "handover_not_yours"
    status = 409


class HandoverNotCounted(Problem):
    """What goes over is counted by somebody who reads the register at every grid of the post."""

    code = "handover_not_counted"
    status = 409


class VouchReasonMissing(Problem):
    """Signing for somebody who is gone needs a reason."""

    code = "handover_vouch_reason_missing"


class VouchForOther(Problem):
    """Who is one side of a hand-over does not sign for the other."""

    code = "handover_vouch_for_other"
    status = 409


class WallAlone(Problem):
    """The account of a screen on a wall is of a street or a community, and of nobody."""

    code = "wall_alone"


class RecognitionOfOneself(Problem):
    """Nobody recognises themselves."""

    code = "recognition_of_oneself"
    status = 409


class RecognitionDayWrong(Problem):
    """The day of a recognition has come."""

    code = "recognition_day_wrong"


class NotServingThen(Problem):
    """Who is recognised held the post, or was in the team, on that day."""

    code = "recognition_not_serving"
    status = 409


class RecognitionKindUnknown(Problem):
    """The kind is on the list that holds that day."""

    code = "recognition_kind_unknown"


class RecognitionReasonMissing(Problem):
    """A recognition, and its withdrawal, say why."""

    code = "recognition_reason_missing"


class RecognitionForOne(Problem):
    """A recognition is for one post held or for one person of a team."""

    code = "recognition_for_one"


class RecognitionEvidenceUnknown(Problem):
    """Evidence is work on record of the one who is recognised."""

    code = "recognition_evidence_unknown"
    status = 409


class RecognisedAlready(Problem):
    """The same kind stands for the same person and day."""

    code = "recognition_there"
    status = 409


class RecognitionWithdrawn(Problem):
    """It was withdrawn already."""

    code = "recognition_withdrawn"
    status = 409
