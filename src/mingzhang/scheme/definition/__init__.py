"""The words of the scheme language: what a scheme's YAML files may say.

Each class is one kind of entry; its fields are the keys that the file may use, and a file is
converted into them by type. Texts with `{…}` are templates (see `template`). Coordinates are
written as `at: {dimension: member}`.
"""

from mingzhang.scheme.definition.charts import (
    ChartColumn,
    ChartDefinition,
    ChartRow,
    ChartsFile,
    ChartTotal,
    ChartWords,
)
from mingzhang.scheme.definition.forms import (
    FieldDefinition,
    FormCell,
    FormDefinition,
    FormsFile,
    IndicatorLevel,
    LevelTwo,
)
from mingzhang.scheme.definition.head import (
    DimensionDefinition,
    MemberDefinition,
    OptionDefinition,
    SchemeFile,
)
from mingzhang.scheme.definition.narrative import (
    FigureDefinition,
    ListDefinition,
    NarrativeFile,
    ParagraphDefinition,
    PhraseDefinition,
    SectionDefinition,
    TextDefinition,
    VariantDefinition,
    WordingDefinition,
)
from mingzhang.scheme.definition.publication import (
    AttachmentDefinition,
    GlossaryFile,
    OverviewDefinition,
    PartDefinition,
    PublicationFile,
    RegisterDefinition,
    RegisterItemDefinition,
    RegistersFile,
    TermDefinition,
)
from mingzhang.scheme.definition.rules import RuleSetting, RulesFile
from mingzhang.scheme.definition.tables import (
    BandRule,
    ColumnDefinition,
    HeaderCell,
    RowRule,
    SideDefinition,
    TableDefinition,
    TablesFile,
)

__all__ = [
    "AttachmentDefinition",
    "BandRule",
    "ChartColumn",
    "ChartDefinition",
    "ChartRow",
    "ChartTotal",
    "ChartWords",
    "ChartsFile",
    "ColumnDefinition",
    "DimensionDefinition",
    "FieldDefinition",
    "FigureDefinition",
    "FormCell",
    "FormDefinition",
    "FormsFile",
    "GlossaryFile",
    "HeaderCell",
    "IndicatorLevel",
    "LevelTwo",
    "ListDefinition",
    "MemberDefinition",
    "NarrativeFile",
    "OptionDefinition",
    "OverviewDefinition",
    "ParagraphDefinition",
    "PartDefinition",
    "PhraseDefinition",
    "PublicationFile",
    "RegisterDefinition",
    "RegisterItemDefinition",
    "RegistersFile",
    "RowRule",
    "RuleSetting",
    "RulesFile",
    "SchemeFile",
    "SectionDefinition",
    "SideDefinition",
    "TableDefinition",
    "TablesFile",
    "TermDefinition",
    "TextDefinition",
    "VariantDefinition",
    "WordingDefinition",
]
