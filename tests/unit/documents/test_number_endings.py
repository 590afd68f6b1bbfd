"""Endings of symbols as ministries, committees, courts and provinces have printed them: old, new, careless."""

import pytest

from documents.number_vocabulary import DEFAULT
from documents.numbering import find, read

# What is printed behind the number → type, code of the body. A row's number and year are put before it by the test.
WITH_YEAR = """
QĐ-BTC=QĐ BTC|TT-BTM=TT BTM|QĐ-BBCVT=QĐ BBCVT|TT-TCBĐ=TT TCBĐ|TT-TCĐC=TT TCĐC|TT-TCHQ=TT TCHQ|QĐ-TCTK=QĐ TCTK
QĐ-TCDL=QĐ TCDL|QĐ-BVGCP=QĐ BVGCP|NĐ-CP=NĐ CP|NQ-CP=NQ CP|NQ-HĐTP=NQ HĐTP|TTLT-BTC-BNV=TTLT BTC-BNV
TTLT-BNV-BGDĐT=TTLT BNV-BGDĐT|TTLT/BKHCNMT-TCHQ-BCA=TTLT BKHCNMT-TCHQ-BCA
TTLT-VKSTC-TANDTC-BCA=TTLT VKSTC-TANDTC-BCA|TTLT-BYT-BTC- BLĐTBXH=TTLT BYT-BTC-BLĐTBXH
TTLTBTC-BTNMT=TTLT BTC-BTNMT|TTLT/TANDTC-VKSNDTC-BTP=TTLT TANDTC-VKSNDTC-BTP|QĐ-UBND=QĐ UBND|QĐ-UB=QĐ UB
QĐ.UB=QĐ UB|CT-UBND=CT UBND|CT-UB=CT UB|NQ-HĐND=NQ HĐND|NQ-HĐND16=NQ HĐND16|NQ-HĐND.K17=NQ HĐND.K17
QĐ-TTg=QĐ TTg|CT-TTg=CT TTg|CT-TTG=CT TTG|CTTTg=CT TTg|L-CTN=L CTN|QĐ-CTN=QĐ CTN|PL-UBTVQH13=PL UBTVQH13
NQ-UBTVQH11=NQ UBTVQH11|UBTVQH13= UBTVQH13|QH10= QH10|QĐ-NHNN=QĐ NHNN|QĐ-NHNN5=QĐ NHNN5|TT-NHNN=TT NHNN
CT-NHNN14=CT NHNN14|QĐ-UBCK=QĐ UBCK|QĐ-UBTDTT=QĐ UBTDTT|TT-UBTDTT=TT UBTDTT|TT-UBDSGĐTE=TT UBDSGĐTE
TT-UBDT=TT UBDT|QĐ-BCN=QĐ BCN|TT-BCA(A11)=TT BCA|TT-BCA-C11=TT BCA-C11|QĐ-BCA(V19)=QĐ BCA|QĐ-BLĐTBXH=QĐ BLĐTBXH
QĐ-BGD&ĐT=QĐ BGD&ĐT|TT-BVHTTDL=TT BVHTTDL|TT-BVHTT=TT BVHTT|TT-BTTTT=TT BTTTT|TT-BNNPTNT=TT BNNPTNT
TT-BNNMT=TT BNNMT|TT-BDTTG=TT BDTTG|TT-BNV=TT BNV|TT-BKHCN=TT BKHCN|TT-BKHĐT=TT BKHĐT|TT-TTCP=TT TTCP
TT-VPCP=TT VPCP|QĐ-KTNN=QĐ KTNN|TT-TANDTC=TT TANDTC|TT-VKSNDTC=TT VKSNDTC|QĐ-BTS=QĐ BTS|QĐ-BTNMT=QĐ BTNMT
QĐ-BXD=QĐ BXD|TT-BKHCNMT=TT BKHCNMT|CT-BYT=CT BYT|CT-BGTVT=CT BGTVT|QĐ-BNV=QĐ BNV|VBHN-BTP=VBHN BTP
NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN=NQLT UBTVQH14-CP-ĐCTUBTWMTTQVN|NQLT/CP-UBTWMTTQVN=NQLT CP-UBTWMTTQVN|NĐCP=NĐ CP
NÐ-CP=NĐ CP|NĐ- CP=NĐ CP|TT -BTC=TT BTC| TT-BTC=TT BTC|TTBTC=TT BTC|TT/BTC=TT BTC|TT- BXD=TT BXD|QÐ–BTC=QĐ BTC
QĐ - UBND=QĐ UBND|TBNV=TT BNV|TTLT-BGDĐT-BLĐTBXH=TTLT BGDĐT-BLĐTBXH|TTLT BTC-BNV=TTLT BTC-BNV
TTLT-BNN&PTNT-BCT=TTLT BNN&PTNT-BCT|TTLT-TTCP-BNV=TTLT TTCP-BNV|NQLT-HĐTP-BTP=NQLT HĐTP-BTP|QĐ-UBND-HC=QĐ UBND-HC
QĐ.UBND=QĐ UBND|QĐ-UBQGVCĐS=QĐ UBQGVCĐS|TT-DSGĐTE=TT DSGĐTE|UBTVQHK9= UBTVQHK9|TTCP-PC=CV TTCP-PC|TTg-CN=CV TTg-CN
QĐ-HVCTQG=QĐ HVCTQG|GCN-BYT=GCN BYT|KLTTr-BTC=KLTTr BTC|ĐC-CP=ĐC CP|CT-CA=CT CA
"""
PLAIN = """
/HĐBT= HĐBT|-HĐBT= HĐBT|-CP= CP|/CP= CP|-TTg= TTg|/TTg= TTg|-CT=CT |/TTLB=TTLB |-TTLN=TTLN |/TT-LB=TT LB
-TT/LB=TT LB| TT/LB=TT LB|/QĐ.UB=QĐ UB|/QĐUB=QĐ UB|/CT.UB=CT UB|/CT-UB=CT UB|/QĐ_BTC=QĐ BTC
/NQ-HĐND-K12=NQ HĐND-K12|/NQ-HĐND16=NQ HĐND16|/QĐ-CTUB=QĐ CTUB|/CP-NN=CV CP-NN|/TTg-KTN=CV TTg-KTN
/VPCP-NC=CV VPCP-NC|/CĐ-TTg=CĐ TTg|/CĐ-UBND=CĐ UBND|/TB-VPCP=TB VPCP|/BC-CP=BC CP|/TTr-CP=TTr CP
/LCT-HĐNN7=LCT HĐNN7|-QĐ/NH5=QĐ NH5|/QĐ-NH1=QĐ NH1|/QĐ-UBCK=QĐ UBCK|/QĐ-TANDTC=QĐ TANDTC|/QĐ-VKSTC=QĐ VKSTC
/QĐ-VKSNDTC-V14=QĐ VKSNDTC-V14|/QĐ-BHXH=QĐ BHXH|/BHXH-CSYT=CV BHXH-CSYT|/BTC-TCT=CV BTC-TCT|/TCT-CS=CV TCT-CS
/TCHQ-TXNK=CV TCHQ-TXNK|/QĐ-TCT=QĐ TCT|/QĐ-TLĐ=QĐ TLĐ|/HD-TLĐ=HD TLĐ|/NQ-BCH=NQ BCH|/HD-HĐBCQG=HD HĐBCQG
/NQ-HĐBCQG=NQ HĐBCQG|/QĐ-HĐTVĐX=QĐ HĐTVĐX|/QĐ-BCĐ=QĐ BCĐ|/QĐ-VPCP=QĐ VPCP|/BC-VPQH=BC VPQH|-KL/TW=KL TW
-CTr/TU=CTr TU|-QĐ/TW=QĐ TW|-HD/BTCTW=HD BTCTW|-HD/BTGTW=HD BTGTW|-HD/UBKTTW=HD UBKTTW|-HD/VPTW=HD VPTW
-QĐi/UBKTTW=QĐi UBKTTW|-TT/TW=TT TW|-TB/TW=TB TW|-CT/TW=CT TW|-NQ/TW=NQ TW|-QC/TW=QC TW|-TB/VPTW=TB VPTW
-QC/QUTW=QC QUTW|-CV/BTCTW=CV BTCTW|-BC/TU=BC TU|-TTr/TU=TTr TU|-NQ/HU=NQ HU|-NQ/ĐU=NQ ĐU|-KL/ĐUK=KL ĐUK
-CT/QU=CT QU|-CTr/ThU=CTr ThU|-QĐ/BTCTU=QĐ BTCTU|-KH/BTGTU=KH BTGTU|-CV/VPTU=CV VPTU|-QĐ/UBKTTU=QĐ UBKTTU
-BC/BDVTU=BC BDVTU|-HD/TWĐTN-BTC=HD TWĐTN-BTC|-QĐ/ĐĐQH=QĐ ĐĐQH|-QĐ/BCSĐ=QĐ BCSĐ|-NQ/BCSĐCP=NQ BCSĐCP
-NQ/ĐUCP=NQ ĐUCP|/HD-ĐCT=HD ĐCT|/HD-MTTW=HD MTTW|/TTr-MTTW-BTT=TTr MTTW-BTT|/CTPH-HPN-BCA=CTPH HPN-BCA
/NQLT-CP-MTTQ=NQLT CP-MTTQ|/QĐ-SNV=QĐ SNV|/TB-STC=TB STC|/SXD-QLN=CV SXD-QLN|/SGDĐT-GDTrH=CV SGDĐT-GDTrH
/KH-SVHTT=KH SVHTT|/CAT-PV01=CV CAT-PV01|/QĐ-CAX=QĐ CAX|/GM-UBND=GM UBND|/GP-STNMT=GP STNMT|/VBHN-BCT=VBHN BCT
/VBHN-NHNN=VBHN NHNN|-TC/QĐ/CĐKT=QĐ TC-CĐKT|-BYT/TT=TT BYT|-LĐTBXH/TT=TT LĐTBXH|/LĐTBXH-TT=TT LĐTBXH
-NĐ/CP=NĐ CP|-NQ/CP=NQ CP|-NĐ/HĐBT=NĐ HĐBT|/TANDTC= TANDTC|/TATC= TATC|/NQ-HĐTP=NQ HĐTP|-NQ/HĐTP=NQ HĐTP|/SL=SL
-SL=SL |/QH= QH|-NgV= NgV|/CT-TTg=CT TTg|- CTr/TU=CTr TU|–KL/TW=KL TW|/KH - UBND=KH UBND|-HD/BXDĐ=HD BXDĐ
-KH/ĐUQH=KH ĐUQH|/TTr-UBND=TTr UBND|/BC-HĐND=BC HĐND|/TB-UBND=TB UBND|/QC-UBND-MTTQ=QC UBND-MTTQ
/CTr-UBND=CTr UBND|/ĐA-UBND=ĐA UBND|/HD-LĐLĐ=HD LĐLĐ|-KH/HNDT=KH HNDT|-NQ/TĐTN=NQ TĐTN
/HDLN-BTP-BCA=HDLN BTP-BCA|/QCLN-BCA-BQP=QCLN BCA-BQP|/GCN-BYT=GCN BYT|/XYZ-BTC=XYZ BTC|/TTCP-PC=CV TTCP-PC
-CTrHĐ/TU=CTrHĐ TU|-QĐ.TU=QĐ TU|-KH/ĐUMTTW=KH ĐUMTTW|-HD/BTGDVTW=HD BTGDVTW|/QĐ-HĐTV-EVN=QĐ HĐTV-EVN
/KL-UBTVQH15=KL UBTVQH15|/KHLT-STC-SNV=KHLT STC-SNV|-CV/ĐUV=CV ĐUV|-BC/BTGTU-TT=BC BTGTU-TT
"""


