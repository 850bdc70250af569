"""Why a file cannot be read as a workbook: one class for each thing a person can mend."""

from gridward.kernel.problems import Problem


class EmptyFile(Problem):
    """The file has no bytes at all."""

    code = "sheets.empty_file"


class WrongType(Problem):
    """The content is something else than a workbook (`found` says what), whatever the name says."""

    code = "sheets.wrong_type"


class EncryptedFile(Problem):
    """The workbook asks for a password."""

    code = "sheets.encrypted"


class CorruptFile(Problem):
    """The file is cut off or damaged."""

    code = "sheets.corrupt"


class UnknownEncoding(Problem):
    """A text file in none of UTF-8, UTF-16 and GB18030."""

    code = "sheets.unknown_encoding"


class ZipBomb(Problem):
    """The packed file would unfold to far more than any workbook needs (`unpacked` in MB)."""

    code = "sheets.zip_bomb"


class FileTooLarge(Problem):
    """More bytes than the limit (`size`, `limit` in MB)."""

    code = "sheets.too_large"


class TooManyColumns(Problem):
    """A sheet uses more columns than the limit (`sheet`, `columns`, `limit`)."""

    code = "sheets.too_many_columns"


class TooManyRows(Problem):
    """A sheet has more rows than the limit (`sheet`, `rows`, `limit`)."""

    code = "sheets.too_many_rows"


class TooManyCells(Problem):
    """The area from the first to the last used cell is too large (`sheet`, `cells`, `limit`)."""

    code = "sheets.too_many_cells"
