using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>What a CMake project installs without a condition, as globs below the install folder.</summary>
internal sealed class CMakeInstalls
{
    private const string SharedLibraries = "BUILD_SHARED_LIBS";
    private static readonly string[] s_types = ["SHARED", "STATIC", "MODULE", "OBJECT", "INTERFACE", "ALIAS",
        "IMPORTED"];

    private readonly Dictionary<string, Target> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _outputNames = new(StringComparer.Ordinal);
    private readonly List<(string Target, string Place)> _installed = [];
    private readonly List<Guess> _files = [];
    private readonly List<string> _perhaps = [];

    private sealed record Target(string Type, string Place);

    /// <summary>Whether a library is installed, also under a condition.</summary>
    public bool HasLibrary => _installed.Select(i => i.Target).Concat(_perhaps)
        .Any(t => TypeOf(t) is "SHARED" or "" or "STATIC");

    /// <summary>The globs, each once.</summary>
    public IReadOnlyList<Guess> Globs => [.. _installed
        .Select(i => GlobOf(i.Target) is { } glob ? new Guess(glob, i.Place) : null).OfType<Guess>()
        .Concat(_files).DistinctBy(g => g.Value)];

    /// <summary>Shared libraries where the project lets the user choose.</summary>
    public IReadOnlyList<Guess> Options(CMakeVariables variables)
    {
        var open = _installed.Select(i => i.Target).Concat(_perhaps).Select(t => _targets.GetValueOrDefault(t))
            .FirstOrDefault(t => t?.Type == "");
        return open is null
            || (variables.Has(SharedLibraries) && variables.Expand($"${{{SharedLibraries}}}") is not "OFF")
            ? []
            : [new($"{SharedLibraries}=ON", $"{open.Place}, which names no type: CMake's default is a static library")];
    }

    /// <summary>Takes a command that declares or installs something.</summary>
    public void Take(CMakeCommand command, CMakeVariables variables, bool isCertain, string place)
    {
        var arguments = command.Arguments;
        if (arguments.Count == 0) return;
        switch (command.Name)
        {
            case "add_library" when variables.Expand(arguments[0]) is { } library:
                var type = arguments.Skip(1).FirstOrDefault();
                _targets.TryAdd(library, new(type is not null && s_types.Contains(type) ? type : "", place));
                break;
            case "add_executable" when variables.Expand(arguments[0]) is { } program:
                _targets.TryAdd(program, new("PROGRAM", place));
                break;
            case "set_target_properties" when variables.Expand(arguments[0]) is { } target:
                var named = arguments.ToList().IndexOf("OUTPUT_NAME");
                if (named > 0 && named + 1 < arguments.Count && variables.Expand(arguments[named + 1]) is { } output)
                    _outputNames[target] = output;
                break;
            case "install" when arguments[0] == "TARGETS":
                foreach (var installed in arguments.Skip(1).TakeWhile(IsTarget)
                    .Select(variables.Expand).OfType<string>())
                {
                    if (isCertain) _installed.Add((installed, place));
                    else _perhaps.Add(installed);
                }

                break;
            case "install" when isCertain && arguments[0] is "FILES" or "DIRECTORY":
                var to = arguments.ToList().IndexOf("DESTINATION");
                if (to > 0 && to + 1 < arguments.Count && variables.Expand(arguments[to + 1]) is { } folder
                    && folder.Trim('/').Split('/')[0] == "include")
                    _files.Add(new("include/**", place));
                break;
        }
    }

    // The keywords of install(TARGETS) have capital letters alone.
    private static bool IsTarget(string argument) =>
        argument is not ("EXPORT" or "ARCHIVE" or "LIBRARY" or "RUNTIME" or "OBJECTS" or "FRAMEWORK" or "BUNDLE"
            or "PRIVATE_HEADER" or "PUBLIC_HEADER" or "RESOURCE" or "FILE_SET" or "DESTINATION" or "COMPONENT"
            or "PERMISSIONS" or "CONFIGURATIONS" or "NAMELINK_COMPONENT" or "OPTIONAL" or "EXCLUDE_FROM_ALL"
            or "INCLUDES" or "RUNTIME_DEPENDENCIES" or "RUNTIME_DEPENDENCY_SET");

    private string? TypeOf(string target) => _targets.GetValueOrDefault(target)?.Type;

    private string? GlobOf(string target)
    {
        var name = _outputNames.GetValueOrDefault(target, target);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '+')) return null;
        return TypeOf(target) switch
        {
            "SHARED" => $"lib/lib{name}.so*",
            "STATIC" => $"lib/lib{name}.a",
            "" => $"lib/lib{name}.*",
            "PROGRAM" => $"bin/{name}",
            _ => null,
        };
    }
}
