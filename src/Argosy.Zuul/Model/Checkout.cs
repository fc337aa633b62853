namespace Argosy.Zuul.Model;

/// <summary>The project that a checkout is of, written <c>owner/name</c> or <c>owner/name@branch</c>.</summary>
/// <param name="Name">Zuul's name of the project.</param>
/// <param name="Branch">The branch that is checked out; null if it isn't said.</param>
public sealed record Checkout(string Name, string? Branch)
{
    /// <summary>Reads one; null if a part is empty.</summary>
    public static Checkout? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('@', 2) switch
        {
            [{ Length: > 0 } name] => new(name, null),
            [{ Length: > 0 } name, { Length: > 0 } branch] => new(name, branch),
            _ => null,
        };
    }
}

/// <summary>A folder with the checkout of one branch.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Folder">The folder.</param>
public sealed record BranchFolder(string Branch, string Folder)
{
    /// <summary>Reads <c>branch=folder</c>; null if a part is empty.</summary>
    public static BranchFolder? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [{ Length: > 0 } branch, { Length: > 0 } folder] ? new(branch, folder) : null;
    }
}
