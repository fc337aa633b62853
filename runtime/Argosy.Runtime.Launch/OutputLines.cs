namespace Argosy.Runtime.Launch;

/// <summary>Writes a locality's lines, each after its number: [2] text. In colour on a terminal.</summary>
internal static class OutputLines
{
    private static readonly int[] s_colours = [36, 33, 32, 35, 34, 31];

    internal static async Task CopyAsync(TextReader from, TextWriter to, int number, bool plain)
    {
        var label = plain ? $"[{number}] " : $"\e[{s_colours[number % s_colours.Length]}m[{number}]\e[0m ";
        while (await from.ReadLineAsync() is { } line)
        {
            // One call for the whole line: writers are synchronized by call, and localities print concurrently.
            await to.WriteLineAsync(label + line);
        }
    }
}
