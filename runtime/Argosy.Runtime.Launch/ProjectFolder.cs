using System.Diagnostics;

namespace Argosy.Runtime.Launch;

/// <summary>A program that is named by the folder of its project: built first, so that it is up to date.</summary>
internal static class ProjectFolder
{
    /// <summary>The program's assembly in place of its project's folder; other commands stay as they are.</summary>
    /// <returns>Null when it couldn't be built: the compiler has said why.</returns>
    internal static async Task<IReadOnlyList<string>?> ResolveAsync(IReadOnlyList<string> command)
    {
        if (!Directory.Exists(command[0]) || Directory.GetFiles(command[0], "*.csproj") is not [var project])
            return command;
        if (await DotnetAsync(["build", "-c", "Release", "--nologo", "-v", "quiet", project], Console.Error) is null
            || await DotnetAsync(["msbuild", project, "-p:Configuration=Release", "-getProperty:TargetPath"], null) is not { } assembly)
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
