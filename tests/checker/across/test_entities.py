"""One body is known by all usual spellings of its name, and no two bodies are taken for one."""

from __future__ import annotations

import pytest

from mingzhang.checker.across.entities import Names, name_key, plain_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中国共产党盂县委员会社会工作部", "盂县县委社会工作部"),
        ("中共盂县县委社会工作部", "山西省阳泉市盂县县委社会工作部"),
        ("中国共产党长治市上党区委员会组织部", "上党区委组织部"),
        ("示范县档案馆", "示范县 档案馆（本级）"),
        ("示范县教育局", "示范县教育局机关"),
        ("盂县卫生健康局(部门)", "盂县卫生健康局（部门）"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("阳泉市城区民政局", "晋城市城区民政局"),
        ("盂县民政局", "盂县财政局"),
        ("盂县第一中学", "盂县第二中学"),
        ("盂县县委组织部", "盂县县委宣传部"),
        ("盂县教育局", "盂县教育局招生考试中心"),
    ],
)
def test_different_bodies(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("盂县退投军人事务局", ["盂县退役军人事务局"]),
        ("孟县退役军人事务局", ["盂县退役军人事务局"]),
        ("盂县退役军人务事局", ["盂县退役军人事务局"]),
        ("盂县第二小学校", []),
        ("盂县档案馆", []),
    ],
)
def test_names_one_slip_away(written: str, found: list[str]) -> None:
    names = Names(map(plain_name, ["盂县退役军人事务局", "盂县第一小学校", "盂县档室馆"]))
    assert list(names.near(plain_name(written))) == found
