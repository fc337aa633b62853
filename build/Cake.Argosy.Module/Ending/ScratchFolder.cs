namespace Cake.Argosy.Module.Ending;

/// <summary>Where a run and the programs it starts keep temporary files. It ends with the run; a killed run's is removed
/// by the next one, which finds it by the link <c>.argosy/tmp</c>.</summary>
/// <remarks>The .NET SDK leaves a folder in the system's temporary one each time it restores. The folder isn't
/// <c>.argosy/tmp</c> itself, since sockets' paths have to be short. Whoever holds the workspace's lock owns it.</remarks>
internal sealed class ScratchFolder : IDisposable
{
    private const string Variable = "TMPDIR";
    private const string NugetVariable = "NUGET_SCRATCH";
    private readonly string? _outer = Environment.GetEnvironmentVariable(Variable);
    private readonly string _link;
    private readonly string _path;

    public ScratchFolder(string root)
    {
        _link = Path.Combine(root, ".argosy", "tmp");
        Remove();
        // NuGet's locks are shared by all of a user's processes: they stay where they were.
        if (Environment.GetEnvironmentVariable(NugetVariable) is null)
            Environment.SetEnvironmentVariable(NugetVariable, Path.Combine(Path.GetTempPath(), $"NuGetScratch{Environment.UserName}"));
        _path = Directory.CreateTempSubdirectory("argosy-").FullName;
        File.CreateSymbolicLink(_link, _path);
        Environment.SetEnvironmentVariable(Variable, _path);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _outer);
        Remove();
    }

    private void Remove()
    {
        var link = new FileInfo(_link);
        if (link.LinkTarget is not { } target) return;
        try
        {
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A child that was killed may still be writing: better a leftover than a failed build.
        }

        link.Delete();
    }
}
