using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.CMake;

/// <summary>The reason of a CMake failure.</summary>
internal static class CMakeFailure
{
    public static ArgosyException Of(
        CMakeBuild build, Toolbox tools, string source, Command command, CommandResult result)
    {
        var asksForCxx = result.Error.Contains("CMAKE_CXX_COMPILER", StringComparison.Ordinal);
        return asksForCxx && tools.CxxCompiler is null
            ? new(new Diagnostic("ARG0321", new(source),
                $"the project has C++ in it, and the machine has no C++ compiler for {build.Architecture}",
                $"Install the package {tools.Host.CxxCompilerPackage(build.Architecture)} (a line in "
                + "build/packages.txt has ./build.sh do that), or write project(… C) where the project has no C++."))
            : StepFailure.Of(command, result);
    }
}
