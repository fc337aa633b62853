using System.Text.RegularExpressions;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>Why a wheel couldn't be built, or is rejected.</summary>
internal static partial class WheelFailure
{
    /// <summary>Error ARG0508: pip failed.</summary>
    public static ArgosyException NotMade(
        WheelRequest request, Toolbox tools, CommandResult result, IReadOnlyList<HostFlag> ofMachine)
    {
        var architecture = request.Platform.Architecture;
        var alsoNames = ofMachine.Count == 0
            ? ""
            : $"\nIts build asks for {ofMachine[0].Flag}, which isn't the platform's.";
        var remedy = tools.CxxCompiler is null && AsksForCxx(Said(result), architecture)
            ? $"It has C++ in it: install the package {tools.Host.CxxCompilerPackage(architecture)}, "
                + "and name it in build/packages.txt for other machines."
            : "A missing header or library means a package is missing: the platform's belong to the list 'sysroot' "
                + $"under 'roots:' in {Model.FileName}. A missing program, such as pkg-config, has to be named under "
                + $"the wheel's 'tools:' in {WheelSet.FileName}.";
        return new(new Diagnostic("ARG0508", request.Place,
            $"pip made no wheel of it:\n{Cause(result)}{alsoNames}\n", remedy));
    }

    /// <summary>Error ARG0508: pip failed inside a root of the platform.</summary>
    public static ArgosyException NotMade(WheelRequest request, CommandResult result) => new(new Diagnostic("ARG0508",
        request.Place, $"pip made no wheel of it inside a root of {request.Platform}:\n{Cause(result)}\n",
        $"A missing header or library means a package is missing: add it to the wheel's 'packages:' in "
        + $"{WheelSet.FileName}, or a program's to 'build-packages:'."));

    /// <summary>Error ARG0561: the build used more of the machine than it may.</summary>
    public static ArgosyException AtLimit(WheelRequest request, StepLimit limit, CommandResult result) => new(
        new Diagnostic("ARG0561", request.Place,
            $"its build reached the {request.Limits.Text(limit)}:\n{result.Tail(3)}\n",
            limit == StepLimit.Time
                ? "It hangs, or the machine is too busy: try again, or build another version of it."
                : "Builds need less than that: see in the log what it does."));

    /// <summary>Error ARG0562: the emulator didn't run the build to its end.</summary>
    public static ArgosyException NotEmulated(WheelRequest request, string reason) => new(new Diagnostic("ARG0562",
        request.Place, $"its build can't be run inside a root of {request.Platform}: {reason.TrimEnd('.')}",
        "This says nothing about the project: the next run tries it again."));

    /// <summary>Error ARG0535, once for each flag: the wheel may depend on the machine's headers and
    /// libraries.</summary>
    public static ArgosyException SeesMachine(WheelRequest request, IReadOnlyList<HostFlag> ofMachine) => new(
        [.. ofMachine.GroupBy(f => f.Flag).Select(f => new Diagnostic("ARG0535", request.Place,
            $"its build compiles or links {f.First().File} with {f.Key}, which is the build machine's, not the "
            + $"platform's{(f.Count() == 1 ? "" : $", and {f.Count() - 1} more files")}",
            "Let its setup find headers and libraries in the sysroot ($ARGOSY_SYSROOT, or pkg-config), and add the "
            + $"package that has them to the list 'sysroot' under 'roots:' in {Model.FileName}; a setup that asks "
            + $"pkg-config needs it under the wheel's 'tools:' in {WheelSet.FileName}."))]);

    // The compiler's own name, or the part of gcc that compiles C++, which only that package has.
    private static bool AsksForCxx(string said, Architecture architecture) =>
        said.Contains($"{architecture.GnuTriplet}-g++", StringComparison.Ordinal)
        || said.Contains("cc1plus", StringComparison.Ordinal);

    // The compiler's first error, else the setup's own; without one, the end of pip's output.
    private static string Cause(CommandResult result)
    {
        var lines = Said(result).TrimEnd().Split('\n');
        var first = Array.FindIndex(lines, l => l.Contains(": error:", StringComparison.Ordinal)
            || l.Contains(": fatal error:", StringComparison.Ordinal)
            || l.Contains(": not found", StringComparison.Ordinal)
            || l.Contains("undefined reference", StringComparison.Ordinal));
        if (first < 0) first = Array.FindIndex(lines, l => OfSetup().IsMatch(l));
        return first < 0
            ? result.Tail(20)
            : string.Join('\n', lines.Skip(first).Take(3).Append("…").Concat(lines.TakeLast(3)));
    }

    // The start of such a line from Python and setups; later lines of pip only report that there was one.
    [GeneratedRegex(@"^\s*([\w.]*(Error|Exception)|error|ERROR): (?!subprocess-exited|metadata-generation|Failed |Command )")]
    private static partial Regex OfSetup();

    private static string Said(CommandResult result) => result.Output + result.Error;
}
