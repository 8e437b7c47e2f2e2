"""Captions of charts, and what is written in them, are no text of a section."""

from __future__ import annotations

from mingzhang.reader.formats.text import text_document
from mingzhang.reader.recognise.cleaning import cleaned
from mingzhang.reader.recognise.strips import strips_of
from mingzhang.reader.recognise.vocabulary import vocabulary
from mingzhang.scheme import load_scheme

WORDS = vocabulary(load_scheme("shanxi", 2025))
CHART = ["单位：万元 数据：表三 基本支出 项目支出", "档案事务 994488.41", "0 200 400"]


def kept(*lines: str) -> tuple[list[str], list[str]]:
    document = text_document("\n".join(lines).encode())
    ready = cleaned(strips_of(document), WORDS)
    return [strip.text for strip in ready.strips], [mark.text for mark in ready.marks]


def test_a_chart_that_was_printed_as_text_is_set_aside_with_its_caption() -> None:
    text, marks = kept("支出如下。", *CHART, "图2 基本支出和项目支出构成图", "无")
    assert text == ["支出如下。", "无"]
    assert marks == [*CHART, "图2 基本支出和项目支出构成图"]


def test_a_numbered_caption_alone_is_set_aside() -> None:
    assert kept("支出如下。", "图12　三公经费分布图") == (["支出如下。"], ["图12　三公经费分布图"])


def test_a_caption_without_a_number_is_text() -> None:
    assert kept("支出如下。", "三公经费分布图")[0] == ["支出如下。", "三公经费分布图"]
    text, marks = kept("支出如下。", *CHART, "三公经费分布图")
    assert (text, marks) == (["支出如下。", "三公经费分布图"], CHART)


def test_without_a_caption_nothing_is_set_aside() -> None:
    lines = ["单位：万元 数据：表三", *(f"第{at}句话。" for at in range(200)), "图1 项目支出规模图"]
    assert kept(*lines)[0] == lines[:-1]
    assert kept("图3 馆藏档案分布", "其余如下。")[0] == ["图3 馆藏档案分布", "其余如下。"]
