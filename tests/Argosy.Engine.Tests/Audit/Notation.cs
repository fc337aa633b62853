using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Audit;

/// <summary>Writes text in strace's format, for property tests of its reader.</summary>
internal static class Notation
{
    /// <summary>File names of any characters except the two that are impossible in a name.</summary>
    public static readonly Gen<string> Names =
        from runes in Gen.Choose(1, 0x2FFF).Where(c => c is not '/' and not '\0').Select(c => (char)c).ListOf()
        from spice in Gen.Elements("", "\"", "\\", ">", "<x>", ", ", ") = 0", " <unfinished ...>", "1\n", "\u00e97")
        select $"x{string.Concat(runes)}{spice}";

    /// <summary>Calls of some threads, whole or in two pieces, in a possible order.</summary>
    public static readonly Gen<(List<string> Written, List<(int Thread, string Path)> Meant)> Interleavings =
        from names in Names.NonEmptyListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        select Interleave([.. names], new Random(seed));

    public static string Quote(string text) => $"\"{Escape(text)}\"";

    public static string Descriptor(string name) => $"</{Escape(name)}>";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            escaped.Append((char)octet switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                < ' ' or > '~' or '<' or '>' => "\\" + Convert.ToString(octet, 8).PadLeft(3, '0'),
                var c => c.ToString(CultureInfo.InvariantCulture),
            });
        }

        return escaped.ToString();
    }

    private static (List<string>, List<(int, string)>) Interleave(List<string> names, Random random)
    {
        var written = new List<string>();
        var meant = new List<(int, string)>();
        var begun = new Dictionary<int, string>();
        foreach (var name in names)
        {
            var thread = random.Next(1, 4);
            Finish(thread);
            if (random.Next(2) == 0)
            {
                written.Add($"{thread}  unlink({Quote(name)}) = 0");
                meant.Add((thread, name));
            }
            else
            {
                written.Add($"{thread}  unlink({Quote(name)} <unfinished ...>");
                begun[thread] = name;
            }
        }

        foreach (var thread in begun.Keys.ToList()) Finish(thread);
        return (written, meant);

        void Finish(int thread)
        {
            if (!begun.Remove(thread, out var first)) return;
            written.Add($"{thread}  <... unlink resumed>)             = 0");
            meant.Add((thread, first));
        }
    }
}
