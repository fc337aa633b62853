namespace Argosy.Artifacts.Tasks;

/// <summary>The normal form of declared paths, so that they can be compared as texts.</summary>
public static class DeclaredPath
{
    /// <summary><c>./out//a/./b/</c> is <c>out/a/b</c>, and <c>./</c> is <c>.</c>; a leading <c>!</c> and <c>/</c> are
    /// kept, and so is <c>..</c>, which is rejected later.</summary>
    public static string Normalized(string path)
    {
        if (IsNormal(path)) return path;
        var (mark, rest) = path.StartsWith('!') ? ("!", path[1..]) : ("", path);
        if (rest.Length == 0) return path;
        var names = string.Join('/', rest.Split('/').Where(name => name.Length > 0 && name != "."));
        return mark + (rest[0] == '/' ? "/" : "") + (names.Length > 0 || rest[0] == '/' ? names : ".");
    }

    private static bool IsNormal(string path) =>
        path.Length > 0 && path[0] is not ('.' or '/' or '!') && path[^1] is not ('/' or '.')
        && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/./", StringComparison.Ordinal);
}
