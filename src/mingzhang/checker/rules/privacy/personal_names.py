"""Names of persons in running text.

Any two or three characters may be a name, so that a name is known by its family name and by the
words around it. Common words that begin like a name are none.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["NAME", "is_name"]

_DOUBLE: Final = (
    "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|长孙|宇文|闻人|呼延|东方"
)
_SINGLE: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁"
    "舒耿牟卜詹关苗凌费纪靳盛童甄曲游阳裴席卫查屈鲍覃霍翁隋植甘景薄单司柏宁柯阮桂闵解柴华车冉房边"
    "辜吉饶刁瞿戚丘古米池滕苑邬臧畅宫来苟褚廉娄符奚穆燕郎邸冀谈姬屠连郜晏栾郁蒙喻窦迟敖卓仇艾蓝巩井"
    "练仲乐虞卞封冼楚佟栗匡宗应巫鞠桑荆沙闫师肖付于成向强弓逯荀郇芮占"
)
_GIVEN: Final = (
    "(?:(?![等的与及因在是由每共各位户个次了也我你他她这那并或被把某])[\u4e00-\u9fff]){1,2}"
)
NAME: Final = f"(?:{_DOUBLE}|[{_SINGLE}]){_GIVEN}"
"""What may be a name; `is_name` says whether it is one."""

_WORDS: Final = (
    "高度等级效龄校中层标血危端速清质考产品温位原 安全排置装保抚监葬防检居徽定 康复养乐健 周边转期岁年末围密到"
    " 方面法式案便针 任务何职免期教意 金额融属牌 常务规态见年用设驻委住 成本立果员效功就绩年套片 时效期间"
    " 万元人户余亩吨千 于是年此今本当 余人名元额下热 项目 明确显细 文化物旅体秘字书本教艺件档 关爱于心怀键注系停"
    " 管理护委辖控道网线 单位独项一亲据 应急当对届该收享缴 车辆费间位船险补 解决放困除读释 严格重肃厉峻打"
    " 强化制调烈 毛利重 史料志 雷电 路段面费灯基由 房屋租产间贴改 武装警术器 洪涝水灾 黄河金牌 马上克拉 牛羊奶肉"
    " 古建树迹城 连续片队同带锁 向社上全下前其各 齐全抓 师资生范徒 施工行救肥教 顾问客 易地返 费用 夏季粮 华北侨人"
    " 包括装干含 左右 司机法务 来信访自源年 阳光台 白内血 游客 乐观 温暖馨饱室 程序度 查询处明实阅 卫生健 池塘"
    " 宗教旨 景区观点 江苏西 许可多 符合 曾任经 沙棘石 童年 曲线 章程节 席位 田间地 谈话判 纪检委律念要录"
    " 谷物 林业草地木长区场农 封闭山 申请报领诉办 季度节 盛大 农村业户民 段时落 钱款物 白天 边远境缘 燕麦 植树物保"
    " 舒适 畅通 连年 吉林 苗木圃 温控 楚雄 车间 石油料 武汉 兰州 沈阳 桂林 柳州 温州 金华 苏州 常州 徐州 郑州 贺信"
    " 付款息 成年长 占地比用 向阳 强度 廉政洁租价 宫颈 练习 匡算 蒙古 易燃 谈心 米面 井盖 仲裁 司仪 薄弱 甘肃 宁夏波"
)
_COMMON: Final = frozenset(f"{word[0]}{rest}" for word in _WORDS.split() for rest in word[1:])
_ENDINGS: Final = re.compile(
    r".*(?:[县区市镇乡村局部委办所站院校馆厂省路街会社队组户岁款费金类级期量率]|人员|干部|职工|群众|党员|家庭|单位|"
    r"资金|工作|活动|项目|学生|老人|儿童|军人|患者|遗属|机构|企业|对象|补[助贴]|救助|慰问|同志|发放)"
)


def is_name(text: str) -> bool:
    """Whether two to four characters that begin like a name are no other word.

    >>> is_name("王小明"), is_name("高龄"), is_name("任务书"), is_name("安康村")
    (True, False, False, False)
    """
    return text[:2] not in _COMMON and not _ENDINGS.fullmatch(text)
