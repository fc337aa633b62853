using Argosy.EndToEnd.Tests.Building;
using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.Elsewhere;

/// <summary>Another folder, with one word added to the model: the main job for the new architecture, then what the checkout has for its own,
/// without the proofs.</summary>
public sealed class OneMoreArchitecture : IDisposable
{
    public const string Word = "s390x";

    public Clone Clone { get; } = new Clone().Compiled();

    public BuildRun Run { get; }

    /// <summary>Of the main job.</summary>
    public Report Report { get; }

    public OneMoreArchitecture()
    {
        try
        {
            Clone.Edit("argosy.yaml", "ppc64le]", $"ppc64le, {Word}]");
            // No lock pins it yet, and the mirror may have moved on since the others were pinned.
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

    /// <summary>What the clone has after making what the checkout has; each target is made once.</summary>
    public Report MakeTheSame()
    {
        var listed = string.Join(',', Model.Load(Repository.At(Model.FileName)).Architectures);
        foreach (var target in new[] { "Mirrors", "Images" }) Clone.Build($"--target={target}", $"--arch={listed}").ShouldSucceed();
        return Report.Of(Clone.Folder);
    }

    public void Dispose() => Clone.Dispose();
}
