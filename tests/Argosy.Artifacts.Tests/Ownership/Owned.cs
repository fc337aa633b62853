using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Ownership;
using Argosy.Artifacts.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Tests.Ownership;

/// <summary>A project with one task, <c>Make</c>, that makes the folder <c>out</c>.</summary>
internal sealed class Owned : IDisposable
{
    public const string Task = "Make";
    private readonly TestFolder _folder = new();

    public string Root => _folder.Path;

    public List<string> Said { get; } = [];

    public string At(string path) => _folder.At(path);

    public string Write(string path, string text)
    {
        if (File.Exists(At(path))) File.Delete(At(path));
        return _folder.Write(path, text);
    }

    /// <summary>The state of one build; the owner disposes it.</summary>
    public OutputOwnership Build(bool movesAside = false) =>
        new(Root, new ContentStore(At("cache")).IsStored, Said.Add) { MovesAside = movesAside };

    /// <summary>One whole build of the task.</summary>
    public void Make(Action make, params string[] outputs)
    {
        using var build = Build();
        Claim(build, outputs);
        build.Clear(Task);
        make();
        build.Made(Task, Describe(outputs));
        build.Settle(Task);
    }

    public static void Claim(OutputOwnership build, params string[] outputs) =>
        build.Claim(Task, Or(outputs), _ => false);

    public OutputTree Describe(params string[] outputs) =>
        new ContentStore(At("cache")).Describe(Root, Or(outputs), Digest.OfFile);

    /// <summary>The id and place of the build's error; null if it may continue.</summary>
    public string? Obstacle(params string[] outputs)
    {
        using var build = Build();
        try
        {
            Claim(build, outputs);
            build.Clear(Task);
            return null;
        }
        catch (ArgosyException e)
        {
            return string.Join(", ", e.Diagnostics.Select(d => $"{d.Id} {d.Place}"));
        }
        finally
        {
            build.Settle(Task);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Or(string[] outputs) => outputs.Length > 0 ? outputs : ["out"];
}
