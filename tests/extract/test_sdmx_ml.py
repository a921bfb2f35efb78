"""SDMX-ML in its versions and layouts; all specimens are constructed after the standard."""

import io
import zipfile
from pathlib import Path

import pytest

from pipelines.extract import sdmx_ml
from tests.extract.reading import read, refused

FORMAT = "sdmx-ml"
V21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
V20 = "http://www.SDMX.org/resources/SDMXML/schemas/v2_0"
SPACES = (
    f'xmlns:m="{V21}/message" xmlns:g="{V21}/data/generic" xmlns:c="{V21}/common" '
    f'xmlns:footer="{V21}/message/footer" xmlns:ss="{V21}/data/structurespecific" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:x"'
)


def message(kind: str, body: str, at: str = "TIME_PERIOD") -> bytes:
    header = (
        "<m:Header><m:Prepared>2026-01-02T03:04:05</m:Prepared>"
        f'<m:Structure structureID="S" dimensionAtObservation="{at}"/></m:Header>'
    )
    return f"<m:{kind} {SPACES}>{header}{body}</m:{kind}>".encode()


def specific(body: str, at: str = "TIME_PERIOD", **attributes: str) -> bytes:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return message(
        "StructureSpecificData",
        f'<m:DataSet ss:structureRef="S" action="Replace"{said}>{body}</m:DataSet>',
        at,
    )


def values(**said: str) -> str:
    return "".join(f'<g:Value id="{name}" value="{value}"/>' for name, value in said.items())


def test_generic_series(tmp_path: Path) -> None:
    body = (
        f"<m:DataSet><g:Series><g:SeriesKey>{values(FREQ='A', GEO='DE')}</g:SeriesKey>"
        f"<g:Attributes>{values(UNIT_MULT='6', UNIT_MEASURE='EUR')}</g:Attributes>"
        '<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="1.50"/>'
        f"<g:Attributes>{values(OBS_STATUS='E')}</g:Attributes></g:Obs>"
        '<g:Obs><g:ObsDimension value="2021"/></g:Obs></g:Series></m:DataSet>'
    )
    first, second = read(FORMAT, message("GenericData", body), tmp_path).to_dicts()
    assert (first["printed"], first["period"], first["dim:GEO"]) == ("1.50", "2020", "DE")
    assert (first["unit"], first["scale"], first["obs_status"]) == ("EUR", 6, ["E"])
    assert (second["printed"], second["missing"]) == (None, "no value given")
    assert second["obs_status"] == [], "a flag is of its own observation"
    path = "/GenericData[1]/DataSet[1]/Series[1]/Obs[1]/ObsValue[1]/@value"
    assert first["locator"] == path


def test_generic_flat(tmp_path: Path) -> None:
    body = (
        f"<m:DataSet><g:Obs><g:ObsKey>{values(GEO='DE', TIME_PERIOD='2020')}</g:ObsKey>"
        '<g:ObsValue value="7"/></g:Obs></m:DataSet>'
    )
    [cell] = read(FORMAT, message("GenericData", body, "AllDimensions"), tmp_path).to_dicts()
    assert (cell["printed"], cell["dim:GEO"], cell["period"]) == ("7", "DE", "2020")


def test_generic_of_version_2_0_with_groups_round_the_series(tmp_path: Path) -> None:
    value = '<g:Value concept="{}" value="{}"/>'.format
    text = (
        f'<m:GenericData xmlns:m="{V20}/message" xmlns:g="{V20}/generic"><m:DataSet>'
        f"<g:Group><g:GroupKey>{value('GEO', 'DE')}</g:GroupKey>"
        f"<g:Attributes>{value('TITLE', 'Of Germany')}</g:Attributes>"
        f"<g:Series><g:SeriesKey>{value('FREQ', 'A')}{value('GEO', 'DE')}</g:SeriesKey>"
        '<g:Obs><g:Time>2009</g:Time><g:ObsValue value="16.8"/></g:Obs></g:Series></g:Group>'
        "</m:DataSet></m:GenericData>"
    )
    [cell] = read(FORMAT, text.encode(), tmp_path).to_dicts()
    assert (cell["printed"], cell["period"], cell["dim:FREQ"]) == ("16.8", "2009", "A")
    assert cell["att:TITLE"] == "Of Germany"


