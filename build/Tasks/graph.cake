// The tasks of the model, and this repository's own. build.cake loads this file from build/.out, where build.sh copies it next to the
// assemblies.
#r "Cake.Argosy.dll"
#r "Argosy.Build.dll"

RegisterArgosyTasks(Task, Teardown, typeof(Argosy.Build.Lint));
