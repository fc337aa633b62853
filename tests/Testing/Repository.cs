namespace Argosy.Testing;

/// <summary>The checkout the tests were compiled in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string At(string relative) => Path.Combine(Root, relative);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "argosy.yaml"))
            ? folder
            : Find(Path.GetDirectoryName(folder.TrimEnd('/'))
                ?? throw new InvalidOperationException("not inside a checkout"));
}
