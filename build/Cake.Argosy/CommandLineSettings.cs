using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Cake.Core;

namespace Cake.Argosy;

/// <summary>Reads the settings of a run from the model and the command line.</summary>
public static class CommandLineSettings
{
    /// <summary>The environment's variable for <c>--arch</c>.</summary>
    private const string ArchitecturesVariable = "ARCHS";

    /// <summary>Also normalizes what programs inherit, see <see cref="Surroundings"/>. Errors ARG0721, ARG0723,
    /// ARG0727, ARG0779, and those of the model.</summary>
    /// <param name="context">Cake's.</param>
    /// <param name="host">The machine; null for this one.</param>
    internal static BuildSettings Read(ICakeContext context, Host? host = null)
    {
        CommandLine.Check(context.Arguments);
        Surroundings.Normalize();
        var root = context.Environment.WorkingDirectory.FullPath;
        var model = Model.Load(Path.Combine(root, Model.FileName));
        var platforms = SelectPlatforms(model, context.Arguments.GetArguments("platform"));
        var architectures = Select(model, Chosen(context.Arguments));
        return new(root, host ?? Host.Detect(), model, () => SourceDateReader.Read(root))
        {
            Architectures = platforms is null
                ? architectures
                : [.. architectures.Where(a => platforms.Any(p => p.Architecture == a))],
            Platforms = platforms,
            Locked = context.Arguments.HasArgument("locked"),
            CompilerJobs = int.TryParse(context.Arguments.GetArguments("jobs").LastOrDefault(), out var jobs)
                ? jobs
                : Environment.ProcessorCount,
        };
    }

    /// <summary>The fuzzers' run time: <c>--fuzz-seconds</c>, else an hour. Error ARG0728 if it isn't a number of
    /// seconds.</summary>
    public static TimeSpan FuzzTime(this ICakeContext context) =>
        context.Arguments.GetArguments("fuzz-seconds").LastOrDefault() switch
        {
            null => TimeSpan.FromHours(1),
            var text when int.TryParse(text, out var seconds) && seconds > 0 => TimeSpan.FromSeconds(seconds),
            var text => throw new ArgosyException(new Diagnostic("ARG0728", SourceLocation.CommandLine,
                $"--fuzz-seconds is '{text}', which is no number of seconds",
                "Write --fuzz-seconds=3600, or leave it out for an hour.")),
        };

    // The variable serves jobs whose command line is fixed; an option goes before it.
    private static IEnumerable<string> Chosen(ICakeArguments arguments)
    {
        var written = arguments.GetArguments("arch");
        return written.Count == 0 && Environment.GetEnvironmentVariable(ArchitecturesVariable) is { Length: > 0 } names
            ? [names.Replace(' ', ',')]
            : written;
    }

    private static IReadOnlyList<Platform>? SelectPlatforms(Model model, IEnumerable<string> arguments)
    {
        var names = Names(arguments);
        if (names.Count == 0) return null;
        return [.. names.Select(n => model.Platforms.FirstOrDefault(p => p.Name == n)
            ?? throw new ArgosyException(new Diagnostic("ARG0721", SourceLocation.CommandLine,
                $"--platform names '{n}', which {Model.FileName} doesn't make",
                Suggestion.For(n, model.Platforms.Select(p => p.Name)))))];
    }

    private static List<string> Names(IEnumerable<string> arguments) =>
    [
        .. arguments.SelectMany(
            a => a.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    private static IReadOnlyList<Architecture> Select(Model model, IEnumerable<string> arguments)
    {
        var names = Names(arguments);
        if (names.Count == 0) return model.Architectures;
        var wanted = names.Select(n => Architecture.Parse(n, SourceLocation.CommandLine)).ToHashSet();
        var strangers = wanted.Where(a => !model.Architectures.Contains(a)).ToList();
        return strangers.Count == 0
            ? [.. model.Architectures.Where(wanted.Contains)]
            : throw new ArgosyException(new Diagnostic("ARG0721", SourceLocation.CommandLine,
                $"--arch names {string.Join(", ", strangers)}, which {Model.FileName} doesn't list",
                $"Add it there, or choose from: {string.Join(", ", model.Architectures)}."));
    }
}
