"""Run by the system's Python with LibreOffice's uno: what the VBA modules of a file are and give.

    python3 uno_addin.py FILE PROFILE REPLACED [Module.Function JSON-ARGUMENTS]...

prints JSON: the modules' names and line counts as they were, and each function's result. REPLACED
is JSON: modules that LibreOffice cannot compile, and the text to put in their place before a call
(its Basic runs nothing of a library while one module in it does not compile).
"""

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

# With any other filter LibreOffice opens the add-in's sheet and drops its VBA.
FILTER = "Calc MS Excel 2007 VBA XML"
ALWAYS_RUN_MACROS = 4


def main(path: str, profile: str, replaced: dict[str, str], calls: list[str]) -> None:
    pipe = f"kpibook{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={Path(profile).absolute().as_uri()}",
            *("--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        desktop = connected(pipe)
        document = desktop.loadComponentFromURL(
            Path(path).absolute().as_uri(),
            "_blank",
            0,
            (
                given("Hidden", True),
                given("FilterName", FILTER),
                given("MacroExecutionMode", ALWAYS_RUN_MACROS),
            ),
        )
        modules = modules_of(document)
        library = document.BasicLibraries.getByName("VBAProject")
        for name, text in replaced.items():
            put = library.replaceByName if library.hasByName(name) else library.insertByName
            put(name, text)
        results = [
            result_of(document, name, json.loads(arguments))
            for name, arguments in zip(calls[::2], calls[1::2], strict=True)
        ]
        sys.stdout.write(json.dumps({"modules": modules, "results": results}))
        document.close(True)
        desktop.terminate()
        office.wait(20)
    finally:
        office.kill()


def connected(pipe: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
    raise SystemExit("LibreOffice did not start within a minute")


def given(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def modules_of(document: object) -> dict[str, int]:
    found = {}
    for library in document.BasicLibraries.ElementNames:
        document.BasicLibraries.loadLibrary(library)
        modules = document.BasicLibraries.getByName(library)
        for name in modules.ElementNames:
            found[name] = len(modules.getByName(name).splitlines())
    return found


def result_of(document: object, name: str, arguments: list[object]) -> object:
    script = document.getScriptProvider().getScript(
        f"vnd.sun.star.script:VBAProject.{name}?language=Basic&location=document"
    )
    return script.invoke(tuple(arguments), (), ())[0]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4:])
