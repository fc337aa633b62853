# Runs a smoke test, then lists the modules of a folder that it imported.
import sys

folder, statements = sys.argv[1:3]
exec(compile(statements, "<smoke>", "exec"), {"__name__": "__main__"})
for module in list(sys.modules.values()):
    path = getattr(module, "__file__", None)
    if path and path.startswith(folder + "/"):
        print("imported: " + path)
