namespace Argosy.Processes.Trees;

/// <summary>The C# compiler's server of one command of the .NET SDK: its compilations share one warm compiler, and
/// disposing ends it.</summary>
/// <remarks>A server of the SDK's own choice would outlive the build and serve others of the user. It is started by the
/// first compilation; where it can't be, each compiles by itself. One that a killed build left is found as an orphan,
/// and otherwise ends by itself without work.</remarks>
public sealed class CompilerServer : IDisposable
{
    private readonly string _name = $"argosy-{Guid.NewGuid():N}";

    /// <summary>MSBuild's properties, as variables of the command.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["UseSharedCompilation"] = "true",
        ["SharedCompilationId"] = _name,
    };

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (id, folder) in ProcessTable.All())
        {
            if (IsOwn(folder)) Signals.Send(id, Signals.Kill);
        }

        try
        {
            File.Delete(Socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Of no use to anybody, and the command's own result counts.
        }
    }

    // Where the compiler puts it, whatever the folder for temporary files.
    private string Socket => Path.Combine("/tmp", _name);

    private bool IsOwn(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0').Contains($"-pipename:{_name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
