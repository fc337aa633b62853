#r "build/.out/Cake.Argosy.dll"
#r "build/.out/Argosy.Build.dll"

RegisterArgosyTasks(Task, Teardown, typeof(Argosy.Build.Default));
RunTarget(Argument("target", "Default"));