def endings(table: str) -> list[tuple[str, str, str]]:
    rows = [item.split("=") for line in table.strip("\n").splitlines() for item in line.split("|")]
    return [(ending, said.partition(" ")[0], said.partition(" ")[2]) for ending, said in rows]


@pytest.mark.parametrize(("ending", "type_code", "body"), endings(WITH_YEAR))
@pytest.mark.parametrize(("number", "year"), [("7", 1998), ("0412", 2016)])
def test_an_ending_behind_a_year(number: str, year: int, ending: str, type_code: str, body: str) -> None:
    found = read(f"{number}/{year}/{ending}")

    assert found is not None
    assert (found.number, found.year, found.type_code, found.organisation) == (number, year, type_code, body)


@pytest.mark.parametrize(("ending", "type_code", "body"), endings(PLAIN))
@pytest.mark.parametrize("number", ["3", "0157", "2468"])
def test_an_ending_behind_a_bare_number(number: str, ending: str, type_code: str, body: str) -> None:
    found = read(f"{number}{ending}")

    assert found is not None
    assert (found.number, found.year, found.type_code, found.organisation) == (number, None, type_code, body)


def test_there_are_many_endings() -> None:
    assert len({(t, b) for _, t, b in endings(WITH_YEAR) + endings(PLAIN)}) >= 150


