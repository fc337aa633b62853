namespace Argosy.Packages;

/// <summary>Small programs in other languages that are embedded in this assembly as files.</summary>
internal static class Embedded
{
    /// <summary>The same for an executable one.</summary>
    public static string ExtractProgram(string name, string folder)
    {
        var path = Extract(name, folder);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>The text of one.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    /// <summary>Writes one into a folder and returns its path.</summary>
    public static string Extract(string name, string folder)
    {
        var path = Path.Combine(folder, name);
        using var source = Open(name);
        using var target = File.Create(path);
        source.CopyTo(target);
        return path;
    }

    private static Stream Open(string name) => typeof(Embedded).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"the assembly carries no '{name}'");
}
