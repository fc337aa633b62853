using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Module.Shutdown;

/// <summary>Where a run and the programs it starts keep temporary files. It ends with the run; a killed run's is removed
/// by the next one, which finds it by the link <c>.argosy/tmp</c>.</summary>
/// <remarks>The .NET SDK leaves a folder in the system's temporary one each time it restores. The folder isn't
/// <c>.argosy/tmp</c> itself, since sockets' paths have to be short. Whoever holds the workspace's lock owns it. The folder
/// says whose it is: a link may lead anywhere, and a copied project has the original's.</remarks>
internal sealed class ScratchFolder : IDisposable
{
    private const string Variable = "TMPDIR";
    private const string NugetVariable = "NUGET_SCRATCH";
    private const string Prefix = "argosy-";
    private const string OwnerFile = ".argosy-project";
    private readonly string? _outer = Environment.GetEnvironmentVariable(Variable);
    private readonly string _root;
    private readonly string _link;
    private readonly string _path;

    public ScratchFolder(string root)
    {
        (_root, _link) = (root, Path.Combine(root, ".argosy", "tmp"));
        RemoveFormer();
        // NuGet's locks are shared by all of a user's processes: they stay where they were.
        if (Environment.GetEnvironmentVariable(NugetVariable) is null)
            Environment.SetEnvironmentVariable(NugetVariable, Path.Combine(Path.GetTempPath(), $"NuGetScratch{Environment.UserName}"));
        _path = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.WriteAllText(Path.Combine(_path, OwnerFile), root);
        File.CreateSymbolicLink(_link, _path);
        Environment.SetEnvironmentVariable(Variable, _path);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _outer);
        // A child that was killed may still be writing: better a leftover than a failed build.
        Leftovers.TryRemove(_path);
        if (new FileInfo(_link).LinkTarget == _path) Leftovers.TryRemove(_link);
    }

    private void RemoveFormer()
    {
        var link = new FileInfo(_link);
        if (link.LinkTarget is not { } target)
        {
            if (!Path.Exists(_link)) return;
            throw new ArgosyException(new Diagnostic("ARG0752", new(".argosy/tmp"), "builds make a link of this name, and something else is there",
                "Move it elsewhere."));
        }

        if (IsOwn(target)) Leftovers.TryRemove(target);
        File.Delete(_link);
    }

    private bool IsOwn(string target)
    {
        var owner = Path.Combine(target, OwnerFile);
        try
        {
            return Path.IsPathRooted(target) && Path.GetFileName(target).StartsWith(Prefix, StringComparison.Ordinal)
                && new FileInfo(target).LinkTarget is null && new FileInfo(owner).LinkTarget is null
                && File.Exists(owner) && File.ReadAllText(owner) == _root;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
