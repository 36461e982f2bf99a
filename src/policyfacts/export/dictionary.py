"""The data dictionary: name, label, type and meaning of each column, in English and Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from policyfacts.export.options import Labels
from policyfacts.facts import COLUMNS, Column

HEADINGS: dict[Labels, tuple[str, str, str, str]] = {
    "en": ("Column", "Label", "Type", "Meaning"),
    "zh": ("列名", "标签", "类型", "含义"),
}
_TYPES_ZH = {"text": "文本", "integer": "整数", "number": "数值", "date": "日期"}
_MEANINGS_ZH = {
    "doc": "文件，相对于所给文件夹的路径",
    "page": "页、工作表或幻灯片，从 1 起，仅在格式有分页时填写",
    "region": "统计所指的地区，用正式名称",
    "region_code": "地区的 GB/T 2260 代码，没有则为空",
    "indicator": "所统计的指标，不含地区、时间和数字；分句承前省略的部分已补全",
    "indicator_std": "指标的标准名称，词库中没有则为空",
    "kind": "level 水平、share 占比、rank 位次、ratio 比值、contribution 拉动或贡献、growth 增长",
    "relative_to": "占比：占谁的；位次：在谁之中；贡献：对谁的贡献",
    "period": "2024、2024-05、2024-Q1、2024-H1、2025-01/2025-05、2016/2020、2020-12-31",
    "year": "时期结束的公历年份",
    "period_start": "时期的第一天",
    "period_end": "时期的最后一天",
    "figure": "原文中的数字，写作阿拉伯数字，不含分隔符",
    "figure_max": "区间的上限，如原文",
    "unit": "原文中的单位",
    "value": "换算为基本单位的数值，精确；亩保留四位小数",
    "value_max": "区间的上限，换算为基本单位",
    "base_unit": "元、美元、吨、平方米、千瓦时、%、百分点、家、人……",
    "comparator": "eq 等于；gt 超过、ge 以上、lt 不足、le 以内、approx 约、range 区间",
    "status": "actual 实际、target 目标、forecast 预测",
    "growth_rate": "增速，百分数，下降为负",
    "growth_rate_max": "增速区间的上限，百分数",
    "growth_comparator": "增速的比较方式，取值同 comparator",
    "growth_basis": "yoy 同比、pop 环比、annual_avg 年均、base 较某一时期",
    "growth_base": "growth_basis 为 base 时所比较的时期",
    "change": "增减的绝对量，以其基本单位计，下降为负",
    "change_unit": "增减量的基本单位",
    "change_base": "增减量所比较的时期，或 yoy、pop",
    "flags": "推断而来或未能确定的内容，以 ; 连接",
    "rule": "得出本行的规则编号，以 ; 连接",
    "text": "事实前后的一段原文，全文见 sentence",
    "sentence": "所在的句子",
    "start": "数字（含单位）在文本中的起始位置",
    "end": "数字在文本中的结束位置（不含）",
    "table": "取自表格时的表号与单元格：3!B7",
    "value_shown": "以所要的单位表示的数值，未要求时为基本单位",
    "unit_shown": "value_shown 的单位",
}


def dictionary(labels: Labels | None = None, columns: Sequence[Column] = COLUMNS) -> list[tuple[str, str, str, str]]:
    """One row a column: name, label, type, meaning (in Chinese for ``zh``)."""
    if labels == "zh":
        return [(c.name, c.label_zh, _TYPES_ZH[c.type], _MEANINGS_ZH[c.name]) for c in columns]
    return [(c.name, c.label_en, c.type, c.meaning) for c in columns]
