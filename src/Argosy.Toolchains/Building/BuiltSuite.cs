using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Building;

/// <summary>A project's own suite, built and ready to run.</summary>
/// <param name="Step">What it may read and write.</param>
/// <param name="Command">Runs all of its tests.</param>
/// <param name="Cases">The results of its tests, after a run; empty if the suite doesn't list them.</param>
/// <param name="StartsItself">It starts foreign programs by their own names, which the kernel must then run through an
/// emulator.</param>
public sealed record BuiltSuite(
    ConfinedStep Step, Command Command, Func<CommandResult, IReadOnlyList<SuiteCase>> Cases, bool StartsItself);
