#module nuget:?package=Cake.Argosy.Module&version=@version@
#addin nuget:?package=Cake.Argosy.Module&version=@version@
using Cake.Argosy.Module.Declarations;

// Two tasks that need each other at the same time: only an engine that runs them in parallel comes to the end.
using System.Threading;
var barrier = new Barrier(2);
void Meet()
{
    if (!barrier.SignalAndWait(TimeSpan.FromMinutes(5))) throw new CakeException("the tasks ran one after the other");
}

Task("Left").Inputs("build.cake").Outputs("left").Does(() => { Meet(); System.IO.File.WriteAllText("left", "l"); });
Task("Right").Inputs("build.cake").Outputs("right").Does(() => { Meet(); System.IO.File.WriteAllText("right", "r"); });
Task("Both").IsDependentOn("Left").IsDependentOn("Right").Does(() => Information("both ran at the same time"));

RunTarget(Argument("target", "Both"));
