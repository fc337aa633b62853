namespace Argosy.Toolchains.Running;

/// <summary>Programs with the compilers' names that record each call and then execute the compiler.</summary>
internal static class CompilerWrappers
{
    /// <summary>Each one's name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Of(ConfinedStep step) =>
        step.Tools.Compilers.Select(c => (c.Key, Resource("compiler-wrapper.sh")
            .Replace("@log@", ShellText.Quote(step.Calls), StringComparison.Ordinal)
            .Replace("@compiler@", ShellText.Quote(c.Value), StringComparison.Ordinal)
            .Replace("@sysroot@", ShellText.Quote(step.Sysroot), StringComparison.Ordinal)
            .Replace("@flags@", string.Concat(step.CompilerFlags.Select(f => ShellText.Quote(f) + " ")),
                StringComparison.Ordinal)));

    /// <summary>Writes them, and links to all other tools, to a folder for PATH.</summary>
    public static void Write(ConfinedStep step)
    {
        if (Directory.Exists(step.Wrappers)) Directory.Delete(step.Wrappers, recursive: true);
        Directory.CreateDirectory(step.Wrappers);
        foreach (var (name, text) in Of(step))
        {
            var path = Path.Combine(step.Wrappers, name);
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var (name, program) in step.Tools.Programs)
            File.CreateSymbolicLink(Path.Combine(step.Wrappers, name), program);
    }

    public static string Resource(string name)
    {
        using var stream = typeof(CompilerWrappers).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
