#module nuget:?package=Cake.Argosy.Module&version=@version@
#addin nuget:?package=Cake.Argosy&version=@version@

RegisterArgosyTasks(Task, Teardown);
RunTargets(Arguments("target", "Default"));
