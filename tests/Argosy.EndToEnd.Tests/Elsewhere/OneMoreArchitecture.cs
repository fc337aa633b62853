using Argosy.EndToEnd.Tests.Building;
using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.Elsewhere;

/// <summary>A clone with one more architecture in the model: the main job for it, then the checkout's targets for the
/// checkout's architectures, without the proofs.</summary>
public sealed class OneMoreArchitecture : IDisposable
{
    public const string Word = "s390x";

    public Clone Clone { get; } = new Clone().Compiled();

    public BuildRun Run { get; }

    /// <summary>The main job's report.</summary>
    public Report Report { get; }

    public OneMoreArchitecture()
    {
        try
        {
            Clone.Edit("argosy.yaml", "ppc64le]", $"ppc64le, {Word}]");
            // No lock pins it yet, and the mirror may have changed since the others were pinned.
            Clone.Edit("argosy.yaml", "  allow-differences:\n", $"  allow-differences:\n    {Word}: not pinned yet\n");
            // qemu 7.2 can't start mono for s390x.
            Run = Clone.Build($"--arch={Word}", "--allow-inconclusive");
        }
        catch
        {
            Clone.Dispose();
            throw;
        }

        Report = Run.ExitCode == 0 ? Report.Of(Clone.Folder) : new(0, []);
    }

    /// <summary>The clone's report after it made the checkout's targets, each once.</summary>
    public Report MakeTheSame()
    {
        var listed = string.Join(',', Model.Load(Repository.At(Model.FileName)).Architectures);
        foreach (var target in new[] { "Mirrors", "Images" })
            Clone.Build($"--target={target}", $"--arch={listed}").ShouldSucceed();
        return Report.Of(Clone.Folder);
    }

    public void Dispose() => Clone.Dispose();
}