@pytest.mark.parametrize(
    ("sentence", "raw", "key"),
    [
        ("Căn cứ Quyết định số 12 /2005/ QĐ- BTC về chế độ kế toán", "12 /2005/ QĐ- BTC", "12.2005.qd.btc"),
        ("theo Thông tri số: 05-TT/TW của Ban Bí thư", "05-TT/TW", "5.tt.tw"),
        ("Nghị định số 47/HĐBT ngày 14 tháng 2 năm 1989", "47/HĐBT", "47.hdbt"),
        ("Thông tư liên bộ số 06-TT/LB hướng dẫn", "06-TT/LB", "6.tt.lb"),
        ("Chỉ thị số 09/CT-UB của UBND tỉnh", "09/CT-UB", "9.ct.ub"),
        ("Quyết định số 13/2007/QĐ-UBCK, có hiệu lực", "13/2007/QĐ-UBCK", "13.2007.qd.ubck"),
        ("Thông tư số 11/2007/TT – BTC", "11/2007/TT – BTC", "11.2007.tt.btc"),
        ("Nghị quyết số 08/2012/NQ-HĐND16 của Hội đồng", "08/2012/NQ-HĐND16", "8.2012.nq.hdnd.16"),
        ("Thông tư số 69A-TC/TCT hướng dẫn", "69A-TC/TCT", "69.a.tc.tct"),
    ],
)
def test_a_symbol_in_a_title_is_found_as_it_is_printed(sentence: str, raw: str, key: str) -> None:
    assert [(sentence[f.start : f.end], f.number.match_key) for f in find(sentence)] == [(raw, key)]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("24/2020/ТТ-ВТС", "24/2020/TT-BTC"),
        ("45-ΝQ/ТW", "45-NQ/TW"),
        ("１２/２０２４/ＮĐ－ＣＰ", "12/2024/NĐ-CP"),
        ("7∕2011∕QĐ−UBND", "7/2011/QĐ-UBND"),
    ],
)
def test_cyrillic_greek_and_full_width_letters_read_as_the_latin_ones_they_look_like(typed: str, plain: str) -> None:
    one, other = read(typed), read(plain)

    assert one is not None
    assert other is not None
    assert {**one.as_record(), "raw": ""} == {**other.as_record(), "raw": ""}


