// With the packages from NuGet: #addin nuget:?package=Cake.Argosy and #module nuget:?package=Cake.Argosy.Module
#r "../../build/.out/Cake.Argosy.dll"

RegisterArgosyTasks(Task, Teardown);
RunTargets(Arguments("target", "Default"));
