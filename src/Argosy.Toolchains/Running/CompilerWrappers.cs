namespace Argosy.Toolchains.Running;

/// <summary>Programs with the compilers' names that note each call and then become the compiler.</summary>
internal static class CompilerWrappers
{
    /// <summary>Writes them, and with <paramref name="withOthers"/> links to all other tools beside them, so that the folder can be
    /// a PATH.</summary>
    public static void Write(ConfinedStep step, bool withOthers)
    {
        if (Directory.Exists(step.Wrappers)) Directory.Delete(step.Wrappers, recursive: true);
        Directory.CreateDirectory(step.Wrappers);
        foreach (var (name, program) in step.Tools.Compilers)
        {
            var path = Path.Combine(step.Wrappers, name);
            File.WriteAllText(path, Resource("compiler-wrapper.sh")
                .Replace("@log@", ShellText.Quote(step.Calls), StringComparison.Ordinal)
                .Replace("@compiler@", ShellText.Quote(program), StringComparison.Ordinal)
                .Replace("@sysroot@", ShellText.Quote(step.Sysroot), StringComparison.Ordinal));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (!withOthers) return;
        foreach (var (name, program) in step.Tools.Programs) File.CreateSymbolicLink(Path.Combine(step.Wrappers, name), program);
    }

    public static string Resource(string name)
    {
        using var stream = typeof(CompilerWrappers).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