@pytest.mark.parametrize(
    ("title", "type_code", "body", "year", "issuer"),
    [
        ("Thông tư của Bộ Tài chính số 12/2010/TT-BTC hướng dẫn", "TT", "BTC", 2010, "Bộ Tài chính"),
        ("Nghị định của Chính phủ số 12/2010/NĐ-CP ngày 5/6/2010", "NĐ", "CP", 2010, "Chính phủ"),
        ("Quyết định Bộ Kế hoạch và Đầu tư số 7/QĐ-BKH về", "QĐ", "BKH", None, "Bộ Kế hoạch và Đầu tư"),
        ("Văn bản số 12/2010/QĐ-TTg về", "QĐ", "TTg", 2010, ""),
        ("Giấy chứng nhận số 05/GCN-BYT", "GCN", "BYT", None, ""),
        ("Hướng dẫn liên ngành số 12/HDLN-SNV-STC", "HDLN", "SNV-STC", None, ""),
        ("Thông tư liên tịch số 05/2014/TTLT-BTC- BNV hướng dẫn", "TTLT", "BTC-BNV", 2014, ""),
        ("Quyết định số 05/QĐ-HĐQT/2019 về việc bổ nhiệm", "QĐ", "HĐQT", 2019, ""),
        ("“Quyết định số 12/2010/QĐ-BTC”", "QĐ", "BTC", 2010, ""),
    ],
)
def test_a_title_gives_its_own_number_whatever_stands_around_it(
    title: str, type_code: str, body: str, year: int | None, issuer: str
) -> None:
    found = read(title)

    assert found is not None
    assert (found.type_code, found.organisation, found.year, found.issuer_text) == (type_code, body, year, issuer)


@pytest.mark.parametrize(
    "title",
    [
        "Sửa đổi Thông tư số 12/2010/TT-BTC",
        "Báo cáo thực hiện Nghị quyết số 12/NQ-CP",
        "Thông tư của Bộ Tài chính sửa đổi Thông tư số 12/2010/TT-BTC",
        "Tài liệu hướng dẫn thi hành Luật số 12/2010/QH12",
    ],
)
def test_the_number_of_another_document_is_not_taken_for_the_titles_own(title: str) -> None:
    assert read(title) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("UBQGPCAIDS", "Ủy ban Quốc gia"),
        ("BCĐTWPCTN", "Ban Chỉ đạo"),
        ("UBND-HCM", "Ủy ban nhân dân"),
        ("UBNDT", "Ủy ban nhân dân"),
        ("CT.UBND", "Ủy ban nhân dân"),
        ("UBTVQHK9", "Ủy ban Thường vụ Quốc hội"),
        ("TTg-KTTH", "Thủ tướng Chính phủ"),
        ("TLĐLĐVN-BLĐTBXH", "Tổng Liên đoàn Lao động Việt Nam"),
    ],
)
def test_a_code_that_no_list_holds_still_tells_what_kind_of_body_it_is(code: str, name: str) -> None:
    assert name in DEFAULT.issuers(code)
