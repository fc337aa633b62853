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
            // No lock pins it yet, and the mirror may have moved on since the others were pinned.
            Clone.Edit("argosy.yaml", "  allow-differences:\n", $"  allow-differences:\n    {Word}: not pinned yet\n");
            // qemu 7.2 can't start mono for s390x.
            Run = Clone.Build("--allow-inconclusive");
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
