using System.Diagnostics;

namespace Argosy.Runtime.Launch;

/// <summary>A program given by the folder of its project: it is built first.</summary>
internal static class ProjectFolder
{
    /// <summary>Replaces a project's folder with the program's assembly; other commands are unchanged.</summary>
    /// <returns>Null if the build failed: the compiler has reported the reason.</returns>
    internal static async Task<IReadOnlyList<string>?> ResolveAsync(IReadOnlyList<string> command)
    {
        if (!Directory.Exists(command[0]) || Directory.GetFiles(command[0], "*.csproj") is not [var project])
            return command;
        if (await DotnetAsync(["build", "-c", "Release", "--nologo", "-v", "quiet", project], Console.Error) is null
            || await DotnetAsync(["msbuild", project, "-p:Configuration=Release", "-getProperty:TargetPath"], null)
                is not { } assembly)
            return null;
        return [assembly.Trim(), .. command.Skip(1)];
    }

    private static async Task<string?> DotnetAsync(string[] arguments, TextWriter? shown)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return output;
        await (shown ?? Console.Error).WriteAsync(output);
        return null;
    }
}