def test_structure_specific_series(tmp_path: Path) -> None:
    body = (
        '<Series FREQ="A" REF_AREA="IT" UNIT_MULT="3" UNIT_MEASURE="EUR" TITLE="x">'
        '<Obs TIME_PERIOD="2020" OBS_VALUE="5" OBS_STATUS="P;B"/></Series>'
    )
    [cell] = read(FORMAT, specific(body, SOURCE="ISTAT"), tmp_path).to_dicts()
    assert (cell["dim:FREQ"], cell["dim:REF_AREA"], cell["scale"]) == ("A", "IT", 3)
    assert (cell["obs_status"], cell["unit"], cell["att:TITLE"]) == (["P", "B"], "EUR", "x")
    assert (cell["att:SOURCE"], cell["att:prepared"]) == ("ISTAT", "2026-01-02T03:04:05")
    assert "att:action" not in cell


def test_structure_specific_flat(tmp_path: Path) -> None:
    body = '<Obs GEO="DE" SEX="F" TIME_PERIOD="2020" OBS_VALUE="5" OBS_STATUS="A"/>'
    [cell] = read(FORMAT, specific(body, "AllDimensions"), tmp_path).to_dicts()
    assert (cell["dim:GEO"], cell["dim:SEX"], cell["period"]) == ("DE", "F", "2020")
    assert "dim:OBS_STATUS" not in cell


def test_another_dimension_at_the_observation(tmp_path: Path) -> None:
    body = (
        '<Series FREQ="A" TIME_PERIOD="2020"><Obs CURRENCY="USD" OBS_VALUE="1"/>'
        '<Obs CURRENCY="JPY" OBS_VALUE="2"/></Series>'
    )
    cells = read(FORMAT, specific(body, "CURRENCY"), tmp_path)
    assert cells.select("dim:CURRENCY", "period", "printed").rows() == [
        ("USD", "2020", "1"),
        ("JPY", "2020", "2"),
    ]


def test_a_measure_that_is_a_type_of_its_own(tmp_path: Path) -> None:
    body = '<Series TIME_PERIOD="2020"><Obs xsi:type="n:USD" OBS_VALUE="1"/></Series>'
    [cell] = read(FORMAT, specific(body, "CURRENCY"), tmp_path).to_dicts()
    assert cell["dim:CURRENCY"] == "USD"


def test_several_values_of_an_attribute(tmp_path: Path) -> None:
    body = (
        '<Series GEO="DE"><Obs TIME_PERIOD="2020" OBS_VALUE="1"><Comp id="NOTE">'
        "<Value>one</Value><Value>two</Value></Comp></Obs></Series>"
    )
    [cell] = read(FORMAT, specific(body), tmp_path).to_dicts()
    assert cell["att:NOTE"] == "one;two"


def test_compact_of_version_2_0_with_a_group_behind_the_series(tmp_path: Path) -> None:
    text = (
        f'<CompactData xmlns="{V20}/message" xmlns:d="urn:x"><d:DataSet>'
        '<d:Series FREQ="M" VIS_CTY="MX" COLLECTION="B"><d:Obs TIME_PERIOD="2000-01" '
        'OBS_VALUE="3.14"/></d:Series>'
        '<d:SiblingGroup VIS_CTY="MX" DECIMALS="2" TITLE="Mexico"/></d:DataSet></CompactData>'
    )
    [cell] = read(FORMAT, text.encode(), tmp_path).to_dicts()
    assert (cell["dim:FREQ"], cell["dim:VIS_CTY"], cell["printed"]) == ("M", "MX", "3.14")
    assert (cell["att:TITLE"], cell["att:DECIMALS"]) == ("Mexico", "2")


