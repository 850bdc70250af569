"""Refusals of service groups and notices."""

from gridward.kernel.problems import Problem


class GroupNameMissing(Problem):
    """A group has a name."""

    code = "notices.group_name_missing"


class GroupNameTaken(Problem):
    """Another group of the grid has the name."""

    code = "notices.group_name_taken"
    status = 409


class GroupEnded(Problem):
    """Of a group that has ended nothing is changed."""

    code = "notices.group_ended"
    status = 409


class KeeperUnfit(Problem):
    """Whoever keeps a group holds a post at its grid."""

    code = "notices.keeper_unfit"


class DayAhead(Problem):
    """What is told has been already."""

    code = "notices.day_ahead"


class DaysTurned(Problem):
    """Nothing ends before it begins."""

    code = "notices.days_turned"


class MemberOutside(Problem):
    """A group is for the households and units of its own grid."""

    code = "notices.member_outside"


class MemberUnnamed(Problem):
    """A member is somebody who is registered there, or has a name."""

    code = "notices.member_unnamed"


class MemberUnfit(Problem):
    """Who joins for a household or a unit belongs to it."""

    code = "notices.member_unfit"


class MemberLeft(Problem):
    """Who has left a group leaves it no second time."""

    code = "notices.member_left"
    status = 409


class TooManyMembers(Problem):
    """As many at once as one page takes."""

    code = "notices.too_many_members"


class NoticeEmpty(Problem):
    """A notice has a title and a text."""

    code = "notices.notice_empty"


class NoticeTimesTurned(Problem):
    """A notice ends after it begins, and not in the past."""

    code = "notices.notice_times_turned"


class NoticeNowhere(Problem):
    """A notice is for grids in force."""

    code = "notices.notice_nowhere"


class NoticeWithdrawn(Problem):
    """With a notice that was withdrawn nothing more is done."""

    code = "notices.notice_withdrawn"
    status = 409


class NoticeOver(Problem):
    """A notice whose time is over is not sent any more."""

    code = "notices.notice_over"
    status = 409


class NobodyToSend(Problem):
    """There is no group with a robot, or nobody with a number, among those whom the notice is for."""

    code = "notices.nobody_to_send"


class ChannelByHand(Problem):
    """What is pasted or hung up is done by hand; what a robot or a gateway sends is not."""

    code = "notices.channel_by_hand"


class DeliveryUnderWay(Problem):
    """Only what failed, or of which nobody knows, is sent again."""

    code = "notices.delivery_under_way"
    status = 409


class RobotUnfit(Problem):
    """A robot is of a WeCom group, and its key is what stands behind key= in its address."""

    code = "notices.robot_unfit"


class ReceiptNotAsked(Problem):
    """Receipts are noted of notices that ask for them."""

    code = "notices.receipt_not_asked"


class NoticeUnknown(Problem):
    """Nobody's code, or the notice is over."""

    code = "notices.notice_unknown"
    status = 404


class MaterialEmpty(Problem):
    """A material has a title, a text, and says who issues it."""

    code = "notices.material_empty"


class MaterialOutdated(Problem):
    """An edition that was replaced is neither handed out nor printed: the newer one is."""

    code = "notices.material_outdated"
    status = 409


class MaterialNotNow(Problem):
    """A material is handed out on days in which it holds."""

    code = "notices.material_not_now"
    status = 409


class MaterialEnded(Problem):
    """A material ends once."""

    code = "notices.material_ended"
    status = 409


class MaterialFileUnfit(Problem):
    """The file of a material is a picture or a PDF that does nothing by itself."""

    code = "notices.material_file_unfit"


class MaterialFileTooLarge(Problem):
    """What is sent round is small."""

    code = "notices.material_file_large"
    status = 413


class MaterialHasFile(Problem):
    """An edition keeps the file that it has; another file is another edition."""

    code = "notices.material_has_file"
    status = 409


class MaterialHasNoFile(Problem):
    """Nothing was put beside the text."""

    code = "notices.material_no_file"
    status = 404


class MaterialWayUnfit(Problem):
    """A household is not reached at a unit, and a unit not at a door."""

    code = "notices.material_way_unfit"


class MaterialNotForThem(Problem):
    """A material is handed to those whom it is for."""

    code = "notices.material_not_for_them"


class MaterialPlaceUnfit(Problem):
    """A material hangs at a building, or was told in a group, of its grids."""

    code = "notices.material_place_unfit"
