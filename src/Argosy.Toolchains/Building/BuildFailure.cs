using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Building;

/// <summary>The reason of a failed step of a build.</summary>
internal static class BuildFailure
{
    // What each build system says of a C++ compiler that isn't there.
    private static readonly string[] s_signs = ["CMAKE_CXX_COMPILER", "'cpp' compiler binary not defined", "-g++: not found",
        "-g++: command not found", "-g++: No such file"];

    public static ArgosyException Of(
        NativeTarget target, Toolbox tools, string source, Command command, CommandResult result)
    {
        var said = result.Output + result.Error;
        return tools.CxxCompiler is null && s_signs.Any(s => said.Contains(s, StringComparison.Ordinal))
            ? new(new Diagnostic(Toolbox.MissingTool, new(source),
                $"the project has C++ in it, and the machine has no C++ compiler for {target.Architecture}",
                $"Install the package {tools.Host.CxxCompilerPackage(target.Architecture)} (a line in "
                + "build/packages.txt has ./build.sh do that), or let the project name C alone as its language."))
            : StepFailure.Of(command, result);
    }

    /// <summary>Error ARG0326: a folder without the file that its build system reads.</summary>
    public static ArgosyException NoProject(string source, string file) => new(new Diagnostic(
        "ARG0326", new(source), $"there is no {file} in this folder",
        "Name the folder that has it in 'source:' of the item, or another build system in 'build:'."));

    /// <summary>Error ARG0351: a suite that this build system doesn't have.</summary>
    public static ArgosyException NoSuite(Platforms.Items.NativeCheck check, string system, string known) => new(
        new Diagnostic("ARG0351", check.Place, $"a project that is built by {system} has no such suite",
            $"Write {known}, or a command as a list."));
}
