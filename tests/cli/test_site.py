"""The command `site build`: what it says, with which exit code, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.program import Run
from tests.workflow.site.sites import contents, corrected, disclosure, given

from mingzhang.model import disclosure_to_json

SCHOOLS = "示范县教育局"


def flawed() -> bytes:
    """The small department's disclosure with a total that its parts contradict."""
    tree = json.loads(disclosure_to_json(disclosure(SCHOOLS)))
    (table,) = [one for one in tree["tables"] if one["id"] == "03"]
    table["rows"][0]["cells"]["total"] = "99.99"
    return json.dumps(tree).encode()


def test_site_of_a_folder_is_built(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure(), b=disclosure(SCHOOLS))
    answer = run("site", "build", "in", "--out", "site", "--format", "json")
    assert (answer.code, answer.data) == (0, "")
    assert answer.lines[:2] == [
        "2 份没有公开日期，没有列入订阅（feed.xml）；可用 --published 给出",
        "没有给出网址（--base），没有生成网站地图（sitemap.xml）",
    ]
    assert answer.lines[2].startswith("网站有 2 份公开，这次生成 2 份；写入 ")
    assert "部门预算公开" in (tmp_path / "site/index.html").read_text("utf-8")


def test_workbook_and_options_are_taken(run: Run, book: Path, tmp_path: Path) -> None:
    answer = run(
        "site", "build", book, "--out", "site", "--format", "json", "--title", "示范省预算",
        "--base", "https://example.gov.cn/ysgk/", "--published", "2026-02-10",
    )  # fmt: skip
    assert answer.code == 0
    assert len(answer.lines) == 1
    feed = (tmp_path / "site/feed.xml").read_text("utf-8")
    assert "<title>示范省预算</title>" in feed
    assert "https://example.gov.cn/ysgk/e/" in feed
    assert (tmp_path / "site/sitemap.xml").exists()


def test_what_cannot_be_read_is_told_and_the_rest_is_built(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure())
    (tmp_path / "in/坏的.json").write_text("{", "utf-8")
    answer = run("site", "build", "in", "--out", "site", "--format", "json")
    assert answer.code == 2
    assert answer.lines[0].startswith("坏的.json：不是完整的 JSON")
    assert "网站有 1 份公开" in answer.lines[-1]


def test_errors_found_by_the_checker_are_told(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure())
    (tmp_path / "in/b.json").write_bytes(flawed())
    answer = run("site", "build", "in", "--out", "site", "--format", "json")
    assert answer.code == 1
    assert answer.lines[0].startswith("以下公开有问题，仍已生成；用 mingzhang check 查看")
    assert answer.lines[1].startswith("  b.json：有 ")
    again = run("site", "build", "in", "--out", "site", "--format", "json")
    assert (again.code, again.lines[:2]) == (1, answer.lines[:2])


def test_change_without_a_correction_and_what_is_absent_are_told(run: Run, tmp_path: Path) -> None:
    made = disclosure()
    given(tmp_path / "in", a=made, b=disclosure(SCHOOLS))
    run("site", "build", "in", "--out", "site", "--format", "json")
    given(tmp_path / "in", a=corrected(made, "办公用品", "电费"))
    (tmp_path / "in/b.json").unlink()
    words = run("site", "build", "in", "--out", "site", "--format", "json").words
    assert "以下公开的内容换了，但没有更正日期，没有列入更正公告：\n  示范县档案馆2026年\n" in words
    assert (
        "以下公开这次没有给出，仍保留在网站上；要撤下请加 --prune：\n  示范县教育局2026年" in words
    )
    words = run("site", "build", "in", "--out", "site", "--format", "json", "--prune").words
    assert "以下公开已从网站撤下：\n  示范县教育局2026年" in words


def test_nothing_to_publish_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "坏的.json").write_text("{", "utf-8")
    answer = run("site", "build", "坏的.json", "--out", "site")
    assert (answer.code, answer.lines[-1]) == (2, "没有可以公开的数据，网站没有写入")
    assert contents(tmp_path / "site") == {}


