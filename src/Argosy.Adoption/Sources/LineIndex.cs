namespace Argosy.Adoption.Sources;

/// <summary>The lines of a text.</summary>
internal static class LineIndex
{
    /// <summary>The line of a character, from 1.</summary>
    public static int Of(string text, int position) => 1 + text.AsSpan(0, Math.Min(position, text.Length)).Count('\n');
}
