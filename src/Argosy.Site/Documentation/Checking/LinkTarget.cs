namespace Argosy.Site.Documentation.Checking;

/// <summary>Where a link leads.</summary>
internal abstract record LinkTarget
{
    /// <summary>A page or file of the site.</summary>
    /// <param name="Output">Its path in the site.</param>
    /// <param name="Anchor">The place in it, or an empty text.</param>
    internal sealed record Inside(string Output, string Anchor) : LinkTarget;

    /// <summary>A file of the project that isn't in the site.</summary>
    /// <param name="Path">Its path in the project.</param>
    internal sealed record Project(string Path) : LinkTarget;

    /// <summary>An address elsewhere, which isn't checked.</summary>
    /// <param name="Address">The address.</param>
    internal sealed record Outside(string Address) : LinkTarget;
}
