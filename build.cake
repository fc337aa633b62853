#load "build/.out/*.cake"

if (Tasks.Count == 0) throw new CakeException("ARG0778 build.cake: build/ isn't compiled, so that there are no tasks. Run ./build.sh: it compiles build/ and takes the same arguments.");
RunTargets(Arguments("target", "Default"));