def test_files_within_the_site_are_refused(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure())
    answer = run("site", "build", "in", "--out", ".")
    assert (answer.code, answer.lines) == (
        2,
        [".：in 在网站文件夹里，会混在网站的文件中；请把网站写到另一个文件夹"],
    )
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_site_among_what_was_given_is_no_document(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure())
    run("site", "build", "in", "--out", "in/site", "--format", "json")
    answer = run("site", "build", "in", "--out", "in/site", "--format", "json")
    assert answer.code == 0
    assert "这次生成 0 份；写入 0 个文件" in answer.lines[-1]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--base", "example.gov.cn", "“example.gov.cn”不是网站的网址"),
        ("--base", "ftp://a.cn", "“ftp://a.cn”不是网站的网址"),
        ("--base", "https://a.cn/?a=1", "“https://a.cn/?a=1”不是网站的网址"),
        ("--base", "https://a.cn/?", "“https://a.cn/?”不是网站的网址"),
        ("--base", "https://a.cn/#", "“https://a.cn/#”不是网站的网址"),
        ("--base", " https://a.cn", "“ https://a.cn”不是网站的网址"),
        ("--base", "https://a.cn/预 算", "“https://a.cn/预 算”不是网站的网址"),
        ("--base", "https://a.cn\t/b", "“https://a.cn"),
        ("--base", "https:///ysgk", "“https:///ysgk”不是网站的网址"),
        ("--base", "https://人@a.cn", "“https://人@a.cn”不是网站的网址"),
        ("--base", "https://a.cn:x", "“https://a.cn:x”不是网站的网址"),
        ("--published", "三月一日", "“三月一日”不是日期，请按 2026-03-01 的样子填写"),
        ("--title", "  ", "网站名称是空的，请写一个名称"),
        ("--format", "odt", "没有名为“odt”的格式"),
    ],
)
def test_option_that_cannot_be_used_is_told(
    run: Run, tmp_path: Path, option: str, value: str, said: str
) -> None:
    given(tmp_path / "in", a=disclosure())
    answer = run("site", "build", "in", "--out", "site", option, value)
    assert answer.code == 2
    assert answer.words.startswith(f"{option}：{said}")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "base", ["http://a.cn", "HTTPS://a.cn:8080/预算/", "http://[::1]:80/a", "http://10.0.0.1/a/b"]
)
def test_public_address_may_have_a_port_and_folders(run: Run, tmp_path: Path, base: str) -> None:
    given(tmp_path / "in", a=disclosure())
    answer = run("site", "build", "in", "--out", "site", "--format", "json", "--base", base)
    assert answer.code == 0
    assert base.rstrip("/")[:12] in (tmp_path / "site/sitemap.xml").read_text("utf-8")


def test_options_taken_over_from_the_last_build_are_told(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure(published_on="2026-02-10"))
    asked = ("--title", "示范省预算", "--base", "https://a.cn/ysgk", "--format", "json,csv")
    assert len(run("site", "build", "in", "--out", "site", *asked).lines) == 1
    again = run("site", "build", "in", "--out", "site")
    assert again.lines[0] == (
        "沿用上次的名称“示范省预算”、网址 https://a.cn/ysgk、下载格式 json,csv"
    )
    assert "这次生成 0 份；写入 0 个文件" in again.lines[1]
    given_anew = run("site", "build", "in", "--out", "site", "--base", "", "--format", "json")
    assert given_anew.lines[0] == "沿用上次的名称“示范省预算”"
    assert not (tmp_path / "site/sitemap.xml").exists()


def test_correction_that_is_not_given_is_told(run: Run, tmp_path: Path) -> None:
    made = disclosure(published_on="2026-02-10")
    new = corrected(disclosure(corrected_on="2026-03-01", correction="写错了"), "办公用品", "电费")
    given(tmp_path / "in", a=made, b=new)
    run("site", "build", "in", "--out", "site", "--format", "json")
    (tmp_path / "in/b.json").unlink()
    words = run("site", "build", "in", "--out", "site").words
    said = "示范县档案馆2026年 2026-03-01 的更正\n"
    assert f"以下更正没有给出，仍保留在网站上；要撤下请加 --prune：\n  {said}" in words
    assert "以下公开" not in words
    given(tmp_path / "in", a=corrected(made, "办公用品", "油料"))
    answer = run("site", "build", "in", "--out", "site")
    assert answer.code == 2
    assert answer.lines[0].startswith("a.json：示范县档案馆2026年的公开在网站上已有 2026-03-01 的")
    given(tmp_path / "in", a=made)
    words = run("site", "build", "in", "--out", "site", "--prune").words
    assert f"以下更正没有给出，已从网站撤下：\n  {said}" in words


def test_another_site_among_what_was_given_is_no_document(run: Run, tmp_path: Path) -> None:
    given(tmp_path / "in", a=disclosure())
    run("site", "build", "in", "--out", "in/旧网站", "--format", "json")
    answer = run("site", "build", "in", "--out", "新网站", "--format", "json")
    assert answer.code == 0
    assert "网站有 1 份公开" in answer.lines[-1]


def test_folder_without_documents_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    answer = run("site", "build", "in", "--out", "site")
    assert (answer.code, answer.lines[0]) == (2, "in：文件夹中没有可以读的文件")


def test_site_without_a_command_shows_its_help(run: Run) -> None:
    assert "build" in run("site").words
