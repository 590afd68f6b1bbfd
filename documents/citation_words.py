"""How a document is cited in running text, in the manner of the Party and of the State."""

from documents.models import DatePrecision, OfficialDocument

NO_DATE = "chưa có ngày trong bản công bố"


def date_words(document: OfficialDocument) -> str:
    """Return the date of issue with its precision: ``14/02/2022``, ``tháng 02/2022``, ``năm 2022``."""
    day = document.issued_on
    if day is None or document.issued_precision == DatePrecision.UNKNOWN:
        return ""
    if document.issued_precision == DatePrecision.YEAR:
        return f"năm {day.year}"
    if document.issued_precision == DatePrecision.MONTH:
        return f"tháng {day.month:02d}/{day.year}"
    return f"{day:%d/%m/%Y}"


def heading(document: OfficialDocument) -> str:
    """Return type and number (``Kết luận số 14-KL/TW``), or what is known of them."""
    type_name = document.type.name if document.type else "Văn bản"
    return f"{type_name} số {document.symbol}" if document.symbol else f"{type_name} chưa có số trong bản công bố"


def cite(document: OfficialDocument, issuer_name: str, *, party: bool) -> str:
    """Return a citation: the Party puts a comma before the date, the State does not."""
    type_name = document.type.name if document.type else "Văn bản"
    number = f" số {document.symbol}" if document.symbol else ""
    day = date_words(document)
    if day and document.issued_precision == DatePrecision.DAY:
        when = f"{',' if party else ''} ngày {day}"
    else:
        when = f", {day}" if day else ""
    by = f" của {issuer_name}" if issuer_name else ""
    return f"{type_name}{number}{when}{by}"
