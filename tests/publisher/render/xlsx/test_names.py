"""Names of cells: read back as the address, and such as every spreadsheet takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingzhang.publisher.render.xlsx.names import LONGEST, address_of, name_of

ADDRESSES = st.text(min_size=1, max_size=40) | st.from_regex(
    r"[0-9]{2}\.[一-龥、（）~/“”]{1,12}\.[a-z_]{1,12}", fullmatch=True
)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("03.2013902.total", "f_03_2013902_total"),
        ("02.合计~2.gov_fund", "f_02_合计.7e.2_gov._fund"),
        ("01.一、外交支出.total", "f_01_一.3001.外交支出_total"),
        ("12.A a'\"[].x", "f_12_.41..20.a.27..22..5b..5d._x"),
    ],
)
def test_name_says_the_address(address: str, name: str) -> None:
    assert (name_of(address), address_of(name)) == (name, address)


@given(ADDRESSES)
@example("._")
@example("_.")
@example("..")
@example("_7e_")
@example(".7e.")
def test_address_is_read_from_the_name(address: str) -> None:
    name = name_of(address)
    if "..." not in name:
        assert address_of(name) == address
    assert len(name) <= LONGEST
    assert re.fullmatch(r"f_[0-9a-z\u4e00-\u9fff._]*", name)


@given(ADDRESSES, ADDRESSES)
@example("12.A.total", "12.a.total")
@example("a_b", "a.b")
def test_two_addresses_have_two_names(one: str, other: str) -> None:
    assert one == other or name_of(one).casefold() != name_of(other).casefold()


def test_address_too_long_for_a_name_is_cut_and_stays_its_own() -> None:
    names = [name_of(f"12.{'党建（工作）经费' * 40}{number}.total") for number in range(50)]
    assert len(set(names)) == 50
    assert all(len(name) <= LONGEST and address_of(name) is None for name in names)


@pytest.mark.parametrize(
    "name", ["total", "f_.zz.", "f_.110000000.", "f_A", "f_.41", "f_.61.", "f_a-b", ""]
)
def test_foreign_name_has_no_address(name: str) -> None:
    assert address_of(name) is None
