using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Execution;

/// <summary>The folder for temporary files of a run and of its programs. It is removed with the run; a killed run's is
/// removed by the next one, which finds it by the link <c>.argosy/tmp</c>.</summary>
/// <remarks>The .NET SDK leaves a folder in the system's temporary one with each restore. The folder isn't
/// <c>.argosy/tmp</c> itself, since sockets' paths must be short. The holder of the workspace's lock owns it. The
/// folder records its project: a link may lead anywhere, and a copied project has the original's link.</remarks>
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
        // All of a user's processes share NuGet's locks: they stay in their usual folder.
        if (Environment.GetEnvironmentVariable(NugetVariable) is null)
            Environment.SetEnvironmentVariable(
                NugetVariable, Path.Combine(Path.GetTempPath(), $"NuGetScratch{Environment.UserName}"));
        _path = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.WriteAllText(Path.Combine(_path, OwnerFile), root);
        File.CreateSymbolicLink(_link, _path);
        Environment.SetEnvironmentVariable(Variable, _path);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _outer);
        // A killed child may still be writing: a leftover is better than a failed build.
        Leftovers.TryRemove(_path);
        if (new FileInfo(_link).LinkTarget == _path) Leftovers.TryRemove(_link);
    }

    private void RemoveFormer()
    {
        var link = new FileInfo(_link);
        if (link.LinkTarget is not { } target)
        {
            if (!Path.Exists(_link)) return;
            throw new ArgosyException(new Diagnostic("ARG0752", new(".argosy/tmp"),
                "builds make a link of this name, and something else is there", "Move it elsewhere."));
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
