using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Elsewhere;

/// <summary>The main job in another folder, with one word added to the model. Compiled there, too.</summary>
public sealed class OneMoreArchitecture : IDisposable
{
    public const string Word = "s390x";

    public Clone Clone { get; } = new();

    public BuildRun Run { get; }

    public Report Report { get; }

    public OneMoreArchitecture()
    {
        try
        {
            Clone.Edit("argosy.yaml", "ppc64le]", $"ppc64le, {Word}]");
            Run = Clone.Build();
        }
        catch
        {
            Clone.Dispose();
            throw;
        }

        Report = Run.ExitCode == 0 ? Report.Of(Clone.Folder) : new(0, []);
    }

    public void Dispose() => Clone.Dispose();
}
