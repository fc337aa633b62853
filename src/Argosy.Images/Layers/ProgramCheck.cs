using System.Text;
using Argosy.Images.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Elf;

namespace Argosy.Images.Layers;

/// <summary>Checks whether a kernel would execute a file of an image, by the rules of execve(2).</summary>
/// <param name="architecture">The kernel's.</param>
/// <param name="find">The file at a path of the image, with links followed.</param>
/// <param name="search">Finds a program by a name without a slash.</param>
internal sealed class ProgramCheck(
    Architecture architecture, Func<string, FileEntry?> find, Func<string, FileEntry?> search)
{
    public const UnixFileMode Execute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // A script's interpreter may be a script, and so on: the maximum depth of execve(2).
    private const int MostScripts = 4;
    private const int LongestLine = 256;

    /// <summary>Cause and remedy; null if nothing prevents it.</summary>
    public (string Cause, string Remedy)? WhyNot(string program, FileEntry file) => WhyNot(program, file, 0);

    /// <summary>Whether any user may execute it.</summary>
    public static bool IsProgram(FileEntry? file) => file is not null && (file.Mode & Execute) != 0;

    private (string Cause, string Remedy)? WhyNot(string program, FileEntry file, int scripts)
    {
        var head = file.Content.Head(LongestLine);
        if (head.AsSpan().StartsWith("\u007fELF"u8)) return WhyNotElf(program, file);
        if (!head.AsSpan().StartsWith("#!"u8))
            return ($"'{program}' is neither an ELF file nor a script that names its interpreter",
                "Begin a script with '#!' and its interpreter's path.");
        var words = Encoding.UTF8.GetString(head).Split('\n')[0][2..]
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return ($"'{program}' is a script without an interpreter after '#!'", "Write its path there.");
        if (!IsProgram(find(words[0]))) return Missing(program, words[0]);
        // env searches for the interpreter itself.
        if (ImagePath.Name(words[0]) == "env" && Sought(words) is { } sought && !IsProgram(Named(sought)))
            return Missing(program, sought);
        return scripts == MostScripts
            ? ($"'{program}' is a script for a script, and so on, more than {MostScripts} times",
                "Name a program as interpreter.")
            : WhyNot(words[0], find(words[0])!, scripts + 1);
    }

    private (string Cause, string Remedy)? WhyNotElf(string program, FileEntry file)
    {
        if (file.Content.Length > Array.MaxLength) return null;
        using var content = new MemoryStream((int)file.Content.Length);
        file.Content.CopyTo(content, new byte[1 << 17]);
        content.Position = 0;
        try
        {
            var elf = ElfFile.Read(content, program);
            if (elf.Architecture is { } other && other != architecture)
                return ($"'{program}' is a program for {other.Name}, in an image for {architecture.Name}",
                    "Take the file that was built for this architecture: {arch} in a source is its name.");
            return elf.Interpreter is { } loader && !IsProgram(find(loader))
                ? ($"'{program}' needs the loader '{loader}', which the image hasn't got",
                    "Add the package that has it, such as libc6, or link the program statically.")
                : null;
        }
        catch (ArgosyException e)
        {
            return ($"'{program}' is damaged: {e.Diagnostics[0].Cause}", e.Diagnostics[0].Remedy);
        }
    }

    // env [-S] [NAME=VALUE]… PROGRAM
    private static string? Sought(string[] words) =>
        words.Skip(1).FirstOrDefault(w => w[0] != '-' && !w.Contains('=', StringComparison.Ordinal));

    private FileEntry? Named(string program) =>
        program.Contains('/', StringComparison.Ordinal) ? find(program) : search(program);

    private static (string Cause, string Remedy) Missing(string program, string interpreter) =>
        ($"'{program}' is a script for '{interpreter}', which the image hasn't got", "Add the package that has it.");
}
