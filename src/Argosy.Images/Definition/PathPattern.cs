namespace Argosy.Images.Definition;

/// <summary>A pattern of paths: <c>*</c> and <c>?</c> stay within one part of a path, <c>**</c> crosses
/// parts.</summary>
/// <remarks>An own matcher, since regular expressions would be compiled in every run. The number of steps is at most
/// the product of the lengths of pattern and path: after a <c>**</c> no earlier star needs another try.</remarks>
internal sealed class PathPattern
{
    private const char Any = '*';
    private const char AnyPart = '?';
    private readonly string _pattern;

    /// <param name="pattern">With or without a leading <c>/</c>.</param>
    public PathPattern(string pattern) => _pattern = pattern.TrimStart('/');

    /// <summary>Whether the whole path, written without a leading <c>/</c>, matches.</summary>
    public bool IsMatch(string path)
    {
        var (at, from) = (0, 0);
        // Where to continue after each kind of star: in the pattern, and in the path with one character more.
        var (wide, wideTo, narrow, narrowTo) = (-1, 0, -1, 0);
        while (true)
        {
            if (at < _pattern.Length && _pattern[at] == Any)
            {
                if (at + 1 < _pattern.Length && _pattern[at + 1] == Any)
                    (wide, wideTo, narrow, at) = (at + 2, from, -1, at + 2);
                else
                    (narrow, narrowTo, at) = (at + 1, from, at + 1);
            }
            else if (from == path.Length && at == _pattern.Length)
            {
                return true;
            }
            else if (from < path.Length && at < _pattern.Length
                && (_pattern[at] == path[from] || (_pattern[at] == AnyPart && path[from] != '/')))
            {
                (at, from) = (at + 1, from + 1);
            }
            else if (narrow >= 0 && narrowTo < path.Length && path[narrowTo] != '/')
            {
                (at, from) = (narrow, ++narrowTo);
            }
            else if (wide >= 0 && wideTo < path.Length)
            {
                (at, from, narrow) = (wide, ++wideTo, -1);
            }
            else
            {
                return false;
            }
        }
    }
}
