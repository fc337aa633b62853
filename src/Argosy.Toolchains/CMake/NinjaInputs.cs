using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Processes;

namespace Argosy.Toolchains.CMake;

/// <summary>The inputs of a finished build, as far as Ninja knows them.</summary>
/// <param name="Files">The files that Ninja checks to decide what is out of date: declared inputs, and headers that
/// compilers read.</param>
/// <param name="Folders">The folders of those files, and every folder that a command names, such as with <c>-I</c> or
/// <c>-L</c>, or that contains a file which a command names: a new file there may be found before the previous
/// one.</param>
internal sealed record NinjaInputs(IReadOnlySet<string> Files, IReadOnlySet<string> Folders)
{
    /// <summary>Asks Ninja, which runs nothing. Null if it can't answer, such as before 1.11.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="buildFolder">The folder of build.ninja.</param>
    /// <param name="readable">The folder around everything that the build could read, except sysroot and tools: files
    /// elsewhere are left out.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<NinjaInputs?> TryReadAsync(
        CommandRunner runner, string buildFolder, string readable, CancellationToken cancellation)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        // "object: #deps 2, …", then the object's headers, each after four spaces.
        var headers = await AskAsync("deps");
        var declared = await AskAsync("inputs", "all");
        var commands = await AskAsync("commands", "all");
        if (headers is null || declared is null || commands is null) return null;
        foreach (var line in headers.Where(l => l.StartsWith("    ", StringComparison.Ordinal))) Add(line[4..]);
        foreach (var line in declared) Add(Words(line).FirstOrDefault() ?? line);
        foreach (var command in commands) AddFolders(command);
        return new(files, folders);

        async Task<string[]?> AskAsync(params string[] what)
        {
            var result = await runner.TryRunAsync(
                new("ninja", ["-C", buildFolder, "--quiet", "-t", .. what]), cancellation);
            return result.Succeeded ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
        }

        void Add(string path)
        {
            path = Path.GetFullPath(path, buildFolder);
            if (IsReadable(path) && files.Add(path)) folders.Add(Path.GetDirectoryName(path)!);
        }

        void AddFolders(string command)
        {
            var folder = buildFolder;
            var words = Words(command).ToList();
            for (var i = 0; i < words.Count; i++)
            {
                if (words[i] == "cd" && i + 1 < words.Count) folder = Path.GetFullPath(words[i + 1], buildFolder);
                foreach (var path in PathsIn(words[i]).Select(p => Path.GetFullPath(p, folder)).Where(IsReadable))
                {
                    if (Directory.Exists(path)) folders.Add(path);
                    else if (File.Exists(path)) folders.Add(Path.GetDirectoryName(path)!);
                }
            }
        }

        bool IsReadable(string path) => PathText.IsWithin(path, readable);
    }

    /// <summary>A shell's words, without expansion of variables and patterns.</summary>
    internal static IEnumerable<string> Words(string command)
    {
        var word = new StringBuilder();
        var (quote, isWord) = ('\0', false);
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == '\\' && quote != '\'' && i + 1 < command.Length) (isWord, _) = (true, word.Append(command[++i]));
            else if (quote != '\0' && c == quote) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"') (quote, isWord) = (c, true);
            else if (quote == '\0' && c is ' ' or '\t' or ';' or '&' or '|' or '<' or '>')
            {
                if (isWord) yield return word.ToString();
                (isWord, _) = (false, word.Clear());
            }
            else (isWord, _) = (true, word.Append(c));
        }

        if (isWord) yield return word.ToString();
    }

    // The word itself; the text after an option's letter or name; and all of these for the linker's options.
    private static IEnumerable<string> PathsIn(string word)
    {
        foreach (var part in word.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return part;
            if (part.Length > 2 && part[0] == '-') yield return part[2..];
            if (part.IndexOf('=') is >= 0 and var equals && equals + 1 < part.Length) yield return part[(equals + 1)..];
            if (part.StartsWith("-isystem", StringComparison.Ordinal) && part.Length > 8) yield return part[8..];
        }
    }
}
