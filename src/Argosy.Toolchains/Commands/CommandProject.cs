using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Commands;

/// <summary>A project that its own commands build for a platform, such as make with a hand-written Makefile.</summary>
/// <remarks>The commands run in a copy of its sources. They get <c>CC</c>, <c>CXX</c>, <c>AR</c> and the like,
/// <c>PKG_CONFIG</c>, <c>DESTDIR</c>, <c>PREFIX</c> (<c>/usr</c>), <c>LIBDIR</c>, <c>HOST</c> (the GNU triplet), <c>JOBS</c>
/// and the item's options as variables; <c>$NAME</c> or <c>${NAME}</c> in a word is replaced by one of these.</remarks>
/// <param name="SourceFolder">The folder of its sources; nothing is written there.</param>
/// <param name="BuildFolder">The folder that the build fills; every build begins with an empty one.</param>
/// <param name="Steps">The commands, in order, the last of which install into <c>DESTDIR</c>.</param>
internal sealed partial record CommandProject(
    string SourceFolder, string BuildFolder, IReadOnlyList<IReadOnlyList<string>> Steps) : INativeProject
{
    // Not scripts among the sources, nor $CC.
    public IReadOnlyList<string> Programs =>
        [.. Steps.Select(s => s[0]).Where(p => p.IndexOfAny(['/', '$']) < 0).Distinct()];

    public async Task InstallAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, string folder,
        CancellationToken cancellation)
    {
        using var staged = new StagedFolder(folder);
        var build = new FreshBuild(runner, confinement, target, SourceFolder, BuildFolder, cancellation);
        build.Enter(Programs, staged.Path);
        await RunAsync(build, target, staged.Path);
        build.Settle(staged.Path);
        staged.Publish();
    }

    public async Task<BuiltSuite> BuildSuiteAsync(
        CommandRunner runner, Confinement confinement, NativeTarget target, NativeCheck check, string installed,
        CancellationToken cancellation)
    {
        if (check.Program is not (CheckProgram.Make or CheckProgram.Command))
            throw BuildFailure.NoSuite(check, "commands", "'make'");
        var build = new FreshBuild(runner, confinement, target, SourceFolder, BuildFolder, cancellation);
        IReadOnlyList<string> programs =
            check.Program == CheckProgram.Make ? [.. Programs.Append("make").Distinct()] : Programs;
        var step = build.Enter(programs, writes: null, SuiteFlags.Of(runner.Host, target, installed));
        var variables = await RunAsync(build, target, Path.Combine(build.Folder, "installed"));
        IReadOnlyList<string> words = check.Program == CheckProgram.Make ? ["make", "check"] : check.Command;
        return new(step, CommandOf(build, words, variables), PrintedResults.Read, StartsItself: true);
    }

    /// <summary>A word with the values of the variables that it names. A name without a value stays.</summary>
    internal static string Replaced(string word, IReadOnlyDictionary<string, string?> variables) =>
        Variable().Replace(word, m => variables.GetValueOrDefault(m.Groups["name"].Value) ?? m.Value);

    private async Task<SortedDictionary<string, string?>> RunAsync(
        FreshBuild build, NativeTarget target, string destination)
    {
        build.CopySources();
        var variables = BuildVariables.Of(target.Architecture, build.Step!.Tools);
        variables["DESTDIR"] = destination;
        variables["PREFIX"] = "/usr";
        variables["LIBDIR"] = $"/usr/{target.LibraryFolder}";
        variables["HOST"] = target.Architecture.GnuTriplet;
        variables["JOBS"] = $"{target.Jobs}";
        foreach (var (name, value) in target.Options) variables[name] = Replaced(value, variables);
        foreach (var step in Steps) await build.RunAsync(CommandOf(build, step, variables));
        return variables;
    }

    private static Command CommandOf(
        FreshBuild build, IReadOnlyList<string> words, IReadOnlyDictionary<string, string?> variables) =>
        new(Replaced(words[0], variables), [.. words.Skip(1).Select(w => Replaced(w, variables))])
        {
            Folder = build.Copy,
            Environment = variables,
        };

    [GeneratedRegex(@"\$(?:\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|(?<name>[A-Za-z_][A-Za-z0-9_]*))")]
    private static partial Regex Variable();
}
