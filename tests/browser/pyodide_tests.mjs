// Runs pytest in Python for the browser, on the files named as arguments. The last line is its exit
// code and what it counted.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const [packages, ...files] = process.argv.slice(2);
const python = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" } });
for (const [name, folder] of [["/repo", root], ["/packages", packages]]) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, name);
}
python.globals.set("files", python.toPy(files));
try {
  const code = python.runPython(`
import os, sys
sys.path[:0] = ["/repo/src", "/packages", "/repo"]
os.chdir("/repo")
import pytest
# Without the plugins and settings that need processes or compiled code.
int(pytest.main(["-q", "--noconftest", "-p", "no:cacheprovider", "-p", "no:xdist",
  "-p", "no:hypothesispytest", "-p", "no:faulthandler", "--basetemp=/tmp/tests", *files]))
`);
  console.log(`exit code ${code}`);
} catch (error) {
  console.log(String(error.message).slice(-4000));
}