STRUCTURE = f"""<s:Structure xmlns:s="{V21}/structure"><s:DimensionList>
<s:Dimension id="COLLECTION"/><s:Dimension id="GEO"/><s:TimeDimension id="TIME_PERIOD"/>
</s:DimensionList></s:Structure>""".encode()
DATA = specific(
    '<Series X="1" COLLECTION="B" GEO="DE"><Obs TIME_PERIOD="2020" OBS_VALUE="1"/></Series>'
)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.xml", content)
    return buffer.getvalue()


def test_a_structure_says_what_is_a_dimension(tmp_path: Path) -> None:
    [cell] = read(FORMAT, zipped(data=DATA, structure=STRUCTURE), tmp_path).to_dicts()
    assert (cell["dim:COLLECTION"], cell["dim:GEO"], cell["att:X"]) == ("B", "DE", "1")
    assert str(cell["locator"]).startswith("member=data.xml;/StructureSpecificData[1]/")
    beside = tmp_path / "structure.xml"
    beside.write_bytes(STRUCTURE)
    [again] = read(FORMAT, DATA, tmp_path, structure=str(beside)).to_dicts()
    assert (again["dim:COLLECTION"], again["att:X"]) == ("B", "1")


def test_several_messages_of_a_zip_are_vintages(tmp_path: Path) -> None:
    cells = read(FORMAT, zipped(one=DATA, two=DATA.replace(b"2026-01-02", b"2026-02-02")), tmp_path)
    assert cells["vintage"].to_list() == ["2026-01-02T03:04:05", "2026-02-02T03:04:05"]


def footer(code: str, severity: str) -> str:
    return (
        f'<footer:Footer><footer:Message code="{code}" severity="{severity}">'
        "<c:Text>Too much was asked for.</c:Text></footer:Message></footer:Footer>"
    )


@pytest.mark.parametrize(("code", "severity"), [("413", "Infomation"), ("510", "Error")])
def test_a_footer_that_says_more_is_to_come_is_refused(
    code: str, severity: str, tmp_path: Path
) -> None:
    alone = message("GenericData", footer(code, severity))
    refused(FORMAT, alone, tmp_path, f"code {code}, and not with all the data: Too much")
    behind = DATA.replace(b"</m:Str", footer(code, severity).encode() + b"</m:Str")
    refused(FORMAT, behind, tmp_path, "Too much was asked for")


def test_a_footer_that_only_informs_is_passed_over(tmp_path: Path) -> None:
    behind = DATA.replace(b"</m:Str", footer("0", "Information").encode() + b"</m:Str")
    assert read(FORMAT, behind, tmp_path).height == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            message(
                "Error", '<m:ErrorMessage code="100"><c:Text>No data.</c:Text></m:ErrorMessage>'
            ),
            "the publisher answers with an error",
        ),
        (
            b"<S:Envelope xmlns:S='urn:s'><S:Fault><faultstring>Down</faultstring></S:Fault>"
            b"</S:Envelope>",
            "an error: Down",
        ),
        (STRUCTURE, "a structure message"),
        (message("CrossSectionalData", ""), "is not read; ask for generic or compact"),
        (message("GenericData", ""), "no data set in the message"),
        (b"<html><body>Sorry</body></html>", 'found "html"'),
        (b"", 'found "no XML"'),
        (DATA[:-40], "is broken at line 1"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + DATA, "declares a document type"),
    ],
)
def test_what_is_no_data_message_is_refused(body: bytes, sentence: str, tmp_path: Path) -> None:
    refused(FORMAT, body, tmp_path, sentence)


def test_a_message_is_recognised_by_its_outermost_element() -> None:
    assert sdmx_ml.recognises(DATA, "")
    assert sdmx_ml.recognises(zipped(data=DATA), "x.zip")
    assert not sdmx_ml.recognises(b"<html/>", "x.xml")
    assert not sdmx_ml.recognises(b"DATAFLOW,GEO", "x.xml")
